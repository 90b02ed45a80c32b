"""The lists of words that ideas are sorted by, and what a new town gets of them; each town may edit them.

Both lists are ours or the town's own and therefore shown as "nicht amtlich". The shipped themes name the themes of
`reasoning.german` whose words speak for them. Parts of a town differ everywhere: a new town begins without any.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.services import add_terms
from machbar.modules.ideas.core.themes import Sorted

THEMES = "idea-theme"
DISTRICTS = "idea-district"


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """One list: its key, its name, and what it is for."""

    key: str
    name: Promise
    purpose: Promise


VOCABULARIES = (
    Vocabulary(
        key=THEMES,
        name=_("themes of ideas"),
        purpose=_("What an idea is about. Visitors of the wall choose by these names."),
    ),
    Vocabulary(
        key=DISTRICTS,
        name=_("parts of the town"),
        purpose=_("Villages, quarters, or squares that everybody knows. The wall offers them."),
    ),
)

OUR_THEMES = {
    "treffen-und-nachbarschaft": "Treffen und Nachbarschaft",
    "kinder-und-jugend": "Kinder und Jugend",
    "aelter-werden-und-gesundheit": "Älter werden und Gesundheit",
    "kultur-und-feste": "Kultur und Feste",
    "laeden-und-leerstand": "Läden und Leerstand",
    "plaetze-und-baenke": "Plätze und Bänke",
    "gruen-und-klima": "Grün und Klima",
    "unterwegs": "Zu Fuß, Rad und Bus",
    "sport-und-spiel": "Sport und Spiel",
    "lernen-und-arbeiten": "Lernen und Arbeiten",
    "wohnen-und-bauen": "Wohnen und Bauen",
    "mitreden-und-ehrenamt": "Mitreden und Ehrenamt",
    "besuch-und-ausfluege": "Besuch und Ausflüge",
}
# The themes of reasoning.german/data/themes.json that speak for each of ours.
SPEAKS_FOR: Mapping[str, tuple[str, ...]] = {
    "treffen-und-nachbarschaft": (
        "begegnung", "dorfgemeinschaftshaus", "integration", "soziales", "soziokultur",
    ),
    "kinder-und-jugend": ("jugend", "kita_schule", "spielplatz"),
    "aelter-werden-und-gesundheit": ("senioren", "gesundheit", "barrierefrei"),
    "kultur-und-feste": ("kultur", "musik", "kino", "museum", "bibliothek", "geschichte", "kirche"),
    "laeden-und-leerstand": ("leerstand_handel", "nahversorgung", "umnutzung", "wirtschaft"),
    "plaetze-und-baenke": ("innenstadt", "staedtebau", "dorfentwicklung", "infrastruktur"),
    "gruen-und-klima": (
        "gruen", "klimaanpassung", "klimaschutz", "artenschutz", "wald", "umwelt", "umweltbildung",
        "energie_gebaeude", "energie_licht", "landwirtschaft",
    ),
    "unterwegs": ("rad", "oepnv", "lade", "strasse"),
    "sport-und-spiel": ("sport",),
    "lernen-und-arbeiten": (
        "bildung", "arbeit", "coworking", "gruendung", "digitalisierung", "breitband",
    ),
    "wohnen-und-bauen": ("wohnen", "denkmal"),
    "mitreden-und-ehrenamt": ("beteiligung", "ehrenamt", "demokratie", "verwaltung"),
    "besuch-und-ausfluege": ("tourismus", "europa"),
}  # fmt: skip


def add_vocabularies(*, town: Town) -> None:
    """Give a town the words that it does not have yet."""
    add_terms(town=town, vocabulary=THEMES, labels=OUR_THEMES)


def as_sorted(term: Term) -> Sorted:
    """A term as the core knows it: its name and the themes whose words speak for it."""
    return Sorted(code=term.code, label=term.label, speaks_for=SPEAKS_FOR.get(term.code, ()))
