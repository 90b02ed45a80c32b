"""Accounts of the town hall: whom one signs in, how it is linked the first time, and how it is detached.

Nobody gets in who does not belong to the team already, or is invited into it (docs/decisions/0016).
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.issuer.configured import Issuer
from machbar.foundation.access.issuer.tokens import Identity
from machbar.foundation.access.sessions import end_house_sign_ins
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person
from machbar.foundation.team.exceptions import NotLetIn, TeamError
from machbar.foundation.team.factors import has_factor
from machbar.foundation.team.inviting import accept, known_person
from machbar.foundation.team.letters import Change, tell_of_factor
from machbar.foundation.team.models import HouseAccount, Invitation
from machbar.foundation.towns.models import Town

LONGEST_NAME = 120


@transaction.atomic
def person_behind(*, identity: Identity, issuer: Issuer, town: Town, at: datetime) -> Person:
    """Who this is in the team of the town; whoever is invited joins by coming. Raises `NotLetIn`, nothing is stored."""
    person = _linked(identity, issuer) or _by_address(identity, issuer)
    if person is None or not _belongs(person, town):
        person = _let_invited_in(person, identity=identity, town=town, at=at)
    if not may_come_by(issuer, person):
        raise NotLetIn(
            _("Whoever looks after the server signs in with a passkey or with a code by mail.")
        )
    return person


def may_come_by(issuer: Issuer, person: Person) -> bool:
    """An issuer of some towns must not open the whole server: its operators do not come that way."""
    return not (person.is_operator and issuer.towns)


def account_of(person: Person, issuer: Issuer) -> HouseAccount | None:
    """The account that signs this person in."""
    return person.house_accounts.filter(issuer=issuer.url, detached_at=None).first()


def people_linked(issuer: Issuer) -> set[int]:
    """The keys of all whom an account of this issuer signs in."""
    found = HouseAccount.objects.filter(issuer=issuer.url, detached_at=None)
    return set(found.values_list("person", flat=True))


def is_linked(*, person: Person, issuer_url: str, subject: str) -> bool:
    """Whether this very account signs this person in already."""
    held = person.house_accounts.filter(issuer=issuer_url, subject=subject, detached_at=None)
    return held.exists()


@transaction.atomic
def link(*, person: Person, issuer_url: str, subject: str, by: Actor, at: datetime) -> None:
    """From now on this account signs this person in, and one linked before does not.

    Raises `NotLetIn` where it signs somebody else in. The person is told by mail.
    """
    HouseAccount.objects.filter(issuer=issuer_url, person=person).delete()
    HouseAccount.objects.filter(issuer=issuer_url, subject=subject).exclude(
        detached_at=None
    ).delete()
    try:
        with transaction.atomic():
            HouseAccount.objects.create(
                person=person, issuer=issuer_url, subject=subject, linked_at=at
            )
    except IntegrityError as error:
        raise NotLetIn(
            _("This account of the town hall belongs to somebody else of the team.")
        ) from error
    record("house_account.linked", on=person, by=by)
    tell_of_factor(town=by.town, person=person, change=Change.LINKED)


@transaction.atomic
def detach(*, person: Person, by: Actor, at: datetime, but: str | None = None) -> bool:
    """No account of the town hall signs this person in any more; where one did, that ends, except in session ``but``.

    It is linked again only by the person, from inside. Says whether there was one.
    """
    found = person.house_accounts.filter(detached_at=None)
    if not found.update(detached_at=at):
        return False
    end_house_sign_ins(person, but=but)
    record("house_account.detached", on=person, by=by)
    tell_of_factor(town=by.town, person=person, change=Change.DETACHED)
    return True


def forget_house_accounts(person: Person) -> int:
    """All of somebody's, also those detached; returns how many there were."""
    return int(person.house_accounts.all().delete()[0])


def _linked(identity: Identity, issuer: Issuer) -> Person | None:
    found = HouseAccount.objects.filter(issuer=issuer.url, subject=identity.subject)
    account = found.select_related("person").first()
    if account is None:
        return None
    if account.detached_at is not None:
        raise NotLetIn(_was_detached())
    return account.person


def _by_address(identity: Identity, issuer: Issuer) -> Person | None:
    """Whoever has the address that the issuer vouches for; only the first time, afterwards the subject counts."""
    if not (identity.email and identity.is_email_verified):
        raise NotLetIn(
            _(
                "The town hall does not vouch for your mail address. Sign in with a code once and "
                "link your account under “My access”; nothing was stored."
            )
        )
    person = Person.objects.filter(email=identity.email).first()
    held = None if person is None else person.house_accounts.filter(issuer=issuer.url).first()
    if held is not None:
        raise NotLetIn(_was_detached() if held.detached_at else _has_another())
    return person


def _belongs(person: Person, town: Town) -> bool:
    return person.is_active and person.roles.filter(town=town).exists()


def _let_invited_in(
    person: Person | None, *, identity: Identity, town: Town, at: datetime
) -> Person:
    """Accept the open invitation of this address: coming by the town hall is the yes."""
    address = identity.email if person is None else person.email
    found = Invitation.objects.filter(
        town=town, email=address, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    invitation = found.first()
    if invitation is None:
        raise NotLetIn(
            _(
                "This account belongs to nobody of the team. An admin can invite you; "
                "nothing was stored."
            )
        )
    known = known_person(invitation)
    if known is not None and known.is_active and has_factor(known):
        raise NotLetIn(
            _("You are invited: please say yes by the link in the mail first, then sign in here.")
        )
    name = (identity.name or address.partition("@")[0])[:LONGEST_NAME]
    try:
        return accept(invitation=invitation, name=name, at=at)[0]
    except TeamError as error:
        raise NotLetIn(str(error)) from error


def _was_detached() -> str:
    return _(
        "This account of the town hall was detached. Sign in with a code and link it under “My access” "
        "if you want it back."
    )


def _has_another() -> str:
    return _(
        "Another account of the town hall is linked with this mail address. Sign in with a code and link "
        "this one under “My access”."
    )
