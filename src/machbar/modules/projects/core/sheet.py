"""The public project sheet: its fields in the database's order, with the lengths that are usual there.

Source: field order as rendered on the sheets of the Lower Saxon project database (domain.md, section 7); lengths
are what filled sheets show, as hints, never as limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SheetField:
    """One field: the model's name for it, whether the effective minimum asks for it, usual length in characters."""

    name: str
    is_expected: bool = False
    usual_length: tuple[int, int] | None = None
    is_personal: bool = False


SHEET: tuple[SheetField, ...] = (
    SheetField(name="title", is_expected=True, usual_length=(10, 80)),
    SheetField(name="acronym"),
    SheetField(name="description", is_expected=True, usual_length=(150, 1500)),
    SheetField(name="summary", usual_length=(80, 300)),
    SheetField(name="situation", is_expected=True, usual_length=(300, 500)),
    SheetField(name="goals", is_expected=True, usual_length=(300, 600)),
    SheetField(name="activities", is_expected=True, usual_length=(300, 600)),
    SheetField(name="main_category", is_expected=True),
    SheetField(name="topics", is_expected=True),
    SheetField(name="regional_office", is_expected=True),
    SheetField(name="starts_on", is_expected=True),
    SheetField(name="ends_on"),
    SheetField(name="website"),
    SheetField(name="contact_salutation", is_personal=True),
    SheetField(name="contact_first_name", is_personal=True),
    SheetField(name="contact_last_name", is_personal=True),
    SheetField(name="contact_function", is_personal=True),
    SheetField(name="contact_phone", is_personal=True),
    SheetField(name="contact_email", is_expected=True, is_personal=True),
    SheetField(name="organisation"),
    SheetField(name="region"),
    SheetField(name="organisation_website"),
    SheetField(name="further_contacts", is_personal=True),
    SheetField(name="facebook"),
)


def empty_fields(values: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the fields that are empty, in the order of the sheet."""
    return tuple(field.name for field in SHEET if not values.get(field.name))


def completeness(values: Mapping[str, object]) -> int:
    """How many per cent of the expected fields (the least, domain.md section 7) are filled, rounded down."""
    expected = [field.name for field in SHEET if field.is_expected]
    filled = sum(1 for name in expected if values.get(name))
    return filled * 100 // len(expected)
