"""The columns of ideas. Headings are German whatever the language of the pages: they are part of the file format."""

from collections.abc import Mapping, Sequence
from functools import cache

from django.utils import translation

from machbar.foundation.tables.core import Column, Shape
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import TITLE_LENGTH
from machbar.modules.ideas.models import Idea

LONGEST_IDEA = 6000
ALSO_STATUS = {
    "neu eingegangen": Idea.Status.NEW,
    "offen": Idea.Status.NEW,
    "eingegangen": Idea.Status.NEW,
    "in Arbeit": Idea.Status.IN_TALK,
    "in Bearbeitung": Idea.Status.IN_TALK,
    "Projekt": Idea.Status.PROJECT,
    "weitergegeben": Idea.Status.HANDED_OVER,
    "abgelehnt": Idea.Status.NOT_FEASIBLE,
    "nicht machbar": Idea.Status.NOT_FEASIBLE,
}
ALSO_CHANNEL = {
    "Internet": Idea.Channel.WEB,
    "online": Idea.Channel.WEB,
    "Netz": Idea.Channel.WEB,
    "Tresen": Idea.Channel.COUNTER,
    "persönlich": Idea.Channel.COUNTER,
    "Postkarte": Idea.Channel.POSTCARD,
    "Karte": Idea.Channel.POSTCARD,
    "Telefon": Idea.Channel.PHONE,
    "telefonisch": Idea.Channel.PHONE,
}


def columns(_town: Town) -> Sequence[Column]:
    """The same for every town."""
    return _columns()


@cache
def _columns() -> tuple[Column, ...]:
    return (*_what_and_when(), *_who(), *_answer(), *_where_from())


def _words(choices: Sequence[tuple[str, object]], also: Mapping[str, str]) -> dict[str, object]:
    """The German word of every choice, and what else people write."""
    with translation.override("de"):
        words: dict[str, object] = {str(label): value for value, label in choices}
    return words | {word: str(value) for word, value in also.items() if word not in words}


def _what_and_when() -> tuple[Column, ...]:
    return (
        Column(
            key="number",
            label="Nummer",
            most=20,
            help="Unsere Nummer, in Ausgaben. Beim Einlesen vergeben wir neue Nummern.",
        ),
        Column(
            key="title",
            label="Titel",
            synonyms=("Überschrift", "Name der Idee", "Kurztitel", "Title", "Betreff"),
            most=TITLE_LENGTH,
            help="Höchstens 120 Zeichen. Leer: der erste Satz der Idee.",
            example="Bücherschrank am Markt",
        ),
        Column(
            key="text",
            label="Idee",
            shape=Shape.TEXT,
            synonyms=("Ideentext", "Text", "Beschreibung", "Vorschlag", "Inhalt", "Anregung"),
            most=LONGEST_IDEA,
            is_required=True,
            help="Die Idee in den Worten der Menschen, höchstens 6.000 Zeichen.",
            example="Ein offener Bücherschrank neben der Bank am Markt, für alle.",
        ),
        Column(
            key="handed_in_at",
            label="Eingegangen am",
            shape=Shape.MOMENT,
            synonyms=("Datum", "Eingang", "Eingangsdatum", "Eingereicht am", "Erstellt am", "Tag"),
            help="Leer: heute.",
            example="12.03.2026",
        ),
        Column(
            key="place",
            label="Ort",
            synonyms=("Wo", "Standort", "Stelle", "Straße", "Adresse"),
            most=200,
            help="Wo das wäre.",
            example="Markt",
        ),
        Column(
            key="channel",
            label="Weg",
            shape=Shape.CHOICE,
            synonyms=("Kanal", "Eingangsweg", "Wie eingegangen", "Kam"),
            choices=_words(Idea.Channel.choices, ALSO_CHANNEL),
            help="Wie die Idee kam. Leer: am Tresen.",
            example="auf einer Postkarte",
        ),
    )


def _who() -> tuple[Column, ...]:
    return (
        Column(
            key="giver",
            label="Name",
            synonyms=("Ideengeber", "Ideengeberin", "Von", "Einreicher", "Person", "Wer"),
            most=120,
            help="Wer die Idee hatte. Nur für das Team.",
        ),
        Column(
            key="contact",
            label="Kontakt",
            synonyms=("E-Mail", "Mail", "E-Mail-Adresse", "Telefon", "Erreichbar", "Kontaktdaten"),
            most=300,
            help="Mail, Telefon oder Anschrift. Nur für das Team. Niemand bekommt beim Einlesen Post.",
        ),
        Column(
            key="wants_to_join",
            label="Macht mit",
            shape=Shape.YES_OR_NO,
            synonyms=("Will mitmachen", "Mitmachen"),
            help="ja oder nein.",
            example="nein",
        ),
    )


def _answer() -> tuple[Column, ...]:
    return (
        Column(
            key="status",
            label="Status",
            shape=Shape.CHOICE,
            synonyms=("Stand", "Bearbeitungsstand", "Bearbeitungsstatus"),
            choices=_words(Idea.Status.choices, ALSO_STATUS),
            help="Leer: neu. Was geparkt, übergeben oder abgelehnt ist, braucht eine Antwort.",
            example="neu",
        ),
        Column(
            key="answer",
            label="Antwort",
            shape=Shape.TEXT,
            synonyms=("Rückmeldung", "Begründung", "Grund", "Stellungnahme", "Ergebnis"),
            most=LONGEST_IDEA,
            help="Was die Menschen als Antwort bekommen haben. Ohne sie gilt die Idee als unbeantwortet.",
        ),
        Column(
            key="answered_at",
            label="Beantwortet am",
            shape=Shape.MOMENT,
            synonyms=("Antwort am", "Datum der Antwort"),
            help="Leer: heute.",
        ),
        Column(
            key="published_at",
            label="Ausgehängt am",
            shape=Shape.MOMENT,
            synonyms=("Öffentlich seit", "Veröffentlicht am"),
            help="Leer: nur für das Team.",
        ),
        Column(
            key="projects",
            label="Projekt",
            synonyms=("Projekte", "Projektname"),
            most=500,
            help="Name eines Projekts, das es hier schon gibt. Mehrere mit | dazwischen.",
        ),
    )


def _where_from() -> tuple[Column, ...]:
    return (
        Column(
            key="program",
            label="Herkunft",
            synonyms=("Programm",),
            most=60,
            help="Aus welcher Liste oder welchem Programm die Idee stammt.",
        ),
        Column(
            key="old_number",
            label="Alte Nummer",
            synonyms=("Nr.", "Nr", "Lfd. Nr.", "Laufende Nummer", "ID", "Ideennummer"),
            most=60,
            help="Die Nummer aus Ihrer alten Liste. Wir finden die Idee auch darunter.",
            example="17",
        ),
        Column(
            key="link",
            label="Link zur Quelle",
            shape=Shape.LINK,
            synonyms=("Link", "URL", "Quelle"),
            most=500,
            help="Die alte Seite der Idee.",
        ),
        Column(
            key="category",
            label="Kategorie",
            synonyms=("Thema", "Bereich", "Rubrik", "Schlagwort", "Category"),
            most=200,
            help="Die Einordnung aus der alten Liste.",
        ),
        Column(
            key="supporters",
            label="Unterstützungen",
            shape=Shape.COUNT,
            synonyms=("Unterstützer", "Stimmen", "Likes", "Dafür"),
            help="Wie viele dafür waren.",
        ),
        Column(
            key="opponents",
            label="Dagegen",
            shape=Shape.COUNT,
            synonyms=("Gegenstimmen",),
            help="Wie viele dagegen waren.",
        ),
        Column(
            key="comments",
            label="Kommentare",
            shape=Shape.COUNT,
            synonyms=("Anzahl Kommentare",),
            help="Wie viele Kommentare es gab.",
        ),
    )
