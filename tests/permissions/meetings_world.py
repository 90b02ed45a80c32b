"""Presence hours, a booking, a calendar feed and talks in the world of the table."""

from datetime import time

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import (
    Idea,
)
from machbar.modules.meetings.models import Presence, Talk
from machbar.modules.meetings.selectors import IDEA, free_slots
from machbar.modules.meetings.services import (
    Booked,
    TalkNote,
    book_slot,
    note_talk,
    open_own_feed,
)
from machbar.modules.meetings.tests.builders import make_presence
from machbar.modules.projects.models import Project
from tests.permissions.marks import mark


def weekly_presence(town: Town) -> Presence:
    """From today on, on holidays as well."""
    return make_presence(
        town,
        first_day=timezone.localdate(),
        starts=time(10),
        ends=time(11),
        skips_holidays=False,
    )


def slot_booked(of: str, presence: Presence) -> Booked:
    now = timezone.now()
    return book_slot(
        presence=presence,
        starts_at=free_slots(presence.town, now)[0].slot.starts_at,
        by=Actor(town=presence.town),
        at=now,
        form_key=of,
        topic=mark("booking-topic", of),
        name=mark("booking-name", of),
        contact=f"{mark('booking-contact', of)}@example.invalid",
    )


def own_feed(town: Town) -> str:
    lotse = make_person(Role.LOTSE, town=town)
    actor = Actor(town=town, person=lotse, roles=frozenset({Role.LOTSE}))
    return open_own_feed(person=lotse, by=actor, at=timezone.now())


def noted_talk(
    of: str, kind: str, town: Town, *, project: Project | None = None, idea: Idea | None = None
) -> Talk:
    """A talk about a project or an idea, with a next step that is due and a private note."""
    today = timezone.localdate()
    return note_talk(
        by=make_actor(Role.LOTSE, town=town),
        at=timezone.now(),
        form_key=f"{of}-{kind}",
        note=TalkNote(
            held_on=today,
            quarters=2,
            said=mark(f"{kind}-said", of),
            with_whom=mark("talk-whom", of),
            next_step="Anrufen",
            next_step_on=today,
            private_note=mark(f"{kind}-private", of),
            project_id=project.pk if project else None,
            subject_kind=IDEA if idea else "",
            subject_id=idea.pk if idea else None,
        ),
    )
