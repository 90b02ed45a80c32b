"""Units come in from tables and go out into them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.services import differences
from machbar.foundation.tables.core import Style, read_entries, read_table, write_csv
from machbar.foundation.tables.labels import trouble_sentence
from machbar.foundation.tables.models import Batch
from machbar.foundation.tables.services import bring_file, look_into, take_batch, undo_batch
from machbar.foundation.testing import Role, make_actor
from machbar.modules.premises.findable.units import FINDABLE
from machbar.modules.premises.models import House, Unit
from machbar.modules.premises.services.spells import add_spell
from machbar.modules.premises.tables import UNITS
from machbar.modules.premises.tables.columns import columns
from machbar.modules.premises.tests.builders.inside import make_house, make_owner, make_unit
from machbar.site.tables import exported_rows

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
FILE = (
    "Art;Straße;Hausnr.;Status;Leer seit;Vornutzung;qm;Etage;Stufen;Wasser;WC;Miete;Frei ab;"
    "Ruhe ab;Bezeichnung;Interne Notiz\n"
    "Laden;Westernstr.;12 A;leer;01.05.25;Bäckerei;74;EG;1;ja;nein;200 €;01.02.2027;20 Uhr;;"
    "=SUMME(A1)\n"
    "Schuppen;;;genutzt;;;65;;;;;1.234,50;;;Schuppen am Bach;\n"
)
NOT_A_NUMBER = (
    "Zeile 4, Spalte „Hausnummer“: Das ist keine Hausnummer. Bitte schreiben Sie sie wie 12, 12 a oder 12-14;"
    " ein Komma trennt sie von der Straße. Dort steht „zwölf“."
)
PRINTED = st.characters(exclude_categories=["Cc", "Cs"])
KEPT = (
    "kind",
    "area",
    "floor",
    "steps",
    "has_water",
    "has_toilet",
    "has_power",
    "rent_cents",
    "running_cents",
    "quiet_from",
    "description",
    "internal_note",
    "condition",
    "available_from",
    "house_id",
    "state",
    "label",
)


def lotse() -> Actor:
    return make_actor(Role.LOTSE)


def bring(content: str | bytes, by: Actor) -> Batch:
    data = content if isinstance(content, bytes) else content.encode("cp1252")
    return bring_file(content=data, name="raeume.csv", kind=UNITS, by=by, at=NOW)


def take(content: str | bytes, by: Actor) -> Batch:
    batch = bring(content, by)
    take_batch(batch=batch, kind=UNITS, by=by, at=NOW, with_doubles=False)
    batch.refresh_from_db()
    return batch


def sentences(content: str, by: Actor) -> list[str]:
    look = look_into(content=content.encode(), kind=UNITS, by=by, at=NOW)
    return [trouble_sentence(trouble) for trouble in look.troubles]


def test_cards_come_in_with_houses_and_the_first_pages() -> None:
    by = lotse()
    make_house(by.town, street="Westernstraße", number="1")

    take(FILE, by)

    shop, shed = Unit.objects.order_by("id")
    assert (str(shop.house), shop.number, shop.empty_since, shop.area, shop.floor) == (
        "Westernstraße 12a",
        "R-2026-0001",
        date(2025, 5, 1),
        74,
        0,
    )
    assert (shop.has_water, shop.has_toilet, shop.has_power, shop.rent_cents) == (
        True,
        False,
        None,
        20_000,
    )
    assert (shop.quiet_from, shop.internal_note) == (time(20), "=SUMME(A1)")
    assert [(each.use, each.until) for each in shop.spells.all()] == [
        ("Bäckerei", "2025-05-01"),
        ("stand leer", ""),
    ]
    assert (shed.house, shed.label, shed.rent_cents) == (None, "Schuppen am Bach", 123_450)
    assert differences(FINDABLE).objects == ()


def test_sixty_cards_come_in_with_few_queries(django_assert_max_num_queries: Any) -> None:
    by = lotse()
    lines = [f"Laden;Markt;{number};leer" for number in range(1, 61)]
    batch = bring("\n".join(["Art;Straße;Hausnummer;Nutzung", *lines]), by)

    with django_assert_max_num_queries(60):
        take_batch(batch=batch, kind=UNITS, by=by, at=NOW, with_doubles=False)

    assert Unit.objects.count() == House.objects.count() == 60


def test_what_cannot_be_true_is_named_with_its_line() -> None:
    content = (
        "Art;Nutzung;Straße;Hausnummer;Bezeichnung;Miete;Fläche in m²;Geschoss;Ruhe ab;Frei ab;"
        "Frei bis;Stufen am Eingang\n"
        "Laden;leer;;5;;;;;;;;\n"
        "Laden;leer;;;;;;;;;;\n"
        "Laden;leer;Markt;zwölf;;;;;;;;\n"
        "Laden;leer;Markt;1;;viel;0;oben;abends;01.03.2027;01.02.2027;999\n"
        "Burg;leer;Markt;1;;;;;;;;\n"
        "Laden;leer;Markt;1;;200000;;77;;;;\n"
    )

    assert [each.partition(" Es gibt")[0] for each in sentences(content, lotse())] == [
        "Zeile 2, Spalte „Straße“: Bitte nennen Sie die Straße zu dieser Hausnummer.",
        "Zeile 3, Spalte „Bezeichnung“: Bitte geben Sie eine Adresse an, oder sagen Sie, wie das Team es nennt.",
        NOT_A_NUMBER,
        "Zeile 5, Spalte „Miete“: Das ist kein Betrag. Bitte schreiben Sie ihn so: 1.234,50. Dort steht „viel“.",
        "Zeile 5, Spalte „Fläche in m²“: Bitte geben Sie 1 bis 100.000 Quadratmeter an. Dort steht „0“.",
        "Zeile 5, Spalte „Stufen am Eingang“: Bitte geben Sie höchstens 200 an. Dort steht „999“.",
        "Zeile 5, Spalte „Geschoss“: Bitte schreiben Sie EG, 1. OG, Keller oder eine Zahl. Dort steht „oben“.",
        "Zeile 5, Spalte „Ruhe ab“: Bitte schreiben Sie eine Uhrzeit wie 20 Uhr oder 20:00. Dort steht „abends“.",
        "Zeile 5, Spalte „Frei bis“: Das Ende liegt vor dem Anfang. Dort steht „01.02.2027“.",
        "Zeile 6, Spalte „Art“: Dieses Wort steht nicht in der Liste.",
        "Zeile 7, Spalte „Miete“: Dieser Betrag ist zu groß. Dort steht „200000“.",
        "Zeile 7, Spalte „Geschoss“: Bitte schreiben Sie EG, 1. OG, Keller oder eine Zahl. Dort steht „77“.",
    ]


def test_a_line_with_a_cell_that_cannot_be_read_names_its_other_cells_in_the_same_look() -> None:
    content = (
        "Art;Nutzung;Straße;Hausnummer;Miete;Leer seit;Frei ab;Frei bis\n"
        "Burg;leer;Markt;zwölf;viel;irgendwann;01.03.2027;01.02.2027\n"
        "Burg;leer;Markt;1;200;;;\n"
        "Laden;leer;Markt;2;nichts;;;\n"
    )
    found = [each.partition(": ")[0] for each in sentences(content, lotse())]

    assert sorted(found) == [
        "Zeile 2, Spalte „Art“",
        "Zeile 2, Spalte „Frei bis“",
        "Zeile 2, Spalte „Hausnummer“",
        "Zeile 2, Spalte „Leer seit“",
        "Zeile 2, Spalte „Miete“",
        "Zeile 3, Spalte „Art“",
        "Zeile 4, Spalte „Miete“",
    ]


def test_amounts_are_looked_at_while_a_column_is_missing() -> None:
    found = [each.partition(": ")[0] for each in sentences("Art;Miete\nLaden;viel\n", lotse())]

    assert "Zeile 2, Spalte „Miete“" in found
    assert any(each.startswith("Zeile 1") for each in found)


def test_a_line_with_more_cells_than_headings_says_that_and_guesses_nothing() -> None:
    content = "Art;Nutzung;Bezeichnung;Miete\nLaden;leer;Hof;im;viel\n"

    assert len(sentences(content, lotse())) == 1


def test_a_card_that_is_there_is_named_and_left_out() -> None:
    by = lotse()
    unit = make_unit(by.town, street="Neue Straße", number="12a")
    content = (
        "Art;Straße;Hausnummer;Nutzung\nLaden;neue str.;12 A;leer\nLaden;Markt;1;leer\n"
        "Laden;Markt;1;genutzt\nBüro;Markt;1;leer\n"
    )

    look = look_into(content=content.encode(), kind=UNITS, by=by, at=NOW)

    assert [(each.line, each.url, each.other_line) for each in look.doubles] == [
        (2, f"/werkstatt/raeume/{unit.public_id}/", 0),
        (4, "", 3),
    ]


def test_a_file_is_taken_back_but_what_was_touched_stays() -> None:
    by = lotse()
    batch = take(FILE, by)
    touched = Unit.objects.get(kind="shed")
    add_spell(unit=touched, by=by, use="Stall")

    count = undo_batch(batch=batch, kind=UNITS, by=by, at=NOW)

    assert count == 1
    assert list(Unit.objects.all()) == [touched]
    assert differences(FINDABLE).objects == ()


@pytest.mark.parametrize("style", list(Style))
def test_what_goes_out_comes_back_the_same_and_names_no_owner(style: Style) -> None:
    by = lotse()
    unit = make_unit(
        by.town,
        number="12a",
        area=74,
        floor=-1,
        steps=0,
        has_water=True,
        has_toilet=False,
        rent_cents=20_050,
        quiet_from=time(20, 30),
        description="=Fenster zur Straße\nzweite Zeile",
        internal_note="-1 ist der Keller",
        condition="works",
        available_from=date(2027, 1, 1),
    )
    Unit.objects.filter(pk=unit.pk).update(owner=make_owner(by.town, name="Erika Beispiel"))

    written = exported(by, style)

    assert "Erika Beispiel" not in written.decode()
    reading = read_entries(read_table(written, names(by)), UNITS.columns(by.town))
    assert (reading.troubles, list(UNITS.check(by, NOW, reading.entries))) == ((), [])
    Unit.objects.all().delete()
    take(written, by)
    back = Unit.objects.get()
    for field in KEPT:
        assert getattr(back, field) == getattr(unit, field), field


def exported(by: Actor, style: Style) -> bytes:
    found = UNITS.columns(by.town)
    headings = [column.label for column in found]
    return b"".join(write_csv(headings, exported_rows(found, UNITS.rows(by)), style))


def names(by: Actor) -> list[str]:
    from machbar.foundation.tables.core import names_of

    return names_of(UNITS.columns(by.town))


def test_who_does_not_keep_the_register_gets_no_line() -> None:
    by = lotse()
    make_unit(by.town)

    for role in (Role.EDITOR, Role.TREASURER, Role.MARKET_LEAD, Role.ADMINISTRATION):
        actor = make_actor(role, town=by.town)
        assert list(UNITS.rows(actor)) == []
        assert not UNITS.may_export(actor)
        assert not UNITS.may_import(actor)


def test_every_column_has_its_own_headings() -> None:
    found = columns(lotse().town)

    headings = [name.casefold() for each in found for name in (each.label, *each.synonyms)]
    assert len(headings) == len(set(headings))


@settings(max_examples=20)
@given(cells=st.lists(st.text(PRINTED, max_size=12), min_size=4, max_size=4))
def test_no_cell_breaks_the_look(cells: list[str]) -> None:
    by = Actor(town=lotse().town, system=True)
    columns_ = UNITS.columns(by.town)
    rows = [["Laden", "leer", *cells]]
    heads = ["Art", "Nutzung", "Straße", "Hausnummer", "Geschoss", "Miete im Monat"]
    content = b"".join(write_csv(heads, rows, Style.EXCEL))

    reading = read_entries(read_table(content, names(by)), columns_)
    troubles = [*reading.troubles, *UNITS.check(by, NOW, reading.entries)]

    assert all(trouble_sentence(trouble) for trouble in troubles)
