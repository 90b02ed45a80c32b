"""Two walk-rounds of the demonstration, a year apart: streets and dates are plain, what was seen there is invented."""

from collections.abc import Mapping
from dataclasses import dataclass

from machbar.modules.premises.core.figures import Look

# One letter a house, in the order of the street list.
LETTERS = {
    "n": Look.USED,
    "l": Look.EMPTY,
    "t": Look.PARTLY,
    "k": Look.NO_SHOP,
    "?": Look.UNCLEAR,
    "-": None,
}


@dataclass(frozen=True, kw_only=True)
class DemoWalk:
    """One invented round so many days ago: what was seen along each street."""

    key: str
    title: str
    days_ago: int
    seen: Mapping[str, str]


WALKS = (
    DemoWalk(
        key="frueher",
        title="Rundgang im Vorjahr",
        days_ago=371,
        seen={
            "Westernstraße": "nnlnntnnknllnn?n",
            "Markt": "nnnknnnnlnnn",
            "Neue Straße": "nnlnktnnnn",
            "Gänsemarkt": "nllknnn-",
        },
    ),
    DemoWalk(
        key="herbst",
        title="Rundgang mit der Nachbarschaft",
        days_ago=7,
        seen={
            "Westernstraße": "nnlnntnnknnlnnnn",
            "Markt": "nnnknnlnlnnn",
            "Neue Straße": "ntnnknnnln",
            "Gänsemarkt": "nnlknnn?",
        },
    ),
)
