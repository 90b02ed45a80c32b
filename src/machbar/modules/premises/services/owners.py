"""Owners come into the register, change, are told what is kept about them, and are erased when they say so.

The trail names no person: it says that an owner was added, told or erased, never who or where.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, revoke_links
from machbar.foundation.audit.services import record
from machbar.modules.premises.exceptions import ChangedMeanwhile
from machbar.modules.premises.models import Consent, Owner, Unit
from machbar.modules.premises.selectors.owners import OWNER
from machbar.modules.premises.services.consents import withdraw_everything
from machbar.modules.premises.services.units import change_unit
from machbar.reasoning.contact import ContactKind, read_contact


@transaction.atomic
def add_owner(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    values: Mapping[str, object],
    is_fictional: bool = False,
) -> Owner:
    """A new owner; the same form sent twice gives one. Raises `UnclearContact` for half a mail address."""
    owner, is_new = Owner.objects.get_or_create(
        town=by.town,
        form_key=form_key,
        defaults={
            **_with_kind(values),
            "created_at": at,
            "changed_at": at,
            "is_fictional": is_fictional,
        },
    )
    if is_new:
        record("owner.added", on=owner, by=by)
    return owner


@transaction.atomic
def change_owner(
    *, owner: Owner, by: Actor, at: datetime, seen_version: int, values: Mapping[str, object]
) -> None:
    """Save what is known, unless somebody else saved since ``seen_version``. Raises `ChangedMeanwhile`."""
    won = Owner.objects.filter(pk=owner.pk, version=seen_version).update(
        **_with_kind(values), changed_at=at, version=F("version") + 1
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this entry meanwhile. Your text is still here.")
        )
    record("owner.changed", on=owner, by=by)
    owner.refresh_from_db()


@transaction.atomic
def note_informed(*, owner: Owner, way: ContactKind, by: Actor, at: datetime) -> bool:
    """The owner was told what is kept about them (Art. 14 GDPR); only the first time counts."""
    told = Owner.objects.filter(pk=owner.pk, informed_at=None).update(
        informed_at=at, informed_by=way.value
    )
    if told:
        owner.refresh_from_db(fields=["informed_at", "informed_by"])
        record("owner.informed", on=owner, by=by, payload={"how": way.value})
    return bool(told)


@transaction.atomic
def give_unit(*, owner: Owner, unit: Unit, by: Actor, at: datetime) -> None:
    """Say that a unit belongs to this owner; what another one had let out of it is taken back."""
    _change_owner_of(unit, owner, by, at)


@transaction.atomic
def give_unit_to_town(*, unit: Unit, by: Actor, at: datetime) -> Owner:
    """Say that a unit is the town's own: squares, gardens, benches. The town has one entry, made by the first click."""
    town = by.town
    owner, is_new = Owner.objects.get_or_create(
        town=town,
        is_town=True,
        defaults={
            "name": _("Town of %(name)s") % {"name": town.name},
            "source": _("It is the town itself."),
            "form_key": secrets.token_hex(16),
            "created_at": at,
            "changed_at": at,
            "is_fictional": town.is_demo,
        },
    )
    if is_new:
        record("owner.added", on=owner, by=by)
    if unit.owner_id != owner.pk:
        _change_owner_of(unit, owner, by, at)
    return owner


@transaction.atomic
def take_unit(*, owner: Owner, unit: Unit, by: Actor, at: datetime) -> None:
    """Say that a unit does not belong to this owner; nothing of it is public any more."""
    if unit.owner_id == owner.pk:
        _change_owner_of(unit, None, by, at)


@transaction.atomic
def erase_owner(*, owner: Owner, by: Actor, at: datetime) -> None:
    """Remove an owner for good: nothing of their units stays public, their links end."""
    withdraw_everything(owner=owner, way=Consent.Way.HOUSE, by=by, at=at)
    revoke_links(subject=owner, purpose=OWNER, at=at)
    record("owner.erased", on=owner, by=by)
    owner.delete()


@transaction.atomic
def link_to_owner(*, owner: Owner, by: Actor, at: datetime) -> str:
    """A new personal link; the earlier ones end. Returns its token, which is shown or printed once."""
    revoke_links(subject=owner, purpose=OWNER, at=at)
    token = issue_link(town=owner.town, purpose=OWNER, subject=owner)
    record("owner.link_issued", on=owner, by=by)
    return token


@transaction.atomic
def end_owner_link(*, owner: Owner, by: Actor, at: datetime) -> bool:
    """End the owner's link; says whether there was one."""
    ended = bool(revoke_links(subject=owner, purpose=OWNER, at=at))
    if ended:
        record("owner.link_ended", on=owner, by=by)
    return ended


def _change_owner_of(unit: Unit, owner: Owner | None, by: Actor, at: datetime) -> None:
    fresh = Unit.objects.select_for_update().get(pk=unit.pk)
    values = {"owner": owner}
    change_unit(unit=fresh, by=by, at=at, seen_version=fresh.version, values=values)


def _with_kind(values: Mapping[str, object]) -> dict[str, object]:
    """The contact with the way it stands for; a postal address has a field of its own."""
    how = read_contact(str(values.get("contact", "")))
    kind = how.kind
    if kind in {ContactKind.NONE, ContactKind.LETTER}:
        kind = ContactKind.LETTER if values.get("postal_address") else kind
    return {**values, "contact": how.address, "contact_kind": kind.value}
