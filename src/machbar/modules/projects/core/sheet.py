"""The public project sheet: its fields in the database's order, with the lengths that are usual there.

Source: field order as rendered on the sheets of the Lower Saxon project database (domain.md, section 7); lengths
are what filled sheets show, as hints, never as limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class SheetField:
    """One field: the model's name, the database's own label, if it is expected, its usual length."""

    name: str
    label: str
    is_expected: bool = False
    usual_length: tuple[int, int] | None = None
    is_personal: bool = False


SHEET: tuple[SheetField, ...] = (
    SheetField(name="title", label="Projektname", is_expected=True, usual_length=(10, 80)),
    SheetField(name="acronym", label="Kurzname (Akronym)"),
    SheetField(
        name="description", label="Projektbeschreibung", is_expected=True, usual_length=(150, 1500)
    ),
    SheetField(name="summary", label="Kurzbeschreibung", usual_length=(80, 300)),
    SheetField(name="situation", label="Ausgangslage", is_expected=True, usual_length=(300, 500)),
    SheetField(name="goals", label="Ziele", is_expected=True, usual_length=(300, 600)),
    SheetField(name="activities", label="Aktivitäten", is_expected=True, usual_length=(300, 600)),
    SheetField(name="main_category", label="Hauptkategorie", is_expected=True),
    SheetField(name="topics", label="Themengebiete", is_expected=True),
    SheetField(name="regional_office", label="Zuständiges ArL", is_expected=True),
    SheetField(name="starts_on", label="Projektstart", is_expected=True),
    SheetField(name="ends_on", label="Projektende"),
    SheetField(name="website", label="Projektwebseite"),
    SheetField(name="contact_salutation", label="Anrede", is_personal=True),
    SheetField(name="contact_first_name", label="Vorname", is_personal=True),
    SheetField(name="contact_last_name", label="Nachname", is_personal=True),
    SheetField(name="contact_function", label="Funktion", is_personal=True),
    SheetField(name="contact_phone", label="Telefon", is_personal=True),
    SheetField(name="contact_email", label="E-Mail", is_expected=True, is_personal=True),
    SheetField(name="organisation", label="Organisationsname"),
    SheetField(name="region", label="Projektregion"),
    SheetField(name="organisation_website", label="Webseite des Projektträgers"),
    SheetField(name="further_contacts", label="Weitere Kontakte", is_personal=True),
    SheetField(name="facebook", label="Facebook"),
)


class Fit(StrEnum):
    """How a text compares with what is usual in its field."""

    EMPTY = "empty"
    SHORT = "short"
    USUAL = "usual"
    LONG = "long"


def fit_of(field: SheetField, text: str) -> Fit:
    """Whether a text is as long as is usual; a field without a usual length takes any."""
    if not text:
        return Fit.EMPTY
    shortest, longest = field.usual_length or (0, len(text))
    if len(text) < shortest:
        return Fit.SHORT
    return Fit.LONG if len(text) > longest else Fit.USUAL


def empty_fields(values: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the fields that are empty, in the order of the sheet."""
    return tuple(field.name for field in SHEET if not values.get(field.name))


def completeness(values: Mapping[str, object]) -> int:
    """How many per cent of the expected fields (the least, domain.md section 7) are filled, rounded down."""
    expected = [field.name for field in SHEET if field.is_expected]
    filled = sum(1 for name in expected if values.get(name))
    return filled * 100 // len(expected)
