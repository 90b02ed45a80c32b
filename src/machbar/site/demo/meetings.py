"""Presence hours, bookings and talks of the demonstration: all of it invented, and marked so.

The open Thursday of Königslutter's MachBar (18:30 to 20:00) is a fact and stands in the town's note; the presence hours
before it are not.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person, Role
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.core import Rhythm
from machbar.modules.meetings.models import Booking
from machbar.modules.meetings.selectors import IDEA, Subject, free_slots
from machbar.modules.meetings.services import (
    PresencePlan,
    TalkNote,
    book_slot,
    note_talk,
    plan_presence,
)

THURSDAY = 3


@dataclass(frozen=True, kw_only=True)
class DemoTalk:
    """One invented talk; `project` is the title of one of the example projects, empty for none."""

    days_ago: int
    quarters: int
    said: str
    with_whom: str = ""
    project: str = ""
    next_step: str = ""
    due_in: int = 0
    private_note: str = ""


BOOKINGS = (
    (
        "Wir würden den leeren Laden gern für eine Nähstube nutzen",
        "Eine Anwohnerin",
        "fiktiv.1@machbar.invalid",
    ),
    ("Frage zum Mietvertrag auf Zeit", "Ein Vereinsvorstand", "05353 000000"),
)
TALKS = (
    DemoTalk(
        days_ago=16,
        quarters=4,
        said="Die Fahrradwerkstatt braucht zwei Abende im Monat einen trockenen Raum mit Strom. Werkzeug ist da.",
        with_whom="zwei aus der Gruppe",
        project="Offene Fahrradwerkstatt",
        next_step="Beim Bauhof nach dem Lagerraum fragen",
        due_in=-1,
        private_note="Mit dem Nachbarn gab es früher Streit um Lärm. Erst allein mit ihm sprechen.",
    ),
    DemoTalk(
        days_ago=9,
        quarters=6,
        said="Kosten durchgesehen. Ohne Eigenanteil geht es nicht, der Verein überlegt sich eine Sammlung.",
        with_whom="Kassenwart",
        project="Offene Fahrradwerkstatt",
        next_step="Zwei Angebote für die Montageständer holen",
        due_in=5,
    ),
    DemoTalk(
        days_ago=2,
        quarters=1,
        said="Jemand wollte wissen, wann der Laden offen ist, und hat eine Postkarte mitgenommen.",
        with_whom="eine Besucherin",
    ),
)


def load_meetings(town: Town, team: Actor, now: datetime) -> None:
    """Thursdays from 16 to 18, two bookings of the next one, and three talks."""
    today = timezone.localdate(now)
    first = today - timedelta(days=(today.weekday() - THURSDAY) % 7)
    presence = plan_presence(
        by=team,
        at=now,
        form_key="demo",
        plan=PresencePlan(
            kind=Rhythm.WEEKLY.value,
            first_day=first,
            starts=time(16),
            ends=time(18),
            slot_minutes=30,
            places=1,
            weeks_ahead=4,
            skips_holidays=True,
            place="",
            who="Projektlotsin",
        ),
        person=Person.objects.filter(roles__town=town, roles__role=Role.LOTSE.value).first(),
        is_fictional=True,
    )
    idea = town.ideas.order_by("-handed_in_at").first()
    about = Subject(kind=IDEA, object_id=idea.pk) if idea is not None else None
    for number, (topic, name, contact) in enumerate(BOOKINGS):
        book_slot(
            presence=presence,
            starts_at=free_slots(town, now)[0].slot.starts_at,
            by=team,
            at=now,
            form_key=f"demo-{number}",
            topic=topic,
            name=name,
            contact=contact,
            about=about if number == 0 else None,
        )
    Booking.objects.filter(presence=presence).update(is_fictional=True)
    for number, talk in enumerate(TALKS):
        _note(talk, f"demo-{number}", town, now)


def _note(talk: DemoTalk, key: str, town: Town, now: datetime) -> None:
    today = timezone.localdate(now)
    project = town.projects.filter(title=talk.project).first() if talk.project else None
    lotse = Person.objects.filter(roles__town=town, roles__role=Role.LOTSE.value).first()
    note_talk(
        by=Actor(town=town, person=lotse, roles=frozenset({Role.LOTSE})),
        at=now,
        form_key=key,
        note=TalkNote(
            held_on=today - timedelta(days=talk.days_ago),
            quarters=talk.quarters,
            said=talk.said,
            with_whom=talk.with_whom,
            project_id=project.pk if project is not None else None,
            next_step=talk.next_step,
            next_step_on=today + timedelta(days=talk.due_in) if talk.next_step else None,
            private_note=talk.private_note,
            initials="PL",
        ),
        is_fictional=True,
    )
