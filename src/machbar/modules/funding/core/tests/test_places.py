import pytest

from machbar.modules.funding.core import STATE_BY_NAME, Area, area_of_codes, area_of_names
from machbar.modules.funding.core.places import STATE_BY_NUTS, state_of_ags


def test_sixteen_states_have_a_key_and_a_code() -> None:
    assert sorted(STATE_BY_NAME.values()) == [f"{number:02d}" for number in range(1, 17)]
    assert sorted(STATE_BY_NUTS.values()) == sorted(STATE_BY_NAME.values())


@pytest.mark.parametrize(
    ("names", "area"),
    [
        (("Deutschland",), Area(text="Deutschland")),
        (("Niedersachsen",), Area(text="Niedersachsen", states=frozenset({"03"}))),
        (
            ("Sachsen", "Thüringen"),
            Area(text="Sachsen, Thüringen", states=frozenset({"14", "16"})),
        ),
        (("Niedersachsen", "Harz"), Area(text="Niedersachsen, Harz", is_whole=False)),
        (("Harz",), Area(text="Harz", is_whole=False)),
    ],
)
def test_names_of_states_become_an_area(names: tuple[str, ...], area: Area) -> None:
    assert area_of_names(names) == area


@pytest.mark.parametrize(
    ("text", "scope", "codes", "states", "districts", "is_whole"),
    [
        ("Deutschland", "BUND", ("DE",), set(), set(), True),
        ("ländliche Regionen", "GEBIET", ("DE",), set(), set(), False),
        ("Niedersachsen", "LAND", ("DE9",), {"03"}, set(), True),
        ("Dorfregionen", "GEBIET", ("DE9",), {"03"}, set(), False),
        ("Landkreis Helmstedt", "KREIS", ("03154",), {"03"}, {"03154"}, True),
        ("Braunschweiger Land", "GEBIET", (), {"03"}, set(), False),
        ("irgendwo", "GEBIET", (), set(), set(), False),
    ],
)
def test_codes_and_scope_become_an_area(
    text: str,
    scope: str,
    codes: tuple[str, ...],
    states: set[str],
    districts: set[str],
    is_whole: bool,
) -> None:
    assert area_of_codes(text, scope, codes, None) == Area(
        text=text,
        states=frozenset(states),
        districts=frozenset(districts),
        is_whole=is_whole,
    )


@pytest.mark.parametrize(
    ("ags", "state"),
    [
        ("03154013", "Niedersachsen"),
        ("09162000", "Bayern"),
        ("02000000", "Hamburg"),
        ("11000000", "Berlin"),
        ("04011000", "Bremen"),
        ("16077055", "Thüringen"),
        ("00154013", None),
        ("17154013", None),
        ("99999999", None),
        ("03100013", None),
        ("", None),
    ],
)
def test_a_municipality_key_begins_with_its_state(ags: str, state: str | None) -> None:
    assert state_of_ags(ags) == state
