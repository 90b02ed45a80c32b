"""Ideas, the answers they got, what their givers added, and the projects they became."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Term, Town, new_public_id
from machbar.modules.ideas.core import TITLE_LENGTH, ContactKind, rest_of
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
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Channel(models.TextChoices):
        WEB = "web", _("on the web")
        COUNTER = "counter", _("at the counter")
        POSTCARD = "postcard", _("on a postcard")
        PHONE = "phone", _("by phone")

    CLOSED = (Status.PARKED, Status.HANDED_OVER, Status.NOT_FEASIBLE)

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
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)
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
                condition=~Q(status__in=["parked", "handed_over", "not_feasible"]) | ~Q(reason=""),
                name="ideas_idea_closed_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["town", "-published_at", "-id"], name="ideas_town_published"),
            models.Index(
                fields=["town", "handed_in_at", "id"],
                condition=Q(answered_at=None) & ~Q(status="withdrawn"),
                name="ideas_town_unanswered",
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

    @property
    def rest(self) -> str:
        """What the text says beyond the title."""
        return rest_of(self.text)

    @property
    def is_public(self) -> bool:
        """Whether the idea hangs on the wall."""
        return self.published_at is not None and self.status != self.Status.WITHDRAWN


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
    sent_by = models.CharField(
        _("sent by"), max_length=8, choices=[(kind.value, kind.value) for kind in ContactKind]
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="ideas_answer_text_not_empty"),
            models.UniqueConstraint(fields=["idea", "key"], name="ideas_answer_idea_key_unique"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Addition(models.Model):
    """Something the giver added later through the personal link; only the team reads it."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField(_("addition"))
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("addition")
        verbose_name_plural = _("additions")
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
