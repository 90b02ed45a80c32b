"""The columns of projects: the sheet in its own order, then stage and slots. Headings are German always."""

from collections.abc import Iterator, Mapping, Sequence

from django.db import models
from django.utils import translation

from machbar.foundation.tables.core import Column, Shape
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import terms_of
from machbar.modules.projects.core import SHEET, SheetField, checklists
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.services.taking_in import SOUGHT
from machbar.modules.projects.vocabularies import CATEGORIES, REGIONAL_OFFICES, TOPICS

LISTS = {"main_category": CATEGORIES, "topics": TOPICS, "regional_office": REGIONAL_OFFICES}
LONGEST_TEXT = 20_000
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "title": ("Projekt", "Titel", "Name des Projekts", "Name"),
    "acronym": ("Kurzname", "Akronym"),
    "description": ("Beschreibung",),
    "regional_office": ("ArL", "Amt für regionale Landesentwicklung"),
    "starts_on": ("Beginn", "Start"),
    "ends_on": ("Ende",),
    "website": ("Webseite", "Internet"),
    "contact_phone": ("Telefonnummer",),
    "contact_email": ("Mail", "E-Mail-Adresse"),
    "organisation": ("Organisation", "Projektträger"),
}
EXAMPLES: Mapping[str, str] = {
    "title": "Offene Fahrradwerkstatt (fiktiv)",
    "description": "Wer schrauben kann, hilft wem die Luft fehlt.",
    "starts_on": "01.03.2027",
}


def columns(town: Town) -> Sequence[Column]:
    """The columns; lists hold the words of the town (one query)."""
    words: dict[str, dict[str, object]] = {}
    for term in terms_of(town, *LISTS.values()):
        words.setdefault(term.vocabulary, {})[term.label] = term
    return (*(_sheet_column(field, words) for field in SHEET), *_record(), *_slots())


def _sheet_column(field: SheetField, words: Mapping[str, Mapping[str, object]]) -> Column:
    column = Project._meta.get_field(field.name)
    vocabulary = LISTS.get(field.name)
    return Column(
        key=field.name,
        label=field.label,
        shape=_shape(field.name, column),
        synonyms=SYNONYMS.get(field.name, ()),
        most=0 if vocabulary else getattr(column, "max_length", None) or _most(column),
        is_required=field.name == "title",
        help="Ein Wort aus Ihrer Liste." if vocabulary else "",
        example=EXAMPLES.get(field.name, ""),
        choices=words.get(vocabulary, {}) if vocabulary else None,
    )


def _most(column: object) -> int:
    return LONGEST_TEXT if isinstance(column, models.TextField) else 0


def _shape(name: str, column: object) -> Shape:
    if name in LISTS:
        return Shape.CHOICES if name == "topics" else Shape.CHOICE
    kinds: tuple[tuple[type[object], Shape], ...] = (
        (models.DateField, Shape.DAY),
        (models.URLField, Shape.LINK),
        (models.EmailField, Shape.MAIL),
        (models.TextField, Shape.TEXT),
    )
    return next((shape for kind, shape in kinds if isinstance(column, kind)), Shape.LINE)


def _record() -> Iterator[Column]:
    with translation.override("de"):
        stages: dict[str, object] = {str(label): value for value, label in Project.Stage.choices}
    yield Column(
        key="lead_sentence",
        label="In einem Satz",
        most=300,
        help="Was Fremde zuerst lesen.",
    )
    yield Column(key="who_stands_behind", label="Wer dahinter steht", shape=Shape.TEXT, most=4000)
    _every, *types = checklists()
    yield Column(
        key="kind",
        label="Art des Projekts",
        shape=Shape.CHOICE,
        synonyms=("Projektart",),
        choices={each.label: each.key for each in types},
        help="Danach richtet sich die Prüfliste.",
    )
    yield Column(
        key="stage",
        label="Phase",
        shape=Shape.CHOICE,
        synonyms=("Stand", "Status", "Projektphase", "Projektstand"),
        choices=stages,
        help="Leer: Skizze. „machbar“ nur, wenn alle fünf Felder stehen; „ruht“ und „gescheitert“ mit Grund.",
        example="Skizze",
    )
    yield Column(
        key="reason",
        label="Grund",
        most=500,
        synonyms=("Warum",),
        help="Warum ein Projekt ruht oder gescheitert ist.",
    )
    yield Column(
        key="is_public",
        label="Öffentlich",
        shape=Shape.YES_OR_NO,
        help="ja: alle sehen es gleich nach dem Einlesen.",
        example="nein",
    )


def _slots() -> Iterator[Column]:
    with translation.override("de"):
        states: dict[str, object] = {str(label): value for value, label in Slot.State.choices}
        kinds = [(kind, str(label)) for kind, label in Slot.Kind.choices]
    states |= {"wird gesucht": SOUGHT, "offen": Slot.State.OPEN.value}
    for kind, label in kinds:
        yield Column(
            key=f"{kind}_state",
            label=label,
            shape=Shape.CHOICE,
            choices=states,
            help="fehlt, wird gesucht, in Aussicht oder steht. Leer: fehlt.",
        )
        yield Column(
            key=f"{kind}_note",
            label=f"{label}: in einem Satz",
            synonyms=(f"{label}: Notiz",),
            most=300,
            help="Was das zeigt. Nötig bei „in Aussicht“ und „steht“.",
        )
        yield Column(key=f"{kind}_url", label=f"{label}: Nachweis", shape=Shape.LINK, most=200)
