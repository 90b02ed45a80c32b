"""What pages show of bookings and talks: grouped by day, with what they are about and what may be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Module
from machbar.modules.meetings.forms.talk import duration
from machbar.modules.meetings.models import Booking, Talk
from machbar.modules.meetings.rules import can_hold_talks, can_read_private_notes
from machbar.modules.meetings.selectors import PROJECT, Subject, subjects_of


@dataclass(frozen=True, kw_only=True)
class BookingRow:
    """A booking, what it is about, and whether its hour has come."""

    booking: Booking
    subject: Subject | None
    has_begun: bool


@dataclass(frozen=True, kw_only=True)
class TalkRow:
    """A talk, what it was about, how long, and what this actor may see and do."""

    talk: Talk
    subject: Subject | None
    is_gone: bool
    length: str
    shows_all: bool
    may_change: bool
    is_due: bool


def booking_days(
    modules: Iterable[Module], actor: Actor, bookings: Iterable[Booking], now: datetime
) -> list[tuple[date, list[BookingRow]]]:
    """Bookings under their days."""
    found = list(bookings)
    subjects = subjects_of(modules, actor, [(each.subject_kind, each.subject_id) for each in found])
    rows = [
        BookingRow(
            booking=each,
            subject=subjects.get((each.subject_kind, each.subject_id or 0)),
            has_begun=each.starts_at <= now,
        )
        for each in found
    ]
    days = groupby(rows, key=lambda row: timezone.localdate(row.booking.starts_at))
    return [(day, list(group)) for day, group in days]


def talk_rows(
    modules: Iterable[Module], actor: Actor, talks: Iterable[Talk], today: date
) -> list[TalkRow]:
    """Talks with their subjects; a project comes along with its talk, the rest is looked up at once."""
    found = list(talks)
    subjects = subjects_of(modules, actor, [(each.subject_kind, each.subject_id) for each in found])
    return [_row(talk, subjects, actor, today) for talk in found]


def talk_days(rows: Sequence[TalkRow]) -> list[tuple[date, list[TalkRow]]]:
    """Rows under their days."""
    return [(day, list(group)) for day, group in groupby(rows, key=lambda row: row.talk.held_on)]


def _row(
    talk: Talk, subjects: dict[tuple[str, int], Subject], actor: Actor, today: date
) -> TalkRow:
    subject = subjects.get((talk.subject_kind, talk.subject_id or 0))
    if talk.project is not None:
        subject = Subject(
            kind=PROJECT,
            object_id=talk.project.pk,
            title=talk.project.title,
            url=reverse("projects:workspace", args=[talk.project.public_id]),
        )
    due = talk.next_step_on if talk.has_open_step else None
    return TalkRow(
        talk=talk,
        subject=subject,
        is_gone=bool(talk.subject_kind) and subject is None,
        length=duration(talk.quarters),
        shows_all=can_read_private_notes(actor),
        may_change=can_hold_talks(actor),
        is_due=due is not None and due <= today,
    )
