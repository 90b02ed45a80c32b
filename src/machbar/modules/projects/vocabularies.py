"""The words of the project sheet that a new town gets; each town may edit them.

The four regional offices are official. Of the main categories two could be read on the state's project list; the
others are ours and marked "nicht amtlich" (domain.md, section 7).
"""

from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import add_terms
from machbar.modules.projects.forms import CATEGORIES, REGIONAL_OFFICES, TOPICS

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


def add_vocabularies(*, town: Town) -> None:
    """Give a town the words that it does not have yet."""
    add_terms(town=town, vocabulary=CATEGORIES, labels=OFFICIAL_CATEGORIES, is_official=True)
    add_terms(town=town, vocabulary=CATEGORIES, labels=OUR_CATEGORIES)
    add_terms(town=town, vocabulary=TOPICS, labels={**OFFICIAL_CATEGORIES, **OUR_CATEGORIES})
    add_terms(town=town, vocabulary=REGIONAL_OFFICES, labels=OFFICES, is_official=True)
