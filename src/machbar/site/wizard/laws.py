"""What the pages that the law asks for rest on, state by state: suggestions, which an admin checks and corrects.

Names and web addresses of the authorities are public; they were written down in 2026 without reading the authorities'
own pages again, and the step of the wizard says so. The outline of the law of Lower Saxony was read in stored pages on
2026-11-26. For the conciliation body we know only that of Lower Saxony; elsewhere the town names its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AccessLaw:
    """The law behind the statement on accessibility, the conciliation body, and where both were read."""

    law: str
    enforcement: str
    source: str


def suggestions_for(state: str) -> Mapping[str, str]:
    """Authority and conciliation body, by the names of their fields; empty where we know none."""
    return {
        "authority": AUTHORITIES.get(state, ""),
        "enforcement": access_law(state).enforcement,
    }


# Article 51 GDPR: the authority of the state. In Bavaria this one is for public bodies.
AUTHORITIES: Mapping[str, str] = {
    "Schleswig-Holstein": "Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein, datenschutzzentrum.de",
    "Hamburg": "Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit, datenschutz-hamburg.de",
    "Niedersachsen": "Der Landesbeauftragte für den Datenschutz Niedersachsen, lfd.niedersachsen.de",
    "Bremen": "Landesbeauftragte für Datenschutz und Informationsfreiheit Bremen, datenschutz.bremen.de",
    "Nordrhein-Westfalen": (
        "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen, ldi.nrw.de"
    ),
    "Hessen": "Der Hessische Beauftragte für Datenschutz und Informationsfreiheit, datenschutz.hessen.de",
    "Rheinland-Pfalz": (
        "Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz, datenschutz.rlp.de"
    ),
    "Baden-Württemberg": (
        "Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg, "
        "baden-wuerttemberg.datenschutz.de"
    ),
    "Bayern": "Der Bayerische Landesbeauftragte für den Datenschutz, datenschutz-bayern.de",
    "Saarland": "Unabhängiges Datenschutzzentrum Saarland, datenschutz.saarland.de",
    "Berlin": "Berliner Beauftragte für Datenschutz und Informationsfreiheit, datenschutz-berlin.de",
    "Brandenburg": (
        "Die Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg, lda.brandenburg.de"
    ),
    "Mecklenburg-Vorpommern": (
        "Der Landesbeauftragte für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern, datenschutz-mv.de"
    ),
    "Sachsen": "Sächsische Datenschutz- und Transparenzbeauftragte, datenschutz.sachsen.de",
    "Sachsen-Anhalt": "Landesbeauftragte für den Datenschutz Sachsen-Anhalt, datenschutz.sachsen-anhalt.de",
    "Thüringen": (
        "Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit, tlfdi.de"
    ),
}
# NBGG of 25 November 2007, last changed 2023: § 9b statement, § 9c supervision, § 9d conciliation body.
LOWER_SAXONY = AccessLaw(
    law="Niedersächsisches Behindertengleichstellungsgesetz (NBGG), §§ 9 bis 9e",
    enforcement=(
        "Schlichtungsstelle nach § 9d NBGG bei der oder dem Landesbeauftragten für Menschen mit Behinderungen "
        "in Niedersachsen"
    ),
    source="voris.wolterskluwer-online.de",
)
ELSEWHERE = AccessLaw(law="Behindertengleichstellungsgesetz des Landes", enforcement="", source="")


def access_law(state: str) -> AccessLaw:
    """The law of a state, as far as we know it."""
    return LOWER_SAXONY if state == "Niedersachsen" else ELSEWHERE
