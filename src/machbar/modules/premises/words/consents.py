"""What owners agree to, word for word, in versions: a consent names its version, and a version is never changed.

The words are German literals on purpose: they are proof of what was agreed to, and no catalogue may change them later.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from machbar.modules.premises.core import ConsentField


@dataclass(frozen=True, kw_only=True)
class ConsentWords:
    """The sentence above the ticks, what stands beside each tick, and what follows from taking it back."""

    opening: str
    parts: Mapping[ConsentField, str]
    closing: str


VERSION = "2026-11"
WORDS: Mapping[str, ConsentWords] = {
    "2026-11": ConsentWords(
        opening=(
            "Ich bin damit einverstanden, dass die {house} die angekreuzten Angaben zu diesem Raum veröffentlicht: "
            "auf ihrer Internetseite mit Karte, im Raumblatt, auf Aushängen, im Schaufenster und in der Zeitung. "
            "Alles andere bleibt nicht öffentlich."
        ),
        parts={
            ConsentField.STREET: "die Straße, ohne Hausnummer",
            ConsentField.HOUSE_NUMBER: "die Hausnummer (nur zusammen mit der Straße)",
            ConsentField.POSITION: "den Punkt auf der Karte",
            ConsentField.AREA: "die Größe in Quadratmetern",
            ConsentField.FLOOR: "das Stockwerk, und ob es einen Aufzug gibt",
            ConsentField.ACCESS: "die Stufen am Eingang, und ob eine Rampe möglich ist",
            ConsentField.EQUIPMENT: "Wasser, WC, Strom, Heizung, Internet und Lagerplatz",
            ConsentField.USE: "wie der Raum heute und früher genutzt wurde",
            ConsentField.CONDITION: "den Zustand, und ob das Haus ein Denkmal ist",
            ConsentField.VACANCY: "seit wann oder ab wann der Raum leer steht",
            ConsentField.RENT: "die gewünschte Miete, Nebenkosten und Kaution",
            ConsentField.TERM: "ab wann und bis wann der Raum zu haben ist, und ob Zwischennutzung recht ist",
            ConsentField.DESCRIPTION: "die Beschreibung",
            ConsentField.PICTURES: "Bilder des Raums, die das Team freigegeben hat",
            ConsentField.OWNER: "meinen Namen",
        },
        closing=(
            "Die Einwilligung ist freiwillig. Ich kann sie jederzeit ganz oder zum Teil zurücknehmen, über meinen "
            "persönlichen Link, am Telefon oder im Laden. Ab diesem Moment zeigt die {house} die Angaben nicht mehr. "
            "Was bis dahin gezeigt wurde, war erlaubt; Ausdrucke, die schon hängen, nimmt die {house} ab."
        ),
    ),
}


def words_of(version: str) -> ConsentWords | None:
    """The words of a version; None for one that this release does not know."""
    return WORDS.get(version)
