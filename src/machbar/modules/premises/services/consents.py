"""What an owner lets out of a unit, and takes back: part by part, with the words, the way and the time as proof.

A withdrawal takes effect with its commit: every public page reads the consents anew, and search forgets in the same
transaction.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.findable.units import index_units
from machbar.modules.premises.models import Consent, Owner, Unit
from machbar.modules.premises.words.consents import VERSION


@transaction.atomic
def give_consent(
    *, unit: Unit, fields: Collection[ConsentField], way: Consent.Way, by: Actor, at: datetime
) -> tuple[ConsentField, ...]:
    """Let these parts out, in the words of the present version; returns those that were not yet."""
    _lock(unit)
    living = set(_living(unit).values_list("field", flat=True))
    new = _in_order(field for field in fields if field.value not in living)
    if new:
        Consent.objects.bulk_create(
            Consent(
                unit=unit,
                field=field.value,
                given_at=at,
                given_by=way.value,
                text_version=VERSION,
            )
            for field in new
        )
        payload = {"parts": [field.value for field in new], "how": way.value, "words": VERSION}
        record("consent.given", on=unit, by=by, payload=payload)
        index_units(unit)
    return new


@transaction.atomic
def withdraw_consent(
    *,
    unit: Unit,
    way: Consent.Way,
    by: Actor,
    at: datetime,
    fields: Collection[ConsentField] | None = None,
) -> tuple[ConsentField, ...]:
    """Take these parts back, or all of them; returns those that were let out until now."""
    _lock(unit)
    living = _living(unit)
    if fields is not None:
        living = living.filter(field__in=[field.value for field in fields])
    gone = _in_order(ConsentField(field) for field in living.values_list("field", flat=True))
    if gone:
        living.update(withdrawn_at=at, withdrawn_by=way.value)
        payload = {"parts": [field.value for field in gone], "how": way.value}
        record("consent.withdrawn", on=unit, by=by, payload=payload)
        index_units(unit)
    return gone


@transaction.atomic
def change_consents(
    *,
    unit: Unit,
    seen: Collection[ConsentField],
    wanted: Collection[ConsentField],
    way: Consent.Way,
    by: Actor,
    at: datetime,
) -> int:
    """Make of what a form showed what was ticked in it; returns how many parts changed.

    Only the ticks that somebody moved count: what was taken back elsewhere meanwhile is not given again.
    """
    withdrawn = withdraw_consent(unit=unit, way=way, by=by, at=at, fields=set(seen) - set(wanted))
    given = give_consent(unit=unit, fields=set(wanted) - set(seen), way=way, by=by, at=at)
    return len(withdrawn) + len(given)


@transaction.atomic
def withdraw_everything(*, owner: Owner, way: Consent.Way, by: Actor, at: datetime) -> int:
    """Take back whatever is let out of all units of an owner; returns of how many."""
    units = owner.units.filter(consents__withdrawn_at=None, consents__isnull=False)
    return sum(
        bool(withdraw_consent(unit=unit, way=way, by=by, at=at))
        for unit in units.distinct().order_by("pk")
    )


def _lock(unit: Unit) -> None:
    """Two hands at once come one after the other (SQLite has one writer anyway)."""
    Unit.objects.select_for_update().values_list("pk", flat=True).get(pk=unit.pk)


def _living(unit: Unit) -> QuerySet[Consent]:
    return Consent.objects.filter(unit=unit, withdrawn_at=None)


def _in_order(fields: Iterable[ConsentField]) -> tuple[ConsentField, ...]:
    found = set(fields)
    return tuple(field for field in ConsentField if field in found)
