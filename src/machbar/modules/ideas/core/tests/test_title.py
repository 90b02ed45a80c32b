"""The first line becomes the title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.ideas.core import TITLE_LENGTH, rest_of, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Fahrradwerkstatt sucht Raum", "Fahrradwerkstatt sucht Raum"),
        ("\n\n  Trinkbrunnen am Markt.\nAuch für Hunde.", "Trinkbrunnen am Markt"),
        ("Trinkbrunnen am Markt. Auch für Hunde.", "Trinkbrunnen am Markt"),
        ("Warum nicht ein Kino? Wir hätten Stühle.", "Warum nicht ein Kino?"),
        ("Räder z. B. Lastenräder leihen", "Räder z. B. Lastenräder leihen"),
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
    assert rest_of(text) == rest
