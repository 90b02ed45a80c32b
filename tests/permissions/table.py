"""The words of the table: who asks, what happens, and one row a route."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from machbar.foundation.people.models import Role
from tests.permissions.world import World


class Who(StrEnum):
    """Everybody who can ask for a page of the town."""

    GUEST = "guest"
    LOTSE = Role.LOTSE.value
    MODERATION = Role.MODERATION.value
    EDITOR = Role.EDITOR.value
    TREASURER = Role.TREASURER.value
    MARKET_LEAD = Role.MARKET_LEAD.value
    ADMINISTRATION = Role.ADMINISTRATION.value
    ADMIN = Role.ADMIN.value
    OPERATOR = "operator without a role"
    SUSPENDED = "suspended admin"
    STRANGER = "admin of another town"
    DEVICE = "counter device"


GUESTS = frozenset({Who.GUEST, Who.SUSPENDED, Who.DEVICE})
TEAM = frozenset(Who(role.value) for role in Role)


class Outcome(Enum):
    """What the answer is, by its status and, for a redirect, by where it leads."""

    OK = 200
    DONE = "redirect after a deed"
    SIGN_IN = "redirect to the sign-in, or 401 with what was typed"
    FORBIDDEN = 403
    MISSING = 404
    REFUSED = 405
    CONFLICT = 409
    INCOMPLETE = 422


Expected = Mapping[Who, Outcome]
Target = Callable[[World], tuple[str, ...]]
Form = Mapping[str, str] | Callable[[World], Mapping[str, str]]


def everyone(outcome: Outcome, **others: Outcome) -> Expected:
    """The same for all, but for those named (by the names of `Who` in lower case)."""
    return {who: others.get(who.name.lower(), outcome) for who in Who}


def team(
    *roles: Role, yes: Outcome = Outcome.OK, no: Outcome = Outcome.FORBIDDEN, **others: Outcome
) -> Expected:
    """A page of the team: these roles may (all roles, where none is named), guests are led to the sign-in."""
    allowed = {Who(role.value) for role in roles} or TEAM
    expected = {
        who: yes
        if who in allowed
        else Outcome.SIGN_IN
        if who in GUESTS
        else no
        if who in TEAM
        else Outcome.FORBIDDEN
        for who in Who
    }
    return {who: others.get(who.name.lower(), outcome) for who, outcome in expected.items()}


NOBODY = everyone(Outcome.REFUSED)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One object that a route may be asked for, and what everybody gets by GET and by POST (with ``form``)."""

    relation: str
    get: Expected = field(default_factory=lambda: NOBODY)
    post: Expected = field(default_factory=lambda: NOBODY)
    arguments: Target = lambda _world: ()
    query: Mapping[str, str] = field(default_factory=dict)
    form: Form = field(default_factory=dict)

    def sent(self, world: World) -> Mapping[str, str]:
        """What is typed into the form; a form may name things of the world."""
        return self.form(world) if callable(self.form) else self.form


@dataclass(frozen=True, kw_only=True)
class Row:
    """One route with every object it may be asked for."""

    route: str
    cases: tuple[Case, ...]
