"""The kinds of contacts: a list of words that the town may edit. Ours, so "nicht amtlich"."""

from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import add_terms

KINDS = "contact-kind"
OWNER = "eigentuemer"
OUR_KINDS = {
    OWNER: "Eigentümer",
    "verwaltung": "Verwaltung",
    "presse": "Presse",
    "foerdermittelgeber": "Fördermittelgeber",
    "verein": "Verein",
    "gewerbe": "Gewerbe",
    "nachbarstadt": "Nachbarstadt",
    "sonstige": "Sonstige",
}


def add_kinds(*, town: Town) -> None:
    """Give a town the kinds that it does not have yet."""
    add_terms(town=town, vocabulary=KINDS, labels=OUR_KINDS)
