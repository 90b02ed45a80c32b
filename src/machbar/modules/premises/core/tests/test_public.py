"""Nothing of a unit is public without its owner's consent: examples, and what must always hold."""

from dataclasses import fields
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core import (
    PARTS,
    Card,
    ConsentField,
    Position,
    PublicUnit,
    UnitKind,
    UnitState,
    Wish,
    is_offered,
    meets,
    public_unit,
    shown_parts,
)

FULL = Card(
    street="Beispielstraße",
    house_number="7b",
    position=Position(latitude=52_250_001, longitude=10_820_002),
    area=74,
    floor=0,
    has_lift=True,
    steps=1,
    step_height=14,
    can_have_ramp=True,
    has_water=True,
    has_toilet=True,
    has_power=True,
    has_heating=True,
    has_internet=True,
    has_storage=True,
    use_now="Lager des Nachbarn",
    use_before="Blumenladen",
    condition="cosmetic",
    is_listed_building=True,
    empty_since=date(2025, 4, 1),
    empty_from=date(2025, 4, 2),
    rent_cents=20_000,
    running_cents=4_500,
    wants_deposit=True,
    available_from=date(2026, 12, 3),
    available_until=date(2027, 12, 31),
    allows_interim_use=True,
    description="Großes Schaufenster",
    pictures=("abc", "def"),
    owner="Erbengemeinschaft (fiktiv)",
)
consents = st.frozensets(st.sampled_from(ConsentField))


def test_without_a_consent_a_unit_is_not_public() -> None:
    assert public_unit(UnitKind.SHOP, FULL, frozenset()) is None


def test_the_owner_of_w1_lets_out_street_area_and_pictures_and_nothing_else() -> None:
    consented = {ConsentField.STREET, ConsentField.AREA, ConsentField.PICTURES}

    assert public_unit(UnitKind.SHOP, FULL, consented) == PublicUnit(
        kind=UnitKind.SHOP,
        card=Card(street="Beispielstraße", area=74, pictures=("abc", "def")),
    )


def test_a_house_number_without_its_street_is_nothing() -> None:
    assert public_unit(UnitKind.SHOP, FULL, {ConsentField.HOUSE_NUMBER}) is None
    assert shown_parts({ConsentField.HOUSE_NUMBER, ConsentField.AREA}) == (ConsentField.AREA,)


def test_the_address_holds_the_number_only_with_both_consents() -> None:
    both = {ConsentField.STREET, ConsentField.HOUSE_NUMBER}

    found = [public_unit(UnitKind.SHOP, FULL, each) for each in (both, {ConsentField.STREET})]

    assert [unit and unit.address for unit in found] == ["Beispielstraße 7b", "Beispielstraße"]


def test_all_consents_together_let_out_the_whole_card() -> None:
    found = public_unit(UnitKind.HALL, FULL, frozenset(ConsentField))

    assert found == PublicUnit(kind=UnitKind.HALL, card=FULL)


def test_each_part_of_the_card_belongs_to_one_consent() -> None:
    parts = [name for names in PARTS.values() for name in names]

    assert list(PARTS) == list(ConsentField)
    assert sorted(parts) == sorted(field.name for field in fields(Card))


def test_a_position_is_written_longitude_first() -> None:
    assert Position(latitude=52_250_001, longitude=10_820_002).lon_lat == (10.820002, 52.250001)


# Every part a word, number or day that can stand nowhere else in the value's text.
@st.composite
def cards(draw: st.DrawFn) -> Card:
    """A card with something in every part; yes and no say too little to be looked for."""
    salt = draw(st.integers(0, 9_999))
    values: dict[str, object] = {}
    for place, field in enumerate(fields(Card), start=101):
        kind, number = str(field.type), place * 10_000 + salt
        if "Position" in kind:
            values[field.name] = Position(latitude=number * 10 + 7, longitude=number * 10 + 8)
        elif "tuple" in kind:
            values[field.name] = (f"geheim{number}x",)
        elif "bool" in kind:
            values[field.name] = draw(st.booleans())
        elif "date" in kind:
            values[field.name] = date(1900 + place, 1, 1) + timedelta(days=salt % 300)
        else:
            values[field.name] = number if "int" in kind else f"geheim{number}x"
    return Card(**values)  # type: ignore[arg-type] # by the kinds of the fields


@given(kind=st.sampled_from(UnitKind), card=cards(), consented=consents)
def test_no_value_without_consent_stands_anywhere_in_what_is_public(
    kind: UnitKind, card: Card, consented: frozenset[ConsentField]
) -> None:
    found = public_unit(kind, card, consented)

    shown = {name for field in shown_parts(consented) for name in PARTS[field]}
    written = repr(found)
    hidden = [name for field in PARTS for name in PARTS[field] if name not in shown]
    for name in hidden:
        value = getattr(card, name)
        assert found is None or getattr(found.card, name) == getattr(Card(), name)
        if not isinstance(value, bool):
            assert repr(value) not in written


@given(kind=st.sampled_from(UnitKind), card=cards(), consented=consents)
def test_what_is_let_out_is_shown_unchanged(
    kind: UnitKind, card: Card, consented: frozenset[ConsentField]
) -> None:
    found = public_unit(kind, card, consented)

    for field in shown_parts(consented):
        for name in PARTS[field]:
            assert found is not None
            assert getattr(found.card, name) == getattr(card, name)


@given(card=cards(), consented=consents, field=st.sampled_from(ConsentField))
def test_what_is_taken_back_is_gone(
    card: Card, consented: frozenset[ConsentField], field: ConsentField
) -> None:
    found = public_unit(UnitKind.SHOP, card, consented - {field})

    for name in PARTS[field]:
        assert found is None or getattr(found.card, name) == getattr(Card(), name)


def test_what_has_found_its_use_is_not_on_offer_but_a_bench_is() -> None:
    offered = {state for state in UnitState if is_offered(UnitKind.SHOP, state)}

    assert offered == {
        UnitState.ANNOUNCED,
        UnitState.EMPTY,
        UnitState.MEDIATION,
        UnitState.INTERIM,
    }
    assert all(is_offered(UnitKind.FURNITURE, state) for state in UnitState)


def _shown(**parts: object) -> PublicUnit:
    return PublicUnit(kind=UnitKind.SHOP, card=Card(**parts))  # type: ignore[arg-type]


def test_a_wish_is_met_by_what_is_public_only() -> None:
    shop = _shown(street="Markt", area=74, floor=0, steps=0)
    silent = _shown(street="Markt")
    wishes = [
        Wish(),
        Wish(kind=UnitKind.SHOP),
        Wish(kind=UnitKind.HALL),
        Wish(street="Markt"),
        Wish(street="Neue Straße"),
        Wish(area_from=74),
        Wish(area_from=75),
        Wish(area_to=74),
        Wish(area_to=73),
        Wish(is_ground_floor=True),
        Wish(is_step_free=True),
    ]

    assert [meets(shop, wish) for wish in wishes] == [
        *(True, True, False, True, False),
        *(True, False, True, False, True, True),
    ]
    assert [meets(silent, wish) for wish in wishes] == [
        *(True, True, False, True, False),
        *(False, False, False, False, False, False),
    ]


@given(card=cards(), consented=consents, wish=st.builds(Wish, area_from=st.integers(1, 10**9)))
def test_no_filter_gives_away_what_is_not_let_out(
    card: Card, consented: frozenset[ConsentField], wish: Wish
) -> None:
    found = public_unit(UnitKind.SHOP, card, consented - {ConsentField.AREA})

    assert found is None or not meets(found, wish)
