"""The role Admin has one name: "Verwaltung" is the town hall's, and that is another role."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "machbar"
WRONG = re.compile(r"\bVerwaltung\b|\bVerwalter|Verwaltungsrecht|mit allen Rechten")


def test_no_german_text_calls_an_admin_the_administration() -> None:
    found = []
    for path in sorted(SOURCE.rglob("locale/de/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="de")
        for message in catalogue:
            text = str(message.string)
            found += [f"{path.parts[-5]}: {text}"] if WRONG.search(text) else []

    assert found == []
