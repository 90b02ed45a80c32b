"""When somebody is there to talk to: series and single days, and the days on which they do not take place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.meetings.core import Rhythm, Series

SLOT_MINUTES = (10, 15, 20, 30, 45, 60, 90, 120)
MOST_PLACES = 20
MOST_WEEKS = 26


class Presence(models.Model):
    """Hours in which people may come, cut into slots that can be booked."""

    class Kind(models.TextChoices):
        ONCE = Rhythm.ONCE.value, _("on one day only")
        WEEKLY = Rhythm.WEEKLY.value, _("every week")
        FORTNIGHTLY = Rhythm.FORTNIGHTLY.value, _("every second week")
        MONTHLY = Rhythm.MONTHLY.value, _("every month, the same week and weekday")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="presences")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    kind = models.CharField(_("how often"), max_length=12, choices=Kind.choices)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    starts = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    slot_minutes = models.PositiveSmallIntegerField(_("minutes a talk"), default=30)
    places = models.PositiveSmallIntegerField(_("talks at the same time"), default=1)
    weeks_ahead = models.PositiveSmallIntegerField(_("weeks ahead"), default=4)
    skips_holidays = models.BooleanField(_("not on public holidays"), default=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    who = models.CharField(_("who is there"), max_length=80)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changes = models.PositiveIntegerField(_("number of changes"), default=0, editable=False)
    changed_at = models.DateTimeField(_("changed"))
    form_key = models.CharField(max_length=64, editable=False)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("presence hours")
        verbose_name_plural = _("presence hours")
        ordering = ["first_day", "starts", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="meetings_presence_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="meetings_presence_town_form_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[rhythm.value for rhythm in Rhythm]),
                name="meetings_presence_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="meetings_presence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="meetings_presence_last_day_not_before_first",
            ),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5, slot_minutes__lte=240),
                name="meetings_presence_slot_minutes",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES),
                name="meetings_presence_places",
            ),
            models.CheckConstraint(
                condition=Q(weeks_ahead__gte=1, weeks_ahead__lte=MOST_WEEKS),
                name="meetings_presence_weeks_ahead",
            ),
            models.CheckConstraint(condition=~Q(who=""), name="meetings_presence_says_who"),
        ]
        indexes = [models.Index(fields=["town", "last_day"], name="meetings_presence_town_last")]

    def __str__(self) -> str:
        return f"{self.who}, {self.starts:%H:%M}"

    @property
    def series(self) -> Series:
        """The days as the core reckons them."""
        return Series(rhythm=Rhythm(self.kind), first_day=self.first_day, last_day=self.last_day)


class DayOff(models.Model):
    """A day on which presence hours do not take place, with the reason that everybody reads."""

    presence = models.ForeignKey(Presence, on_delete=models.CASCADE, related_name="days_off")
    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["presence", "on"], name="meetings_dayoff_presence_on_unique"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="meetings_dayoff_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.reason}"
