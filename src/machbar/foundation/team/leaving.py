"""Somebody leaves the team: every duty goes to somebody else, the roles and all sign-ins end, at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.sessions import end_all_sign_ins
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person, RoleInTown
from machbar.foundation.surfaces.duties import Duty, duties_of, hand_over, let_go
from machbar.foundation.surfaces.module import Module
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.team.exceptions import SuccessorMissing
from machbar.foundation.team.factors import forget_factors
from machbar.foundation.team.house_accounts import forget_house_accounts
from machbar.foundation.team.letters import tell_successor
from machbar.foundation.team.models import Departure
from machbar.foundation.team.roles import take_all_roles
from machbar.foundation.towns.models import Town


def open_duties(*, person: Person, by: Actor) -> list[Duty]:
    """What the person is responsible for in this town, also in modules that are switched off meanwhile."""
    return duties_of(all_modules(), by, person)


@transaction.atomic
def leave(
    *, person: Person, by: Actor, at: datetime, successors: Mapping[str, Person | None]
) -> int:
    """End somebody's time in the town's team; ``successors`` says for every key of a duty who takes it (None: nobody).

    Returns how many duties went over. Raises `SuccessorMissing` where a duty is not named or must not stand free, and
    `LastAdmin`; then nothing has changed. Whoever has no role in any town and runs no server has no account any more.
    """
    take_all_roles(person=person, by=by)
    modules, duties = all_modules(), open_duties(person=person, by=by)
    _hand_over_all(modules, duties, person=person, by=by, at=at, successors=successors)
    let_go(modules, by, person, at)
    note_departure(town=by.town, person=person, at=at)
    if not person.is_operator and not RoleInTown.objects.filter(person=person).exists():
        Person.objects.filter(pk=person.pk).update(is_active=False)
        forget_factors(person)
    record("person.left", on=person, by=by, payload={"duties": len(duties)})
    return len(duties)


def note_departure(*, town: Town, person: Person, at: datetime) -> None:
    """Whoever holds no role in the town any more is signed out everywhere, and the town knows that they were here."""
    if RoleInTown.objects.filter(town=town, person=person).exists():
        return
    end_all_sign_ins(person)
    forget_house_accounts(person)
    Departure.objects.update_or_create(town=town, person=person, defaults={"left_at": at})


def _hand_over_all(
    modules: Iterable[Module],
    duties: Iterable[Duty],
    *,
    person: Person,
    by: Actor,
    at: datetime,
    successors: Mapping[str, Person | None],
) -> None:
    taken: dict[Person, list[Duty]] = {}
    for duty in duties:
        if duty.key not in successors or (duty.needs_somebody and not successors[duty.key]):
            raise SuccessorMissing(
                _("Please say who takes over: %(what)s.") % {"what": duty.headline}
            )
        successor = successors[duty.key]
        hand_over(modules, by, duty, person=person, successor=successor, at=at)
        if successor is not None:
            taken.setdefault(successor, []).append(duty)
    for successor, theirs in taken.items():
        if successor != by.person:
            tell_successor(town=by.town, to=successor, left=person, duties=theirs)
