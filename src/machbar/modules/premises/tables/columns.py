"""The columns of units, in the order of the card. Headings are German always; owners are in no table."""

from collections.abc import Mapping, Sequence

from django.utils import translation

from machbar.foundation.tables.core import Column, Shape
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Unit

LONGEST_TEXT = 4000
KNOWN: Mapping[str, object] = {"ja": True, "nein": False}


def columns(_town: Town) -> Sequence[Column]:
    """The columns; they are the same in every town."""
    with translation.override("de"):
        kinds: dict[str, object] = {str(label): value for value, label in Unit.Kind.choices}
        states: dict[str, object] = {str(label): value for value, label in Unit.State.choices}
        conditions: dict[str, object] = {
            str(label): value for value, label in Unit.Condition.choices
        }
    return (
        *_where(kinds),
        *_use(states, conditions),
        *_rooms(),
        *_equipment(),
        *_rent_and_time(),
        *_words(),
    )


def _where(kinds: Mapping[str, object]) -> tuple[Column, ...]:
    return (
        Column(
            key="number",
            label="Nummer",
            most=24,
            help="Vergibt die Software; beim Einlesen bleibt sie unbeachtet.",
        ),
        Column(
            key="kind",
            label="Art",
            shape=Shape.CHOICE,
            synonyms=("Objektart", "Typ", "Raumart"),
            choices=kinds,
            is_required=True,
            help="Ein Wort aus der Liste.",
            example="Laden",
        ),
        Column(
            key="label",
            label="Bezeichnung",
            synonyms=("Name", "Objekt"),
            most=120,
            help="Wie das Team es nennt. Nötig, wo es keine Straße gibt.",
        ),
        Column(
            key="street",
            label="Straße",
            synonyms=("Adresse",),
            most=120,
            help="Ein neues Haus kommt von selbst auf die Straßenliste.",
            example="Westernstraße",
        ),
        Column(
            key="house_number",
            label="Hausnummer",
            synonyms=("Hausnr.", "Hausnr", "Nr."),
            most=20,
            example="12 a",
        ),
    )


def _use(states: Mapping[str, object], conditions: Mapping[str, object]) -> tuple[Column, ...]:
    return (
        Column(
            key="state",
            label="Nutzung",
            shape=Shape.CHOICE,
            synonyms=("Stand", "Status", "Leerstand"),
            choices=states,
            is_required=True,
            help="Ein Wort aus der Liste.",
            example="leer",
        ),
        Column(
            key="empty_since",
            label="Leer seit",
            shape=Shape.DAY,
            synonyms=("Leerstand seit",),
            example="01.05.2025",
        ),
        Column(key="empty_from", label="Leer ab", shape=Shape.DAY),
        Column(key="use_now", label="Nutzung heute", most=120),
        Column(
            key="use_before",
            label="Nutzung früher",
            synonyms=("Letzte Nutzung", "Vornutzung"),
            most=120,
        ),
        Column(key="condition", label="Zustand", shape=Shape.CHOICE, choices=conditions),
    )


def _rooms() -> tuple[Column, ...]:
    return (
        Column(
            key="area",
            label="Fläche in m²",
            shape=Shape.COUNT,
            synonyms=("Fläche", "Größe", "m²", "qm", "Quadratmeter"),
            example="74",
        ),
        Column(
            key="floor",
            label="Geschoss",
            synonyms=("Etage", "Stockwerk", "Stock"),
            most=20,
            help="EG, 1. OG, Keller oder eine Zahl.",
            example="EG",
        ),
        _known("has_lift", "Aufzug"),
        Column(
            key="steps",
            label="Stufen am Eingang",
            shape=Shape.COUNT,
            synonyms=("Stufen",),
            example="1",
        ),
        Column(key="step_height", label="Stufenhöhe in cm", shape=Shape.COUNT),
        _known("can_have_ramp", "Rampe möglich"),
    )


def _equipment() -> tuple[Column, ...]:
    return (
        _known("has_water", "Wasser"),
        _known("has_toilet", "WC", "Toilette"),
        _known("has_power", "Strom"),
        _known("has_heating", "Heizung"),
        _known("has_internet", "Schnelles Internet", "Internet", "Glasfaser"),
        _known("has_storage", "Lagerplatz", "Lager"),
        _known("is_listed_building", "Denkmal", "Denkmalschutz"),
    )


def _rent_and_time() -> tuple[Column, ...]:
    return (
        Column(
            key="rent_cents",
            label="Miete im Monat",
            synonyms=("Miete", "Kaltmiete", "Mietwunsch"),
            most=30,
            help="In Euro, wie 200 oder 1.234,50.",
            example="200",
        ),
        Column(
            key="running_cents",
            label="Nebenkosten im Monat",
            synonyms=("Nebenkosten",),
            most=30,
            help="In Euro.",
        ),
        _known("wants_deposit", "Kaution"),
        Column(key="available_from", label="Frei ab", shape=Shape.DAY, synonyms=("Verfügbar ab",)),
        Column(
            key="available_until", label="Frei bis", shape=Shape.DAY, synonyms=("Verfügbar bis",)
        ),
        _known("allows_interim_use", "Zwischennutzung möglich", "Zwischennutzung"),
        Column(
            key="quiet_from",
            label="Ruhe ab",
            most=10,
            help="Wie 20 Uhr oder 20:00; 23:59 heißt: keine Grenze.",
        ),
    )


def _words() -> tuple[Column, ...]:
    return (
        Column(
            key="description",
            label="Beschreibung",
            shape=Shape.TEXT,
            most=LONGEST_TEXT,
            help="Wird erst öffentlich, wenn der Eigentümer zustimmt.",
        ),
        Column(
            key="internal_note",
            label="Interne Notiz",
            shape=Shape.TEXT,
            synonyms=("Notiz", "Bemerkung"),
            most=LONGEST_TEXT,
            help="Liest nur das Team.",
        ),
    )


def _known(key: str, label: str, *synonyms: str) -> Column:
    """Yes, no, or an empty cell where nobody knows."""
    return Column(
        key=key,
        label=label,
        shape=Shape.CHOICE,
        synonyms=synonyms,
        choices=KNOWN,
        help="ja oder nein. Leer: weiß niemand.",
    )
