"""The surface for duties: what somebody of the team is responsible for, and how it goes to somebody else.

Whoever leaves the team leaves nothing behind that is still assigned to them: every module that assigns something to a
person names it here. What only says who did something (a trace) stays.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import Promise

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person, Role

if TYPE_CHECKING:
    from machbar.foundation.surfaces.module import Module

Text: TypeAlias = "str | Promise"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One thing that a person is responsible for; ``key`` is `<module>:<name>` and comes back to the module.

    Where it ``needs_somebody``, another person must take it; else it may also stand free for whoever wants it. Where it
    names ``roles``, the successor must hold one of them.
    """

    key: str
    kind: Text
    headline: str
    url: str
    detail: Text = ""
    needs_somebody: bool = False
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Duties:
    """What a module says about the duties of a person.

    ``of`` lists the open ones; ``hand_over`` gives one of them to the successor (None: to nobody); ``let_go`` ends what
    was for this person alone, such as the address of a calendar.
    """

    of: Callable[[Actor, Person], Sequence[Duty]]
    hand_over: Callable[[Actor, str, Person, Person | None, datetime], None]
    let_go: Callable[[Actor, Person, datetime], None]


def duties_of(modules: "Iterable[Module]", actor: Actor, person: Person) -> list[Duty]:
    """Everything that somebody is responsible for in the town, in the order of the modules."""
    return [
        duty
        for module in modules
        if module.duties is not None
        for duty in module.duties.of(actor, person)
    ]


def hand_over(
    modules: "Iterable[Module]",
    actor: Actor,
    duty: Duty,
    *,
    person: Person,
    successor: Person | None,
    at: datetime,
) -> None:
    """Give one duty to the successor, through the module that named it."""
    owner, _colon, name = duty.key.partition(":")
    for module in modules:
        if module.key == owner and module.duties is not None:
            module.duties.hand_over(actor, name, person, successor, at)


def let_go(modules: "Iterable[Module]", actor: Actor, person: Person, at: datetime) -> None:
    """End everything in the modules that was for this person alone."""
    for module in modules:
        if module.duties is not None:
            module.duties.let_go(actor, person, at)
