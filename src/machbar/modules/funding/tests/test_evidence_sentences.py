"""Why a programme was found, in words: only what tells something."""

import pytest

from machbar.modules.funding.matching_labels import evidence_sentences
from machbar.reasoning.ranking import Evidence


def concept(asked: str, there: str) -> Evidence:
    return Evidence(concepts=(("group", (asked,), (there,)),))


def test_an_everyday_word_and_the_official_one_are_named_together() -> None:
    assert evidence_sentences(concept("Laternen", "Außenbeleuchtung")) == [
        "Was Sie „Laternen“ nennen, steht hier als „Außenbeleuchtung“."
    ]


def test_the_same_word_on_both_sides_is_called_the_same() -> None:
    assert evidence_sentences(concept("Verein", "Verein")) == ["Gleiches Wort: Verein."]


@pytest.mark.parametrize("word", ["Stadt", "Anlage", "gebraucht"])
def test_a_word_of_every_text_tells_nothing(word: str) -> None:
    assert evidence_sentences(concept(word, "Kommunen")) == []
