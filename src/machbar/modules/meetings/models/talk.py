"""What was talked about: when, how long, about what, what follows, and a note that stays with a few."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.meetings.models.booking import Booking
from machbar.modules.projects.models import Project

MOST_QUARTERS = 48  # twelve hours


class Talk(models.Model):
    """One talk. It is about a project, about something else that has a record (an idea), or about nothing of both."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="talks")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    held_on = models.DateField(_("day"))
    quarters = models.PositiveSmallIntegerField(_("quarters of an hour"))
    with_whom = models.CharField(_("with whom"), max_length=120, blank=True)
    said = models.TextField(_("what was said"))
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("by when"), null=True, blank=True)
    next_step_done_at = models.DateTimeField(_("next step done"), null=True, blank=True)
    private_note = models.TextField(_("private note"), blank=True)
    initials = models.CharField(_("noted by"), max_length=4, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="talks"
    )
    # Anything else that has a record: model label and primary key, as personal links name their object.
    subject_kind = models.CharField(_("kind of object"), max_length=60, blank=True)
    subject_id = models.BigIntegerField(_("object"), null=True, blank=True)
    booking = models.OneToOneField(
        Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="talk"
    )
    form_key = models.CharField(max_length=64, editable=False)
    noted_at = models.DateTimeField(_("noted"))
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="meetings_talk_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="meetings_talk_town_form_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(quarters__gte=1, quarters__lte=MOST_QUARTERS),
                name="meetings_talk_quarters",
            ),
            models.CheckConstraint(condition=~Q(said=""), name="meetings_talk_says_something"),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None)
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="meetings_talk_subject_whole",
            ),
            models.CheckConstraint(
                condition=Q(project=None) | Q(subject_kind=""), name="meetings_talk_one_subject"
            ),
            models.CheckConstraint(
                condition=~Q(next_step="") | Q(next_step_on=None, next_step_done_at=None),
                name="meetings_talk_day_needs_step",
            ),
        ]
        indexes = [
            models.Index(fields=["town", "-held_on", "-id"], name="meetings_talk_town_day"),
            models.Index(
                fields=["town", "subject_kind", "subject_id"],
                condition=~Q(subject_kind=""),
                name="meetings_talk_town_subject",
            ),
            models.Index(
                fields=["town", "next_step_on"],
                condition=Q(next_step_done_at=None) & ~Q(next_step=""),
                name="meetings_talk_town_next_step",
            ),
        ]

    def __str__(self) -> str:
        return self.said[:60]

    @property
    def has_open_step(self) -> bool:
        """Whether something is still to be done after it."""
        return bool(self.next_step) and self.next_step_done_at is None
