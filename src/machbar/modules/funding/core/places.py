"""Where a programme applies and where a project lies: states, official keys (AGS), NUTS codes and named regions."""

from dataclasses import dataclass

# Two digits of the AGS, NUTS-1 code, name.
_STATES = (
    ("01", "DEF", "Schleswig-Holstein"),
    ("02", "DE6", "Hamburg"),
    ("03", "DE9", "Niedersachsen"),
    ("04", "DE5", "Bremen"),
    ("05", "DEA", "Nordrhein-Westfalen"),
    ("06", "DE7", "Hessen"),
    ("07", "DEB", "Rheinland-Pfalz"),
    ("08", "DE1", "Baden-Württemberg"),
    ("09", "DE2", "Bayern"),
    ("10", "DEC", "Saarland"),
    ("11", "DE3", "Berlin"),
    ("12", "DE4", "Brandenburg"),
    ("13", "DE8", "Mecklenburg-Vorpommern"),
    ("14", "DED", "Sachsen"),
    ("15", "DEE", "Sachsen-Anhalt"),
    ("16", "DEG", "Thüringen"),
)
STATE_BY_NAME = {name: state for state, _, name in _STATES}
STATE_BY_NUTS = {nuts: state for state, nuts, _ in _STATES}
STATE_NAMES = {state: name for state, _, name in _STATES}
NATION = "Deutschland"
KOENIGSLUTTER = "03154013"
_WITHOUT_DISTRICTS = ("02", "11")  # Hamburg and Berlin: their keys go on with zeros

# Regions that records name without a code, with the state they lie in.
_NAMED_REGIONS = {
    "braunschweig": "03",
    "hannover": "03",
    "königslutter": "03",
    "neustadt a. rbge.": "03",
    "wolfenbüttel": "03",
    "helmstedt": "03",
}


def state_of_ags(ags: str) -> str | None:
    """The name of the state that a municipality key of eight digits begins with; None where no municipality has it.

    State, region (1 digit), district (2), municipality (3); outside of Hamburg and Berlin no district is numbered 00.
    """
    state, district = ags[:2], ags[3:5]
    if district == "00" and state not in _WITHOUT_DISTRICTS:
        return None
    return STATE_NAMES.get(state)


@dataclass(frozen=True, kw_only=True)
class Area:
    """Where a programme applies.

    ``states`` and ``districts`` (five or eight digits of the AGS) are empty where they do not limit it; ``is_whole``
    says that lying there is enough, otherwise the region is only described by ``text``.
    """

    text: str
    states: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    is_whole: bool = True
    includes_koenigslutter: bool | None = None

    @property
    def is_nationwide(self) -> bool:
        """Whether no state limits it."""
        return not self.states and not self.districts


def area_of_names(names: tuple[str, ...]) -> Area:
    """The area of the leaner schema: names of states, or Deutschland; another name is only described."""
    text = ", ".join(names)
    if NATION in names:
        return Area(text=text)
    states = {STATE_BY_NAME[name] for name in names if name in STATE_BY_NAME}
    if states and len(states) == len(set(names)):
        return Area(text=text, states=frozenset(states))
    return Area(text=text, states=frozenset(), is_whole=False)


def area_of_codes(
    text: str, scope: str, codes: tuple[str, ...], includes_koenigslutter: bool | None
) -> Area:
    """The area of the catalogue's schema: NUTS codes or AGS; without a code, the state a named region lies in."""
    states = {STATE_BY_NUTS[code] for code in codes if code in STATE_BY_NUTS}
    districts = frozenset(code for code in codes if code.isdigit())
    states |= {code[:2] for code in districts}
    if not codes:
        states = {state for name, state in _NAMED_REGIONS.items() if name in text.lower()}
    return Area(
        text=text,
        states=frozenset(states),
        districts=districts,
        is_whole=scope in {"BUND", "LAND"} or bool(districts),
        includes_koenigslutter=includes_koenigslutter,
    )
