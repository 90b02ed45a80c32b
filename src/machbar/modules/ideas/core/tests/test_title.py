"""The first line becomes the title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.ideas.core import TITLE_LENGTH, rest_of, title_of, whole_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Fahrradwerkstatt sucht Raum", "Fahrradwerkstatt sucht Raum"),
        ("\n\n  Trinkbrunnen am Markt.\nAuch für Hunde.", "Trinkbrunnen am Markt"),
        ("Trinkbrunnen am Markt. Auch für Hunde.", "Trinkbrunnen am Markt"),
        ("Warum nicht ein Kino? Wir hätten Stühle.", "Warum nicht ein Kino?"),
        ("Räder z. B. Lastenräder leihen", "Räder z. B. Lastenräder leihen"),
        (
            "Reparieren an jedem 2. Samstag im Monat. Ich helfe.",
            "Reparieren an jedem 2. Samstag im Monat",
        ),
        ("Ein Fest rund um den 1. Mai. Mit Musik.", "Ein Fest rund um den 1. Mai"),
        ("Bänke in der Bahnhofstr. Ecke Markt. Bitte.", "Bänke in der Bahnhofstr. Ecke Markt"),
        ("Platz für ca. Hundert Stühle. Und Tische.", "Platz für ca. Hundert Stühle"),
        (
            "Mehr Spiele, z. B. Schach, d. h. Bretter. Auch Halma.",
            "Mehr Spiele, z. B. Schach, d. h. Bretter",
        ),
        ("Kein Bus mehr um 20.15 Uhr. Schade.", "Kein Bus mehr um 20.15 Uhr"),
        ("Haltestelle Nr. Sieben versetzen. Bald.", "Haltestelle Nr. Sieben versetzen"),
        ("Ein Denkmal für Otto IV. Am Markt", "Ein Denkmal für Otto IV. Am Markt"),
        ("Stühle, Tische, Bänke usw.", "Stühle, Tische, Bänke usw."),
        ("Und dann vielleicht ...", "Und dann vielleicht ..."),
        ("Es war schön im Jahr 2026. Danach nicht mehr.", "Es war schön im Jahr 2026"),
        ("a " * 100, f"{('a ' * 59).strip()}…"),
        ("x" * 200, f"{'x' * 119}…"),
    ],
)
def test_the_title_is_the_first_sentence(text: str, title: str) -> None:
    assert title_of(text) == title


@given(st.text(min_size=1, max_size=400).filter(lambda text: bool(text.strip())))
def test_a_title_is_never_too_long(text: str) -> None:
    assert len(title_of(text)) <= TITLE_LENGTH


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Fahrradwerkstatt sucht Raum", ""),
        ("Trinkbrunnen am Markt. Auch für Hunde.", "Auch für Hunde."),
        ("Warum nicht ein Kino? Wir hätten Stühle.", "Wir hätten Stühle."),
        ("x" * 200, "x" * 200),
    ],
)
def test_the_rest_is_what_the_title_does_not_say(text: str, rest: str) -> None:
    assert rest_of(title_of(text), text) == rest


def test_a_title_of_its_own_leaves_the_text_whole_and_both_are_read_together() -> None:
    assert rest_of("Brunnen", "Am Markt wäre Platz.") == "Am Markt wäre Platz."
    assert whole_of("Brunnen", "Am Markt wäre Platz.") == "Brunnen\n\nAm Markt wäre Platz."
    assert whole_of("Brunnen", "Brunnen am Markt") == "Brunnen am Markt"
    assert whole_of(title_of("x" * 200), "x" * 200) == "x" * 200
