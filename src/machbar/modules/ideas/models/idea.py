"""Ideas, the answers they got, what their givers added, and the projects they became."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Person
from machbar.foundation.post.models import Letter
from machbar.foundation.towns.models import Term, Town, new_public_id
from machbar.modules.ideas.core import TITLE_LENGTH, ContactKind, rest_of, whole_of
from machbar.modules.projects.models import Project


class Idea(models.Model):
    """What somebody brought: at the counter, on a postcard, on the web."""

    class Status(models.TextChoices):
        NEW = "new", _("new")
        IN_TALK = "in_talk", _("in talk")
        PROJECT = "project", _("becomes a project")
        PARKED = "parked", _("parked")
        HANDED_OVER = "handed_over", _("handed over")
        NOT_FEASIBLE = "not_feasible", _("not possible")
        JOINED = "joined", _("joined with another idea")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Channel(models.TextChoices):
        WEB = "web", _("on the web")
        COUNTER = "counter", _("at the counter")
        POSTCARD = "postcard", _("on a postcard")
        PHONE = "phone", _("by phone")

    CLOSED = (Status.PARKED, Status.HANDED_OVER, Status.NOT_FEASIBLE, Status.JOINED)

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="ideas")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    number = models.CharField(_("number"), max_length=20, editable=False)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("idea"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    contact_kind = models.CharField(
        _("answer by"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in ContactKind],
        default=ContactKind.NONE.value,
    )
    wants_to_join = models.BooleanField(_("wants to join in"), default=False)
    channel = models.CharField(_("came"), max_length=10, choices=Channel.choices)
    initials = models.CharField(_("taken down by"), max_length=4, blank=True)
    status = models.CharField(
        _("status"), max_length=14, choices=Status.choices, default=Status.NEW
    )
    reason = models.TextField(_("reason"), blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    is_suspicious = models.BooleanField(_("looks like spam"), default=False)
    suspicions = models.CharField(_("why it looks like spam"), max_length=60, blank=True)
    photo = models.OneToOneField(
        Picture,
        verbose_name=_("photo"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="idea",
    )
    theme = models.ForeignKey(
        Term,
        verbose_name=_("theme"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    district = models.ForeignKey(
        Term,
        verbose_name=_("part of the town"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    written_on = models.DateField(_("date on the card"), null=True, blank=True)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("handed in"))
    taken_in_at = models.DateTimeField(_("taken in from a table"), null=True, blank=True)
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    asked_at = models.DateTimeField(_("waits for its giver since"), null=True, blank=True)
    photo_kept_at = models.DateTimeField(
        _("photo stays with the team since"), null=True, blank=True
    )
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)
    joined_to = models.ForeignKey(
        "self",
        verbose_name=_("joined with"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="joined_ones",
    )
    projects: "models.ManyToManyField[Project, IdeaProject]" = models.ManyToManyField(
        Project, through="IdeaProject", related_name="ideas", blank=True
    )

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="ideas_idea_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "number"], name="ideas_idea_town_number_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="ideas_idea_town_form_key_unique"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="ideas_idea_text_not_empty"),
            models.CheckConstraint(
                condition=~Q(status__in=["parked", "handed_over", "not_feasible", "joined"])
                | ~Q(reason=""),
                name="ideas_idea_closed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="joined", joined_to__isnull=False)
                | (~Q(status="joined") & Q(joined_to=None)),
                name="ideas_idea_joined_points_to_another",
            ),
            models.CheckConstraint(
                condition=~Q(joined_to=F("id")), name="ideas_idea_not_joined_with_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["town", "-published_at", "-id"], name="ideas_town_published"),
            models.Index(
                fields=["town", "handed_in_at", "id"],
                condition=Q(answered_at=None) & ~Q(status="withdrawn"),
                name="ideas_town_unanswered",
            ),
            # What the queue decides about, not what else hangs on the wall without an answer.
            models.Index(
                fields=["town", "handed_in_at", "id"],
                condition=Q(answered_at=None, published_at=None),
                name="ideas_town_undecided",
            ),
            # Own ones first, those from tables apart: neither walks the other's rows.
            models.Index(
                fields=["town", "handed_in_at", "id"],
                condition=Q(answered_at=None, taken_in_at=None) & ~Q(status="withdrawn"),
                name="ideas_town_own_unanswered",
            ),
            models.Index(
                fields=["town", "handed_in_at", "id"],
                condition=Q(answered_at=None, taken_in_at__isnull=False) & ~Q(status="withdrawn"),
                name="ideas_town_taken_unanswered",
            ),
            models.Index(fields=["town", "-handed_in_at", "-id"], name="ideas_town_handed_in"),
            # The wall, narrowed down: each filter finds its newest rows without walking the others.
            models.Index(
                fields=["town", "theme", "-published_at", "-id"], name="ideas_town_theme_wall"
            ),
            models.Index(
                fields=["town", "district", "-published_at", "-id"], name="ideas_town_district_wall"
            ),
            models.Index(
                fields=["town", "status", "-published_at", "-id"], name="ideas_town_status_wall"
            ),
            models.Index(fields=["town", "place", "-id"], name="ideas_town_place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_status_display(self) -> str:  # type: ignore[no-redef] # django-stubs adds its own
        """The name of the status. Django's own way hashes the translated names of all of them each time it is asked."""
        return str(self.Status(self.status).label)

    @property
    def waits_since(self) -> datetime:
        """From when the promised days count: what came from a table waits since it was taken in."""
        return self.taken_in_at or self.handed_in_at

    @property
    def rest(self) -> str:
        """What the text says beyond the title."""
        return rest_of(self.title, self.text)

    @property
    def words(self) -> str:
        """Title and text as one, for what reads an idea and not its form."""
        return whole_of(self.title, self.text)

    @property
    def is_public(self) -> bool:
        """Whether the idea hangs on the wall; a joined one is represented there by the other."""
        return self.published_at is not None and self.status not in (
            self.Status.WITHDRAWN,
            self.Status.JOINED,
        )


class IdeaProject(models.Model):
    """An idea that became, or joined, a project."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="becomings")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="origins")
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("project of an idea")
        verbose_name_plural = _("projects of ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "project"], name="ideas_ideaproject_idea_project_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} → {self.project_id}"


class Answer(models.Model):
    """What the team said to the giver of an idea, and the status it set."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("answer"))
    status = models.CharField(_("status"), max_length=14, choices=Idea.Status.choices)
    given_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(_("given"))
    key = models.CharField(max_length=64, editable=False)
    is_question = models.BooleanField(_("asks the giver something"), default=False)
    sent_by = models.CharField(
        _("sent by"), max_length=8, choices=[(kind.value, kind.value) for kind in ContactKind]
    )
    letter = models.ForeignKey(
        Letter,
        verbose_name=_("mail"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reached_on = models.DateField(_("reached the person on"), null=True, blank=True)
    printed_at = models.DateTimeField(_("letter printed"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("calls without success"), default=0)
    again_on = models.DateField(_("call again on"), null=True, blank=True)
    delivery_note = models.CharField(_("note on the way to the person"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="ideas_answer_text_not_empty"),
            models.UniqueConstraint(fields=["idea", "key"], name="ideas_answer_idea_key_unique"),
            models.CheckConstraint(
                condition=Q(reached_on=None) | Q(again_on=None), name="ideas_answer_reached_is_over"
            ),
        ]
        indexes = [
            # No value in the condition: SQLite cannot tell that a question's parameters are the same ones.
            models.Index(
                fields=["sent_by", "given_at", "id"],
                condition=Q(reached_on=None),
                name="ideas_answer_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def has_left(self) -> bool:
        """Whether it went to the person: the mail is sent, the call made, the letter posted."""
        is_sent = self.letter is not None and self.letter.state == Letter.State.SENT
        return is_sent or self.reached_on is not None


class Addition(models.Model):
    """Something the giver added later through the personal link; only the team reads it."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField(_("addition"))
    added_at = models.DateTimeField(_("added"))
    read_at = models.DateTimeField(_("read by the team"), null=True, blank=True)

    class Meta:
        verbose_name = _("addition")
        verbose_name_plural = _("additions")
        ordering = ["added_at", "id"]
        indexes = [
            models.Index(
                fields=["added_at", "id"], condition=Q(read_at=None), name="ideas_addition_unread"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
