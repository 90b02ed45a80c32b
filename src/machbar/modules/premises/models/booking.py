"""The house's own window and room: what can be booked, the bookings, and the slices of time that exclude each other."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.premises.core.offers import Offer
from machbar.modules.premises.core.offers import Rhythm as OfferRhythm
from machbar.modules.premises.core.slices import Span
from machbar.modules.projects.models import Project
from machbar.reasoning.calendar_files import ZONE
from machbar.reasoning.contact import ContactKind

BERLIN = ZoneInfo(ZONE)


class Bookable(models.Model):
    """A room that is booked by the quarter of an hour, or a shop window that is booked by the day."""

    class Rhythm(models.TextChoices):
        HOURS = OfferRhythm.HOURS.value, _("by the hour")
        DAYS = OfferRhythm.DAYS.value, _("by the day")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="bookables")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    name = models.CharField(_("name"), max_length=80)
    rhythm = models.CharField(_("is booked"), max_length=6, choices=Rhythm.choices)
    description = models.TextField(_("what it offers"), blank=True)
    house_rules = models.TextField(_("house rules"), blank=True)
    opens = models.TimeField(_("from"), null=True, blank=True)
    closes = models.TimeField(_("until"), null=True, blank=True)
    weeks_ahead = models.PositiveSmallIntegerField(_("weeks ahead"), default=26)
    is_offered = models.BooleanField(_("can be booked"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.PositiveIntegerField(_("version"), default=1)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("room or window of the house")
        verbose_name_plural = _("rooms and windows of the house")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_bookable_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "name"], name="premises_bookable_town_name_unique"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=["hours", "days"]), name="premises_bookable_rhythm_known"
            ),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(closes__gt=F("opens")),
                name="premises_bookable_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def offer(self) -> Offer:
        """Its settings as the core reads them."""
        return Offer(
            rhythm=OfferRhythm(self.rhythm),
            opens=self.opens,
            closes=self.closes,
            weeks_ahead=self.weeks_ahead,
            is_offered=self.is_offered,
        )

    @property
    def is_by_day(self) -> bool:
        """Whether it is booked by the day."""
        return self.rhythm == self.Rhythm.DAYS


class RoomBooking(models.Model):
    """Somebody has the room or the window from then to then. Name and contact go some weeks after the end."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        BOOKED = "booked", _("booked")
        GUEST_OFF = "guest_off", _("called off by the guest")
        HOUSE_OFF = "house_off", _("called off by us")
        LAPSED = "lapsed", _("not answered in time")

    LIVING = (State.ASKED, State.BOOKED)

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="room_bookings")
    bookable = models.ForeignKey(Bookable, on_delete=models.RESTRICT, related_name="bookings")
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    number = models.CharField(_("number"), max_length=24, editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    title = models.CharField(_("what happens there"), max_length=120)
    is_public = models.BooleanField(_("stands in the public programme"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    contact_kind = models.CharField(
        _("reached by"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in ContactKind],
        default=ContactKind.NONE.value,
    )
    needs_call = models.BooleanField(_("has to be called"), default=False)
    form_key = models.CharField(max_length=64, editable=False)
    is_suspicious = models.BooleanField(_("looks like spam"), default=False)
    created_at = models.DateTimeField(_("made"))
    changed_at = models.DateTimeField(_("changed"))
    kept_until = models.DateTimeField(_("kept without our answer until"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("booking of a room or window")
        verbose_name_plural = _("bookings of rooms and windows")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_roombooking_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "number"], name="premises_roombooking_town_number_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="premises_roombooking_town_form_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="premises_roombooking_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "booked", "guest_off", "house_off", "lapsed"]),
                name="premises_roombooking_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked")
                | Q(kept_until__isnull=False, kept_until__lte=F("starts_at")),
                name="premises_roombooking_asked_is_kept_until_the_start",
            ),
            models.CheckConstraint(
                condition=~Q(state="house_off") | ~Q(reason=""),
                name="premises_roombooking_house_says_why",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="premises_roombooking_says_what"),
        ]
        indexes = [models.Index(fields=["town", "starts_at"], name="premises_roombooking_starts")]

    def __str__(self) -> str:
        return self.number

    @property
    def is_living(self) -> bool:
        """Whether it takes its time: asked for, or booked."""
        return self.state in self.LIVING

    @property
    def is_asked(self) -> bool:
        """Whether it waits for our answer."""
        return self.state == self.State.ASKED

    @property
    def is_kept_until_the_start(self) -> bool:
        """Whether it begins before the days are over in which we owe an answer."""
        return self.kept_until == self.starts_at

    @property
    def last_day_kept(self) -> date | None:
        """The last day on which its time is kept without our answer; None for what never waited for one."""
        if self.kept_until is None:
            return None
        return (self.kept_until - timedelta(microseconds=1)).astimezone(BERLIN).date()

    @property
    def is_by_mail(self) -> bool:
        """Whether the guest gets mails."""
        return self.contact_kind == ContactKind.MAIL.value

    @property
    def span(self) -> Span:
        """From when until when."""
        return Span(starts_at=self.starts_at, ends_at=self.ends_at)

    @property
    def first_day(self) -> date:
        """The day on the wall on which it begins."""
        return self.starts_at.astimezone(BERLIN).date()

    @property
    def last_day(self) -> date:
        """The last day on the wall that belongs to it."""
        return (self.ends_at - timedelta(microseconds=1)).astimezone(BERLIN).date()


class Slice(models.Model):
    """A quarter of an hour or a day of something bookable: the unique pair is what makes double booking impossible,
    on SQLite and PostgreSQL alike. A booking that is called off gives its slices back."""

    bookable = models.ForeignKey(Bookable, on_delete=models.CASCADE, related_name="slices")
    booking = models.ForeignKey(RoomBooking, on_delete=models.CASCADE, related_name="slices")
    starts_at = models.DateTimeField(_("begins"))

    class Meta:
        verbose_name = _("booked slice of time")
        verbose_name_plural = _("booked slices of time")
        constraints = [
            models.UniqueConstraint(
                fields=["bookable", "starts_at"], name="premises_slice_booked_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.starts_at)
