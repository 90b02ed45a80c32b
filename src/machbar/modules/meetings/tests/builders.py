"""Presence hours, bookings and talks for tests."""

import secrets
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.core import Rhythm
from machbar.modules.meetings.models import Booking, Presence, Talk
from machbar.modules.meetings.selectors import Subject, free_slots
from machbar.modules.meetings.services import (
    Booked,
    PresencePlan,
    TalkNote,
    book_slot,
    note_talk,
    plan_presence,
)
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # a Thursday, 9:00 in Königslutter
TODAY = date(2026, 11, 26)
THURSDAY = date(2026, 12, 3)
FOUR = datetime(2026, 12, 3, 16, 0, tzinfo=BERLIN)


def make_plan(**fields: object) -> PresencePlan:
    """Thursdays from 16 to 18 in slots of half an hour, from 26 November 2026."""
    values: dict[str, object] = {
        "kind": Rhythm.WEEKLY.value,
        "first_day": TODAY,
        "last_day": None,
        "starts": time(16),
        "ends": time(18),
        "slot_minutes": 30,
        "places": 1,
        "weeks_ahead": 4,
        "skips_holidays": True,
        "place": "",
        "who": "Projektlotsin",
        **fields,
    }
    return PresencePlan(**values)  # type: ignore[arg-type]


def make_presence(town: Town, *, person: Person | None = None, **fields: object) -> Presence:
    """Presence hours as `make_plan` has them."""
    return plan_presence(
        by=Actor(town=town, system=True),
        at=MORNING,
        form_key=secrets.token_hex(8),
        plan=make_plan(**fields),
        person=person,
    )


def make_booked(
    presence: Presence,
    *,
    starts_at: datetime | None = None,
    at: datetime = MORNING,
    topic: str = "Fahrradwerkstatt",
    name: str = "Anna Muster",
    contact: str = "anna@example.invalid",
    about: Subject | None = None,
    form_key: str = "",
) -> Booked:
    """A guest's booking with its link; the first free slot unless said otherwise."""
    begin = starts_at or free_slots(presence.town, at)[0].slot.starts_at
    return book_slot(
        presence=presence,
        starts_at=begin,
        by=Actor(town=presence.town),
        at=at,
        form_key=form_key or secrets.token_hex(8),
        topic=topic,
        name=name,
        contact=contact,
        about=about,
    )


def make_booking(presence: Presence, **fields: object) -> Booking:
    """A guest's booking."""
    return make_booked(presence, **fields).booking  # type: ignore[arg-type]


def make_talk(
    town: Town,
    *,
    by: Actor | None = None,
    held_on: date = TODAY,
    quarters: int = 2,
    said: str = "Über die Werkstatt gesprochen",
    project: Project | None = None,
    about: Subject | None = None,
    with_whom: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
    private_note: str = "",
) -> Talk:
    """A talk of half an hour, about nothing that has a record."""
    return note_talk(
        by=by or Actor(town=town, system=True),
        at=MORNING,
        form_key=secrets.token_hex(8),
        note=TalkNote(
            held_on=held_on,
            quarters=quarters,
            said=said,
            with_whom=with_whom,
            next_step=next_step,
            next_step_on=next_step_on,
            private_note=private_note,
            project_id=project.pk if project else None,
            subject_kind=about.kind if about else "",
            subject_id=about.object_id if about else None,
        ),
    )


def make_project(town: Town, *, title: str = "Fahrradwerkstatt") -> Project:
    """A public project."""
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=MORNING, title=title)
    publish_project(project=project, by=house, at=MORNING)
    project.refresh_from_db()
    return project
