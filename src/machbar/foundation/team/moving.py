"""Everybody of the team moves to another mail address by themselves: a code that goes there proves that it is theirs.

What was asked for waits in the session, so that the code is worth something in this browser only, and nothing is kept
about an address that nobody confirmed.
"""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person
from machbar.foundation.post.selectors import CODE_GOOD_FOR
from machbar.foundation.team.exceptions import AddressTaken
from machbar.foundation.team.letters import send_address_code, tell_of_new_address, tell_of_taken

KEY = "new_address"
TRIES = 3


@dataclass(frozen=True, kw_only=True)
class Pending:
    """An address that waits for its code."""

    address: str
    code: str
    until: float  # seconds since 1970
    tries: int

    def is_good(self, at: datetime) -> bool:
        """Whether its code may still be typed."""
        return at.timestamp() < self.until and self.tries > 0


def pending_in(session: SessionBase) -> Pending | None:
    """What was asked for last in this browser, even where its code is over."""
    stored = session.get(KEY)
    return Pending(**stored) if isinstance(stored, dict) else None


@transaction.atomic
def ask_for_code(
    session: SessionBase, *, person: Person, address: str, by: Actor, at: datetime
) -> None:
    """Send a code to the new address; a code that was sent before ends with it.

    Where somebody signs in with that address already, its owner is told, and no code ever fits: whoever asks learns
    nothing about other towns of the server.
    """
    code = str(get_adapter().generate_login_code())
    if Person.objects.filter(email=address).exists():
        tell_of_taken(town=by.town, address=address)
        code = ""
    else:
        send_address_code(town=by.town, person=person, address=address, code=code)
    until = (at.astimezone(UTC) + CODE_GOOD_FOR).timestamp()
    pending = Pending(address=address, code=code, until=until, tries=TRIES)
    _keep(session, pending)
    record("person.address_asked", on=person, by=by)


def tries_left(session: SessionBase, pending: Pending, typed: str) -> int | None:
    """None where this is the code that was sent; else how many tries are left of three."""
    if pending.code and compare_user_code(actual=typed, expected=pending.code):
        return None
    _keep(session, replace(pending, tries=pending.tries - 1))
    return pending.tries - 1


def forget(session: SessionBase) -> None:
    """Nothing waits any more."""
    session.pop(KEY, None)


@transaction.atomic
def move(*, person: Person, address: str, by: Actor) -> None:
    """Let a person sign in with this address from now on; the address before is told. Raises `AddressTaken`.

    The audit trail says that it happened, and no address.
    """
    before = person.email
    address = Person.objects.normalize_email(address).lower()
    if address == before:
        raise AddressTaken(_("This address signs in already."))
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(email=address)
    except IntegrityError as error:
        raise AddressTaken(_("Somebody signs in with this address already.")) from error
    person.email = address
    record("person.address_changed", on=person, by=by)
    tell_of_new_address(town=by.town, person=person, before=before)


def _keep(session: SessionBase, pending: Pending) -> None:
    session[KEY] = asdict(pending)
