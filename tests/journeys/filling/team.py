"""A team with somebody who is about to leave, somebody without duties, and invitations in every state."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import SignIn
from machbar.foundation.access.services import issue_link
from machbar.foundation.people.models import Person, Role
from machbar.foundation.team.inviting import PURPOSE, invite
from machbar.foundation.team.models import Invitation
from machbar.foundation.testing import make_person
from machbar.modules.coordination.services import add_task
from machbar.modules.meetings.services import PresencePlan, plan_presence


def fill_team(house: Actor) -> dict[str, str]:
    """Two colleagues and three invitations."""
    person = make_person(
        Role.LOTSE,
        Role.EDITOR,
        town=house.town,
        name="Frau mit dem langen Doppelnamen-Bindestrich-Straußenfeder",
        email="ein.sehr.langer.name.ohne.ende@ein-verein-mit-einem-langen-namen.invalid",
    )
    _duties(house, person)
    _sign_ins(person)
    free = make_person(Role.TREASURER, town=house.town, name="Kasse")
    return {
        "colleague": person.public_id,
        "free colleague": free.public_id,
        "invitation": _invitations(house),
    }


def _duties(house: Actor, person: Person) -> None:
    project = house.town.projects.order_by("pk")[0]
    now, today = timezone.now(), timezone.localdate()
    for number, title in enumerate(("Mit der Sparkasse sprechen", "Schlüssel " * 12)):
        add_task(
            project=project,
            by=house,
            at=now,
            form_key=f"team-{number}",
            title=title,
            effort=30,
            owner=person,
            due_on=today + timedelta(days=9) if number else None,
        )
    plan = PresencePlan(
        kind="weekly",
        first_day=today,
        starts=time(15),
        ends=time(17),
        slot_minutes=30,
        places=1,
        weeks_ahead=4,
        skips_holidays=True,
        place="",
        who=person.name,
    )
    plan_presence(by=house, at=now, form_key="team", plan=plan, person=person)


def _sign_ins(person: Person) -> None:
    now = timezone.now()
    for number, device in enumerate(("Firefox, Windows", "Safari, iPhone", "")):
        at = now - timedelta(hours=number)
        SignIn.objects.create(
            person=person, session_key=f"team-{number}", device=device, since=at, seen_at=at
        )


def _invitations(house: Actor) -> str:
    """An open one, whose token is returned, and one that is too old."""
    now = timezone.now()
    _invited(house, "0", now - timedelta(days=20))
    return issue_link(town=house.town, purpose=PURPOSE, subject=_invited(house, "1", now))


def _invited(house: Actor, number: str, at: datetime) -> Invitation:
    return invite(
        by=house,
        at=at,
        form_key=f"team-{number}",
        email=f"neu{number}@team.invalid",
        roles=[Role.TREASURER, Role.MARKET_LEAD],
    )
