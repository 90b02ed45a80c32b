"""The lists of words that projects are sorted by, and what a new town gets of them; each town may edit them.

The four regional offices are official. Of the main categories two could be read on the state's project list; the
others are ours and marked "nicht amtlich". The eight categories are those of the collection Stadtimpulse. How the
fields of action of a region are called, its development concept says: the town writes it in (domain.md, section 7).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import add_terms

CATEGORIES = "main-category"
TOPICS = "topic"
REGIONAL_OFFICES = "regional-office"
FIELDS_OF_ACTION = "field-of-action"
CITY_IMPULSES = "city-impulse"


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """One list: its key, its name, where it comes from; ``is_second`` ones stand beside the project sheet."""

    key: str
    name: Promise
    source: Promise
    is_second: bool = False


VOCABULARIES = (
    Vocabulary(
        key=CATEGORIES,
        name=_("main category"),
        source=_("A field of the state's project sheet. Its official list is not public."),
    ),
    Vocabulary(
        key=TOPICS,
        name=_("subject areas"),
        source=_("A field of the state's project sheet. Its official list is not public."),
    ),
    Vocabulary(
        key=REGIONAL_OFFICES,
        name=_("responsible regional office"),
        source=_("The four offices for regional development (ArL) of Lower Saxony."),
    ),
    Vocabulary(
        key=FIELDS_OF_ACTION,
        name=_("fields of action (REK)"),
        source=_("Your region's development concept names them. Please write the names in."),
        is_second=True,
    ),
    Vocabulary(
        key=CITY_IMPULSES,
        name=_("Stadtimpulse categories"),
        source=_("The eight categories of the collection Stadtimpulse."),
        is_second=True,
    ),
)
SECOND_VOCABULARIES = tuple(each for each in VOCABULARIES if each.is_second)

OUR_FIELDS_OF_ACTION = {
    f"handlungsfeld-{number}": f"Handlungsfeld {number}" for number in (1, 2, 3)
}
STADTIMPULSE = {
    "standortfoerderung-und-leerstand": "Standortförderung und Leerstand",
    "erlebnis-und-lebensraum": "Erlebnis- und Lebensraum",
    "innovation-im-handel": "Innovation im Handel",
    "marketing-und-kommunikation": "Marketing und Kommunikation",
    "stadtgestaltung-und-immobilien": "Stadtgestaltung und Immobilien",
    "mobilitaet-und-erreichbarkeit": "Mobilität und Erreichbarkeit",
    "organisation-und-zusammenhalt": "Organisation und Zusammenhalt",
    "events-belebung-und-frequenz": "Events, Belebung und Frequenz",
}

OFFICIAL_CATEGORIES = {
    "freizeit-und-sport": "Freizeit und Sport",
    "integration-und-teilhabe": "Integration und Teilhabe",
}
OUR_CATEGORIES = {
    "innenstadt-und-leerstand": "Innenstadt und Leerstand",
    "handel-und-wirtschaft": "Handel und Wirtschaft",
    "gruendung-und-arbeit": "Gründung und Arbeit (Coworking)",
    "kultur-und-begegnung": "Kultur und Begegnung",
    "mobilitaet": "Mobilität",
    "digitalisierung": "Digitalisierung",
    "klima-und-umwelt": "Klima und Umwelt",
    "gesundheit-und-pflege": "Gesundheit und Pflege",
    "bildung": "Bildung",
    "beteiligung-und-ehrenamt": "Beteiligung und Ehrenamt",
    "tourismus-und-marketing": "Tourismus und Marketing",
    "stadtgestaltung": "Stadtgestaltung und öffentlicher Raum",
}
OFFICES = {
    "braunschweig": "Braunschweig",
    "leine-weser": "Leine-Weser",
    "lueneburg": "Lüneburg",
    "weser-ems": "Weser-Ems",
}
# Since 2014 the offices look after the areas of the former districts, which the third digit of the key (AGS) names.
OFFICE_OF_AREA = {
    "031": "braunschweig",
    "032": "leine-weser",
    "033": "lueneburg",
    "034": "weser-ems",
}


def regional_office_for(ags: str) -> str:
    """The code of the office that looks after the municipality with this key; empty outside Lower Saxony."""
    return OFFICE_OF_AREA.get(ags[:3], "")


def add_vocabularies(*, town: Town) -> None:
    """Give a town the words that it does not have yet."""
    add_terms(town=town, vocabulary=CATEGORIES, labels=OFFICIAL_CATEGORIES, is_official=True)
    add_terms(town=town, vocabulary=CATEGORIES, labels=OUR_CATEGORIES)
    add_terms(town=town, vocabulary=TOPICS, labels={**OFFICIAL_CATEGORIES, **OUR_CATEGORIES})
    add_terms(town=town, vocabulary=REGIONAL_OFFICES, labels=OFFICES, is_official=True)
    add_terms(town=town, vocabulary=FIELDS_OF_ACTION, labels=OUR_FIELDS_OF_ACTION)
    add_terms(town=town, vocabulary=CITY_IMPULSES, labels=STADTIMPULSE, is_official=True)
