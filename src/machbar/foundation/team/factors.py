"""Second factors: passkeys, an app with changing codes, codes for emergencies; kept by allauth, told and noted here.

Every change leaves a line in the audit trail and sends the person a mail.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.second_factor import AT_THE_TOWN_HALL, SESSION
from machbar.foundation.access.services import hash_of
from machbar.foundation.access.sessions import end_all_sign_ins
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person
from machbar.foundation.team.letters import Change, tell_of_factor
from machbar.foundation.team.mfa import sealed_anew
from machbar.foundation.towns.models import Town

CONFIRMED_FOR = 600  # seconds
CODES_AT_ONCE = 3  # of an app that fit, with half a minute of a wrong clock before and after
MAIN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(person: Person) -> bool:
    """Whether the sign-in of this person has a second step."""
    return bool(Authenticator.objects.filter(user=person, type__in=MAIN).exists())


def having_factor(people: Collection[int]) -> set[int]:
    """Those of these people (by primary key) whose sign-in has a second step (one query)."""
    found = Authenticator.objects.filter(user__in=people, type__in=MAIN)
    return set(found.values_list("user", flat=True))


@dataclass(frozen=True, kw_only=True)
class Ways:
    """With what somebody can show the second step; emergency codes only as long as one is left."""

    key: bool
    app: bool
    codes: bool

    @property
    def is_code(self) -> bool:
        """Whether there is anything to type."""
        return self.app or self.codes


def ways_of(person: Person) -> Ways:
    """What this person has (at most two queries)."""
    kinds = {each.type for each in factors_of(person)}
    return Ways(
        key=Authenticator.Type.WEBAUTHN in kinds,
        app=Authenticator.Type.TOTP in kinds,
        codes=bool(emergency_codes(person)),
    )


@transaction.atomic
def use_up(factor: Any, code: str) -> bool:
    """Note that a code of an app was used; False where it was before. A code is good for one and a half minutes."""
    kept = Authenticator.objects.select_for_update().get(pk=factor.pk)
    if kept.type != Authenticator.Type.TOTP:
        return True  # emergency codes note it themselves
    used = kept.data.get("used", [])
    seen = hash_of(f"{kept.pk}:{code}")
    kept.data["used"] = [*used, seen][-CODES_AT_ONCE:]
    kept.save(update_fields=["data"])
    return seen not in used


def factors_of(person: Person) -> list[Any]:
    """All of them, the emergency codes too, in the order in which they came (one query)."""
    return list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))


def note_factor(request: HttpRequest, person: Person) -> None:
    """Keep in the session whether there is one, here or at the town hall.

    While an older key is about, what it sealed moves to the new one.
    """
    shown_there = AT_THE_TOWN_HALL in request.session
    request.session[SESSION] = shown_there or has_factor(person)
    if settings.SECRET_KEY_FALLBACKS:
        _seal_anew(person)


@transaction.atomic
def _seal_anew(person: Person) -> None:
    for each in Authenticator.objects.select_for_update().filter(user=person):
        for name in {"secret", "seed"} & set(each.data):
            each.data[name] = sealed_anew(each.data[name])
        each.save(update_fields=["data"])


def confirmed_lately(request: HttpRequest, person: Person) -> bool:
    """Whether the person has shown a second factor in this browser within the last ten minutes."""
    shown = [
        each["at"]
        for each in get_authentication_records(request, person)
        if each.get("method") == "mfa"
    ]
    return bool(shown) and time.time() - max(shown) < CONFIRMED_FOR


@transaction.atomic
def add_app(*, person: Person, secret: str, by: Actor) -> None:
    """An app on the phone that shows changing codes."""
    TOTP.activate(person, secret)
    _added(person, by, "app")


@transaction.atomic
def add_key(*, person: Person, name: str, credential: dict[str, Any], by: Actor) -> None:
    """A passkey: a device that knows its owner, or a security key."""
    WebAuthn.add(person, name, credential)
    _added(person, by, "key")


@transaction.atomic
def remove_factor(*, person: Person, number: int, by: Actor) -> bool:
    """Take one away; with the last one the emergency codes go, too. Says whether it was there."""
    found = Authenticator.objects.filter(user=person, pk=number, type__in=MAIN)
    if not found.delete()[0]:
        return False
    delete_dangling_recovery_codes(person)
    record("factor.removed", on=person, by=by)
    tell_of_factor(town=by.town, person=person, change=Change.REMOVED)
    return True


def emergency_codes(person: Person) -> Sequence[str]:
    """Those that are not used yet."""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES)
    codes = found.first()
    return [] if codes is None else list(codes.wrap().get_unused_codes())


@transaction.atomic
def new_emergency_codes(*, person: Person, by: Actor) -> None:
    """Ten new ones; those before are worth nothing any more."""
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    record("factor.new_codes", on=person, by=by)
    tell_of_factor(town=by.town, person=person, change=Change.CODES)


@transaction.atomic
def reset_factors(*, person: Person, by: Actor) -> int:
    """Take all of somebody's factors away, because phone and codes are lost; every sign-in ends. Returns how many."""
    gone = forget_factors(person)
    if gone:
        end_all_sign_ins(person)
        record("factor.reset", on=person, by=by)
        tell_of_factor(town=by.town, person=person, change=Change.RESET)
    return gone


def forget_factors(person: Person) -> int:
    """All of somebody's factors go; returns how many there were."""
    return int(Authenticator.objects.filter(user=person).delete()[0])


@transaction.atomic
def ask_for_factor(*, by: Actor, from_day: date | None) -> None:
    """From this day on the town asks for a second step (None: it does not)."""
    found = Town.objects.filter(pk=by.town.pk)
    before = found.values_list("second_factor_from", flat=True).get()
    if before != from_day:
        found.update(second_factor_from=from_day)
        record("factor.asked", on=by.town, by=by, payload={"from": from_day})


def _added(person: Person, by: Actor, kind: str) -> None:
    RecoveryCodes.activate(person)
    record("factor.added", on=person, by=by, payload={"kind": kind})
    tell_of_factor(town=by.town, person=person, change=Change.ADDED)
