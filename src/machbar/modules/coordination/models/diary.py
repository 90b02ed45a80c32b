"""The diary of a project with its pictures, and its milestones with every move of their dates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import new_public_id
from machbar.modules.coordination.core import MOST_HOURS, MOST_PEOPLE, QUARTERS
from machbar.modules.coordination.models.group import Member
from machbar.modules.projects.models import Project


class DiaryEntry(models.Model):
    """What happened on a day, in a few sentences, written by somebody of the team or of the group."""

    class Visibility(models.TextChoices):
        GROUP = "group", _("only the group and the team")
        WAITING = "waiting", _("waits for its release")
        PUBLIC = "public", _("everybody")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="diary")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    on = models.DateField(_("day"))
    text = models.TextField(_("what happened"))
    visibility = models.CharField(_("who reads it"), max_length=8, choices=Visibility.choices)
    by_member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="diary"
    )
    by_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    helpers = models.PositiveSmallIntegerField(_("how many helped"), default=0)
    quarter_hours = models.PositiveSmallIntegerField(_("quarter hours each"), default=0)
    note = models.CharField(_("why it stays inside"), max_length=300, blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    written_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField(_("corrected"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("diary entry")
        verbose_name_plural = _("diary entries")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "form_key"], name="coordination_diaryentry_form_key_unique"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="coordination_diaryentry_has_text"),
            models.CheckConstraint(
                condition=Q(visibility__in=["group", "waiting", "public"]),
                name="coordination_diaryentry_visibility_known",
            ),
            models.CheckConstraint(
                condition=Q(helpers=0, quarter_hours=0)
                | Q(
                    helpers__gt=0,
                    helpers__lte=MOST_PEOPLE,
                    quarter_hours__gt=0,
                    quarter_hours__lte=MOST_HOURS * QUARTERS,
                ),
                name="coordination_diaryentry_hours_have_helpers",
            ),
            models.CheckConstraint(
                condition=Q(note="") | Q(visibility="group"),
                name="coordination_diaryentry_note_only_inside",
            ),
            models.CheckConstraint(
                condition=Q(by_member=None) | Q(by_person=None),
                name="coordination_diaryentry_at_most_one_author",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-on", "-id"], name="coordination_diary_day"),
            models.Index(
                fields=["written_at", "id"],
                condition=Q(visibility="waiting"),
                name="coordination_diary_waiting",
            ),
            models.Index(
                fields=["-on", "-id"],
                condition=Q(visibility="public"),
                name="coordination_diary_fresh",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.text[:60]}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it, where the project is public as well."""
        return self.visibility == self.Visibility.PUBLIC

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has yet to let it out."""
        return self.visibility == self.Visibility.WAITING

    @property
    def quarters(self) -> int:
        """All volunteer time of the entry in quarter hours: helpers times hours."""
        return self.helpers * self.quarter_hours


class DiaryPicture(models.Model):
    """A picture of a diary entry, in the order in which they came."""

    entry = models.ForeignKey(DiaryEntry, on_delete=models.CASCADE, related_name="pictures")
    picture = models.OneToOneField(Picture, on_delete=models.RESTRICT, related_name="in_diary")

    class Meta:
        verbose_name = _("picture of a diary entry")
        verbose_name_plural = _("pictures of diary entries")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.picture_id)


class Milestone(models.Model):
    """Something that a project wants to have reached by a day."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    title = models.CharField(_("milestone"), max_length=120)
    first_planned_on = models.DateField(_("first planned for"))
    planned_on = models.DateField(_("planned for"))
    done_on = models.DateField(_("reached on"), null=True, blank=True)
    is_public = models.BooleanField(_("shown on the project's public page"), default=True)
    form_key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"))
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "form_key"], name="coordination_milestone_form_key_unique"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="coordination_milestone_has_title"),
        ]
        indexes = [
            models.Index(fields=["project", "planned_on", "id"], name="coordination_milestone_day"),
            models.Index(
                fields=["planned_on"],
                condition=Q(done_on=None),
                name="coordination_milestone_open",
            ),
            models.Index(
                fields=["-done_on", "-id"],
                condition=Q(is_public=True, done_on__isnull=False),
                name="coordination_milestone_new",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        """Whether it is reached."""
        return self.done_on is not None


class MilestoneMove(models.Model):
    """A milestone was put off or brought forward: when, who, from, to, why."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="moves")
    from_day = models.DateField(_("from"))
    to_day = models.DateField(_("to"))
    reason = models.CharField(_("why"), max_length=300)
    moved_at = models.DateTimeField(_("moved"))
    by_member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("move of a milestone")
        verbose_name_plural = _("moves of milestones")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="coordination_milestonemove_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(from_day=F("to_day")), name="coordination_milestonemove_moves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_day} → {self.to_day}"
