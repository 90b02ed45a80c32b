import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.reasoning.ranking.bm25 import build_index, rarity

terms = st.lists(st.sampled_from("abcdef"), max_size=6)


def plain_bm25(query: list[str], documents: list[list[str]]) -> list[float]:
    mean = sum(map(len, documents)) / len(documents) or 1.0
    scores = []
    for document in documents:
        score = 0.0
        for term in sorted(set(query)):
            holding = sum(term in other for other in documents)
            count = document.count(term)
            idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            score += idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(document) / mean))
        scores.append(score)
    return scores


@given(terms, st.lists(terms, min_size=1, max_size=6))
def test_scores_are_those_of_the_formula(query: list[str], documents: list[list[str]]) -> None:
    assert list(build_index(documents).scores(query)) == pytest.approx(plain_bm25(query, documents))


def test_a_word_of_the_second_field_counts_less() -> None:
    index = build_index([["laden"], ["park"], ["see"]], [[], ["laden"], []])

    first, second, third = index.scores(["laden"])

    assert first > second > third == 0.0


def test_an_empty_collection_has_no_scores() -> None:
    assert list(build_index([]).scores(["laden"])) == []


def test_a_word_in_every_document_still_counts_a_little() -> None:
    assert 0 < rarity(10, 10) < rarity(1, 10)
