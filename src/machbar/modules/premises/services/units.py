"""A unit comes into the register and changes: its card, and how it is used at present.

The trail names which parts changed, with old and new texts; of rent, owner and internal note only that they changed.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import next_number, next_numbers
from machbar.modules.premises.core import Address, UnitState
from machbar.modules.premises.exceptions import ChangedMeanwhile
from machbar.modules.premises.findable.units import index_units
from machbar.modules.premises.models import Consent, Unit, UseSpell
from machbar.modules.premises.services.consents import withdraw_consent
from machbar.modules.premises.services.houses import house_at
from machbar.modules.premises.services.spells import begin_spell, end_spells, move_empty_spell

LETTER = "R"
SERIES = "unit"
CONFIDENTIAL = frozenset(
    {"owner", "rent_cents", "running_cents", "wants_deposit", "internal_note", "house"}
)
STANDS_EMPTY = frozenset({UnitState.EMPTY, UnitState.MEDIATION})
IN_USE = frozenset({UnitState.USED, UnitState.INTERIM, UnitState.PERMANENT})


def unit_number(town: Town, at: datetime) -> str:
    """The next readable number, such as ``R-2026-0012``."""
    number = next_number(town=town, series=SERIES, year=timezone.localdate(at).year)
    return LETTER + number.removeprefix(town.number_prefix)


def unit_numbers(town: Town, at: datetime, count: int) -> list[str]:
    """The next so many readable numbers in one step."""
    year = timezone.localdate(at).year
    numbers = next_numbers(town=town, series=SERIES, year=year, count=count)
    return [LETTER + number.removeprefix(town.number_prefix) for number in numbers]


@transaction.atomic
def add_unit(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    values: Mapping[str, object],
    is_fictional: bool = False,
) -> Unit:
    """A new unit with what is known; the same form sent twice gives one. What it is used for begins its Herbarium.

    ``values`` are fields of the model; under ``address`` (`Address` or None) they may name a house that is put on the
    street list where it is not there yet.
    """
    known = Unit.objects.filter(town=by.town, form_key=form_key).first()
    if known is not None:
        return known
    unit, is_new = Unit.objects.get_or_create(
        town=by.town,
        form_key=form_key,
        defaults={
            **_with_house(values, by),
            "number": unit_number(by.town, at),
            "created_at": at,
            "changed_at": at,
            "is_fictional": is_fictional,
        },
    )
    if is_new:
        UseSpell.objects.bulk_create(first_spells(unit))
        record("unit.added", on=unit, by=by, payload={"kind": unit.kind, "state": unit.state})
        index_units(unit)
    return unit


def first_spells(unit: Unit) -> list[UseSpell]:
    """The use before, and the present one or the vacancy, as far as the new card tells."""
    found = []
    empty = unit.empty_since.isoformat() if unit.empty_since else ""
    if unit.use_before:
        found.append(UseSpell(unit=unit, use=unit.use_before, until=empty))
    if unit.state in STANDS_EMPTY:
        found.append(UseSpell(unit=unit, use=_("stood empty"), is_empty=True, since=empty))
    elif unit.use_now:
        found.append(UseSpell(unit=unit, use=unit.use_now))
    return found


@transaction.atomic
def change_unit(
    *, unit: Unit, by: Actor, at: datetime, seen_version: int, values: Mapping[str, object]
) -> None:
    """Save fields of the card (as `add_unit` takes them), unless somebody else saved since ``seen_version``.

    Raises `ChangedMeanwhile`.
    """
    before = Unit.objects.select_related("house", "owner").get(pk=unit.pk)
    asked = _with_house(values, by)
    changed = {name: value for name, value in asked.items() if getattr(before, name) != value}
    if not changed:
        return
    _save(unit, seen_version, at, changed)
    if "empty_since" in changed:
        move_empty_spell(unit, unit.empty_since)
    record("unit.changed", on=unit, by=by, payload=_trace(before, changed))
    if "owner" in changed:
        # What the one has let out, the next one has not.
        withdraw_consent(unit=unit, way=Consent.Way.HOUSE, by=by, at=at)
    index_units(unit)


@transaction.atomic
def change_state(
    *,
    unit: Unit,
    by: Actor,
    at: datetime,
    seen_version: int,
    state: str,
    on: date,
    use: str = "",
) -> None:
    """Say how a unit is used from ``on``; the Herbarium gets its page. Raises `ChangedMeanwhile`.

    For an announced vacancy ``on`` is the day from which it will be empty; ``use`` is who or what is in there now.
    """
    before = Unit.objects.get(pk=unit.pk)
    if (before.state, _day_of(before), before.use_now) == (state, on, use):
        return
    _save(
        unit, seen_version, at, {"state": state, **_with_state(before, UnitState(state), on, use)}
    )
    _write_spells(before, unit, on)
    payload = {"state": state, "old_state": before.state, "on": on, "use": use}
    record("unit.state_changed", on=unit, by=by, payload=payload)
    index_units(unit)


@transaction.atomic
def settle_hint(*, unit: Unit, by: Actor) -> None:
    """Somebody has dealt with the hint on building law for this vacancy; a second click changes nothing."""
    won = (
        Unit.objects.filter(pk=unit.pk, empty_since__isnull=False)
        .exclude(hint_seen_for=F("empty_since"), hint_seen_for__isnull=False)
        .update(hint_seen_for=F("empty_since"))
    )
    if won:
        record("unit.hint_settled", on=unit, by=by)


def _with_house(values: Mapping[str, object], by: Actor) -> dict[str, object]:
    stored = {name: value for name, value in values.items() if name != "address"}
    if "address" in values:
        address = values["address"]
        stored["house"] = house_at(by=by, address=address) if isinstance(address, Address) else None
    return stored


def _save(unit: Unit, seen_version: int, at: datetime, values: Mapping[str, object]) -> None:
    won = Unit.objects.filter(pk=unit.pk, version=seen_version).update(
        **values, changed_at=at, version=F("version") + 1
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this card meanwhile. Your text is still here.")
        )
    unit.refresh_from_db()


def _day_of(unit: Unit) -> date | None:
    return unit.empty_from if unit.state == UnitState.ANNOUNCED else unit.empty_since


def _with_state(before: Unit, state: UnitState, on: date, use: str) -> dict[str, object]:
    """What else changes on the card with the use."""
    if state is UnitState.ANNOUNCED:
        return {"empty_from": on, "empty_since": None}
    if state in IN_USE:
        was = "" if before.empty_since else before.use_now
        return {
            "use_now": use,
            "use_before": was or before.use_before,
            "empty_since": None,
            "empty_from": None,
        }
    if before.state in STANDS_EMPTY:
        # From empty to being mediated and back: it goes on standing empty since the day that is known.
        return {"empty_since": before.empty_since or on}
    return {
        "empty_since": on,
        "empty_from": None,
        "use_before": before.use_now or before.use_before,
        "use_now": "",
    }


def _write_spells(before: Unit, unit: Unit, on: date) -> None:
    if unit.state == UnitState.ANNOUNCED:
        return
    was_empty, is_empty = before.state in STANDS_EMPTY, unit.state in STANDS_EMPTY
    if was_empty and is_empty:
        return
    end_spells(unit, on)
    use = _("stood empty") if is_empty else unit.use_now
    begin_spell(unit, use=use, since=on, is_empty=is_empty)


def _trace(before: Unit, changed: Mapping[str, object]) -> dict[str, object]:
    texts = {
        name: [_text(getattr(before, name)), _text(value)]
        for name, value in changed.items()
        if name not in CONFIDENTIAL
    }
    return {"fields": sorted(changed), "changes": texts}


def _text(value: object) -> str:
    return "" if value is None else str(value)
