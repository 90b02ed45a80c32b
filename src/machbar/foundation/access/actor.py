"""Who is asking: made once per request, taken by every selector, rule and service."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest

from machbar.foundation.people.models import Person, Role
from machbar.foundation.towns.models import Town

if TYPE_CHECKING:
    from machbar.foundation.access.models import CounterDevice, PersonalLink


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person, the holder of a personal link, the counter device, or a guest, in one town.

    `memo` keeps what several contributions to one page would otherwise read twice; it lives as long as the request
    and is for reading only: no rule and no service looks into it.
    """

    town: Town
    person: Person | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    link: "PersonalLink | None" = None
    device: "CounterDevice | None" = None
    system: bool = False
    memo: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds one of these roles in the town."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_staff(self) -> bool:
        """Whether the actor holds any role in the town."""
        return bool(self.roles)

    @property
    def trace(self) -> str:
        """How the audit trail names the actor: the kind and a public id, never a name or an address."""
        if self.person is not None:
            return f"person:{self.person.public_id}"
        if self.link is not None:
            return f"link:{self.link.public_id}"
        if self.device is not None:
            return f"device:{self.device.public_id}"
        return "system" if self.system else "guest"


class ActorRequest(HttpRequest):
    """A request after the house's middleware: town and actor are known."""

    town: Town
    actor: Actor
