"""The words of matching: W1 in German, and a sentence for everything that the core can find."""

import pytest
from django.utils.translation import override
from hypothesis import given

from machbar.modules.premises.core.matching import Code, Room, Verdict, Wish, judge, rank_rooms
from machbar.modules.premises.core.tests.matching_builders import (
    O1,
    O2,
    O3,
    O4,
    TODAY,
    WORKSHOP,
    rooms,
    wishes,
)
from machbar.modules.premises.labels.matching import (
    MEASURED,
    PLAIN,
    VERDICTS,
    condition_of,
    sentence_of,
)


@pytest.fixture(autouse=True)
def _in_german():  # type: ignore[no-untyped-def]
    with override("de"):
        yield


def test_the_walkthrough_reads_as_it_was_written() -> None:
    first, fourth, second, third = rank_rooms([O1, O2, O3, O4], WORKSHOP, TODAY)

    assert [sentence_of(one) for one in first.agreements] == [
        "74 m² passen",
        "im Erdgeschoss",
        "Wasser ist da",
        "Miete 200 € im Monat",
        "frei, wenn es gebraucht wird",
    ]
    assert [sentence_of(one) for one in first.remarks] == [
        "1 Stufe: Rampe nötig (etwa 800 €, unsere Schätzung)"
    ]
    assert [condition_of(one) for one in fourth.changes] == [
        "Wasser gelegt wird (etwa 2.500 €, unsere Schätzung)"
    ]
    assert [sentence_of(one) for one in second.needs] == [
        "zu groß: 140 m², 20 m² über dem Höchsten",
        "350 € im Monat über der Grenze",
    ]
    assert [condition_of(one) for one in second.changes] == [
        "jemand mitnutzt (20 m² zu viel)",
        "die Miete um 350 € sinkt",
    ]
    assert [sentence_of(one) for one in third.exclusions] == ["nicht im Erdgeschoss, kein Aufzug"]


def test_every_code_and_every_verdict_has_words() -> None:
    assert set(PLAIN) | set(MEASURED) | {Code.THERE, Code.MISSING, Code.NOT_KNOWN} == set(Code)
    assert set(VERDICTS) == set(Verdict)


@given(room=rooms(), wish=wishes())
def test_everything_that_is_found_can_be_said(room: Room, wish: Wish) -> None:
    fit = judge(room, wish, TODAY)

    for finding in fit.findings:
        assert "%" not in sentence_of(finding)
    for change in fit.changes:
        assert "%" not in condition_of(change)
