"""Cards come into the register and change: what is kept, what the Herbarium gets, what the trail says."""

import json
from datetime import date
from typing import Any

import pytest

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.modules.premises.core import Address
from machbar.modules.premises.exceptions import ChangedMeanwhile, HouseInUse, HouseThere
from machbar.modules.premises.models import House, Tick, Unit, Walk
from machbar.modules.premises.services.houses import (
    add_houses,
    change_house,
    fingerprint,
    house_at,
    remove_house,
)
from machbar.modules.premises.services.spells import add_spell, remove_spell
from machbar.modules.premises.services.units import (
    add_unit,
    change_state,
    change_unit,
    settle_hint,
)
from machbar.modules.premises.tests.builders.inside import (
    MORNING,
    TODAY,
    house_of,
    make_house,
    make_owner,
    make_unit,
)

pytestmark = pytest.mark.django_db


def spells(unit: Unit) -> list[tuple[str, str, str, bool]]:
    return [(each.use, each.since, each.until, each.is_empty) for each in unit.spells.all()]


def events(town: Any) -> list[str]:
    return list(AuditEntry.objects.filter(town=town).order_by("id").values_list("event", flat=True))


def last_payload(town: Any) -> Any:
    entry = AuditEntry.objects.filter(town=town).order_by("-sequence")[0]
    return json.loads(entry.payload.content)


def test_a_new_card_gets_a_number_a_house_and_the_first_pages() -> None:
    town = make_town()

    unit = make_unit(
        town, number="12a", use_before="Bäckerei", empty_since=date(2025, 4, 26), form_key="k"
    )
    again = make_unit(town, number="12a", form_key="k")

    assert again == unit
    assert unit.number == "R-2026-0001"
    assert str(unit.house) == "Westernstraße 12a"
    assert spells(unit) == [
        ("Bäckerei", "", "2025-04-26", False),
        ("stand leer", "2025-04-26", "", True),
    ]
    assert events(town) == ["houses.added", "unit.added"]


def test_a_card_in_use_begins_its_herbarium_with_that_use() -> None:
    unit = make_unit(make_town(), state="used", use_now="Nähstube")

    assert spells(unit) == [("Nähstube", "", "", False)]


def test_numbers_go_on_within_a_town() -> None:
    ours, theirs = make_town(), make_town()

    numbers = [make_unit(town).number for town in (ours, ours, theirs)]

    assert numbers == ["R-2026-0001", "R-2026-0002", "R-2026-0001"]


def test_an_address_in_another_spelling_is_the_same_house() -> None:
    town = make_town()
    there = make_house(town, street="Neue Straße", number="3")

    assert house_at(by=house_of(town), address=Address(street="neue Str", number="3")) == there


def test_a_change_is_saved_once_and_the_trail_names_it_without_confidential_values() -> None:
    town = make_town()
    unit = make_unit(town, rent_cents=20_000)
    owner = make_owner(town)
    values = {
        "area": 74,
        "rent_cents": 60_000,
        "owner": owner,
        "internal_note": "Streit mit dem Nachbarn",
        "kind": "shop",
        "address": Address(street="Markt", number="1"),
    }

    change_unit(unit=unit, by=house_of(town), at=MORNING, seen_version=1, values=values)
    change_unit(unit=unit, by=house_of(town), at=MORNING, seen_version=2, values=values)

    unit.refresh_from_db()
    assert (unit.area, unit.rent_cents, unit.owner, str(unit.house), unit.version) == (
        74,
        60_000,
        owner,
        "Markt 1",
        2,
    )
    assert last_payload(town) == {
        "fields": ["area", "house", "internal_note", "owner", "rent_cents"],
        "changes": {"area": ["", "74"]},
    }
    assert events(town)[-2:] == ["houses.added", "unit.changed"]


def test_whoever_saves_second_is_told_and_nothing_is_overwritten() -> None:
    town = make_town()
    unit = make_unit(town)
    change_unit(unit=unit, by=house_of(town), at=MORNING, seen_version=1, values={"area": 74})

    with pytest.raises(ChangedMeanwhile):
        change_unit(unit=unit, by=house_of(town), at=MORNING, seen_version=1, values={"area": 80})

    unit.refresh_from_db()
    assert unit.area == 74


def test_an_earlier_beginning_of_the_vacancy_moves_its_page() -> None:
    town = make_town()
    unit = make_unit(town, empty_since=date(2026, 1, 1))

    change_unit(
        unit=unit,
        by=house_of(town),
        at=MORNING,
        seen_version=1,
        values={"empty_since": date(2025, 4, 26)},
    )

    assert spells(unit) == [("stand leer", "2025-04-26", "", True)]


def test_an_announced_vacancy_keeps_its_use_until_it_comes() -> None:
    town = make_town()
    unit = make_unit(town, state="used", use_now="Blumenladen")

    change(unit, "announced", date(2027, 1, 1), use="Blumenladen")

    assert (unit.state, unit.empty_from, unit.empty_since, unit.use_now) == (
        "announced",
        date(2027, 1, 1),
        None,
        "Blumenladen",
    )
    assert spells(unit) == [("Blumenladen", "", "", False)]


def test_a_unit_on_its_way_from_use_over_vacancy_to_a_new_use() -> None:
    unit = make_unit(make_town(), state="used", use_now="Blumenladen")

    change(unit, "empty", date(2026, 3, 1))
    assert vacancy(unit) == (date(2026, 3, 1), "", "Blumenladen")
    change(unit, "mediation", date(2026, 6, 1))
    assert vacancy(unit) == (date(2026, 3, 1), "", "Blumenladen")
    change(unit, "interim", date(2026, 9, 1), use="Nähstube")
    assert vacancy(unit) == (None, "Nähstube", "Blumenladen")

    assert spells(unit) == [
        ("Blumenladen", "", "2026-03-01", False),
        ("stand leer", "2026-03-01", "2026-09-01", True),
        ("Nähstube", "2026-09-01", "", False),
    ]
    assert unit.version == 4


def vacancy(unit: Unit) -> tuple[date | None, str, str]:
    return unit.empty_since, unit.use_now, unit.use_before


def test_the_same_use_said_twice_changes_nothing() -> None:
    unit = make_unit(make_town(), empty_since=TODAY)

    change(unit, "empty", TODAY)

    assert unit.version == 1


def test_two_who_say_how_it_is_used_do_not_both_win() -> None:
    unit = make_unit(make_town(), empty_since=TODAY)
    change(unit, "interim", TODAY, use="Nähstube")

    with pytest.raises(ChangedMeanwhile):
        change(unit, "permanent", TODAY, use="Laden", seen_version=1)

    assert len(spells(unit)) == 2


def change(
    unit: Unit, state: str, on: date, *, use: str = "", seen_version: int | None = None
) -> None:
    unit.refresh_from_db()
    change_state(
        unit=unit,
        by=house_of(unit.town),
        at=MORNING,
        seen_version=unit.version if seen_version is None else seen_version,
        state=state,
        on=on,
        use=use,
    )
    unit.refresh_from_db()


def test_a_hint_is_settled_once_for_one_vacancy() -> None:
    town = make_town()
    unit = make_unit(town, empty_since=date(2025, 4, 26))

    settle_hint(unit=unit, by=house_of(town))
    settle_hint(unit=unit, by=house_of(town))
    settle_hint(unit=make_unit(town, number="6"), by=house_of(town))

    unit.refresh_from_db()
    assert unit.hint_seen_for == date(2025, 4, 26)
    assert events(town).count("unit.hint_settled") == 1


def test_pages_of_the_herbarium_come_once_and_go() -> None:
    town = make_town()
    unit = make_unit(town, state="used")
    by = house_of(town)

    spell = add_spell(unit=unit, by=by, use="Schuhladen", since="1964", until="1987-05")
    add_spell(unit=unit, by=by, use="Schuhladen", since="1964", until="1987-05")
    assert spells(unit) == [("Schuhladen", "1964", "1987-05", False)]
    remove_spell(spell=spell, by=by)
    remove_spell(spell=spell, by=by)

    assert spells(unit) == []
    assert events(town)[-2:] == ["unit.spell_added", "unit.spell_removed"]


def test_a_street_list_is_added_without_doubles() -> None:
    town = make_town()
    by = house_of(town)
    make_house(town, street="Neue Straße", number="1")
    pasted = [Address(street="Neue Str.", number=number) for number in ("1", "2", "10a", "2")]

    assert add_houses(by=by, addresses=pasted) == 2
    assert add_houses(by=by, addresses=pasted) == 0

    houses = House.objects.filter(town=town)
    assert [str(house) for house in houses] == [
        "Neue Straße 1",
        "Neue Straße 2",
        "Neue Straße 10a",
    ]


def test_a_house_is_changed_unless_somebody_else_was_first_or_it_is_there() -> None:
    town = make_town()
    by = house_of(town)
    house, other = make_house(town), make_house(town, number="6")
    seen = fingerprint(house)

    change_house(
        house=house,
        by=by,
        seen=seen,
        values={"number": "7", "latitude": 52_250_000, "longitude": 10_816_000},
    )
    with pytest.raises(ChangedMeanwhile):
        change_house(house=house, by=by, seen=seen, values={"number": "8"})
    with pytest.raises(HouseThere):
        change_house(house=other, by=by, seen=fingerprint(other), values={"number": "7"})
    change_house(house=other, by=by, seen="", values={"number": "6"})

    house.refresh_from_db()
    assert (house.number, house.sort_key, house.latitude) == ("7", "00007", 52_250_000)
    assert last_payload(town) == {"fields": ["latitude", "longitude", "number"]}


def test_a_house_goes_only_while_nothing_hangs_on_it() -> None:
    town = make_town()
    by = house_of(town)
    free, used, walked = (make_house(town, number=number) for number in ("1", "2", "3"))
    make_unit(town, number="2")
    walk = Walk.objects.create(town=town, on=TODAY, title="Runde", form_key="k", created_at=MORNING)
    Tick.objects.create(walk=walk, house=walked, seen="used", seen_at=MORNING, came_at=MORNING)

    remove_house(house=free, by=by)
    for house in (used, walked):
        with pytest.raises(HouseInUse):
            remove_house(house=house, by=by)

    assert set(House.objects.filter(town=town)) == {used, walked}


def test_who_works_on_premises_is_named_in_the_trail_not_what_is_confidential() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)

    add_unit(
        by=lotse,
        at=MORNING,
        form_key="k",
        values={"kind": "shed", "state": "empty", "label": "Schuppen", "rent_cents": 12_000},
    )

    assert last_payload(town) == {"kind": "shed", "state": "empty"}
