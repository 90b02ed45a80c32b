"""A booked slot: who comes, about what, how to reach them, and what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.meetings.models.presence import Presence
from machbar.reasoning.contact import ContactKind


class Booking(models.Model):
    """Somebody comes at this time. Name and contact may stay empty; they go some weeks after the day."""

    class State(models.TextChoices):
        BOOKED = "booked", _("booked")
        HELD = "held", _("took place")
        MISSED = "missed", _("did not come")
        GUEST_CANCELLED = "guest_off", _("called off by the guest")
        HOUSE_CANCELLED = "house_off", _("called off by us")

    CANCELLED = (State.GUEST_CANCELLED, State.HOUSE_CANCELLED)

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="bookings")
    presence = models.ForeignKey(Presence, on_delete=models.RESTRICT, related_name="bookings")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    number = models.CharField(_("number"), max_length=24, editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    seat = models.PositiveSmallIntegerField(_("place in the slot"), default=1)
    topic = models.CharField(_("what it is about"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    contact_kind = models.CharField(
        _("reached by"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in ContactKind],
        default=ContactKind.NONE.value,
    )
    # What the talk is about, where it has a record: model label and primary key, as personal links name their object.
    subject_kind = models.CharField(_("kind of object"), max_length=60, blank=True)
    subject_id = models.BigIntegerField(_("object"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.BOOKED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    needs_call = models.BooleanField(_("has to be called"), default=False)
    form_key = models.CharField(max_length=64, editable=False)
    is_suspicious = models.BooleanField(_("looks like spam"), default=False)
    booked_at = models.DateTimeField(_("made"))
    changed_at = models.DateTimeField(_("changed"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["starts_at", "seat", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="meetings_booking_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "number"], name="meetings_booking_town_number_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="meetings_booking_town_form_key_unique"
            ),
            models.UniqueConstraint(
                fields=["presence", "starts_at", "seat"],
                condition=Q(state__in=["booked", "held", "missed"]),
                name="meetings_booking_seat_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["booked", "held", "missed", "guest_off", "house_off"]),
                name="meetings_booking_state_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meetings_booking_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=20), name="meetings_booking_seat_counted"
            ),
            models.CheckConstraint(
                condition=~Q(state="house_off") | ~Q(reason=""),
                name="meetings_booking_house_says_why",
            ),
            models.CheckConstraint(
                condition=Q(needs_call=False) | Q(state="house_off"),
                name="meetings_booking_call_after_calling_off",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None)
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="meetings_booking_subject_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["town", "starts_at"], name="meetings_booking_town_starts"),
            models.Index(
                fields=["town"], condition=Q(needs_call=True), name="meetings_booking_to_call"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_booked(self) -> bool:
        """Whether the slot is still to come, or waits for what became of it."""
        return self.state == self.State.BOOKED

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody called it off."""
        return self.state in self.CANCELLED

    @property
    def is_by_mail(self) -> bool:
        """Whether the guest gets mails."""
        return self.contact_kind == ContactKind.MAIL.value
