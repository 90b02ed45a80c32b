from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.reasoning.verdicts import (
    Answer,
    Finding,
    Verdict,
    last_day_of,
    needs_verifying,
    verdict_of,
)

YES = Finding(rule="a", answer=Answer.YES, code="fits")
NO = Finding(rule="b", answer=Answer.NO, code="closed")
ASK = Finding(rule="c", answer=Answer.UNKNOWN, code="missing", question="what")
SILENT = Finding(rule="d", answer=Answer.UNKNOWN, code="odd")


@pytest.mark.parametrize(
    ("findings", "answer"),
    [
        ([YES], Answer.YES),
        ([YES, ASK], Answer.UNKNOWN),
        ([YES, ASK, NO], Answer.NO),
        ([], Answer.UNKNOWN),
    ],
)
def test_no_wins_over_unknown_and_unknown_over_yes(findings: list[Finding], answer: Answer) -> None:
    assert verdict_of(findings, verify=False) == Verdict(
        answer=answer, verify=False, findings=tuple(findings)
    )


def test_a_verdict_names_what_decided_and_what_to_ask() -> None:
    verdict = verdict_of([YES, ASK, SILENT], verify=True)

    assert verdict.deciding == (ASK, SILENT)
    assert verdict.questions == (ASK,)
    assert verdict.verify is True


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2025-07-15", date(2025, 7, 15)),
    ],
)
def test_a_stated_time_counts_with_its_last_day(stated: str, day: date) -> None:
    assert last_day_of(stated) == day


@pytest.mark.parametrize(
    "stated", ["2024-13", "2024-02-30", "gestern", "", "2024-1-1-1", "2024-00"]
)
def test_something_else_is_no_time(stated: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        last_day_of(stated)


def test_a_record_is_to_be_verified_from_the_day_after_its_first_year() -> None:
    as_of = date(2024, 12, 31)

    assert needs_verifying(as_of, today=date(2025, 12, 31)) is False
    assert needs_verifying(as_of, today=date(2026, 1, 1)) is True
    assert needs_verifying(None, today=date(2024, 1, 1)) is True


def test_a_leap_day_is_a_year_old_on_the_last_of_february() -> None:
    assert needs_verifying(date(2024, 2, 29), today=date(2025, 2, 28)) is False
    assert needs_verifying(date(2024, 2, 29), today=date(2025, 3, 1)) is True


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_once_old_a_record_stays_old(as_of: date, days: int) -> None:
    today = date.fromordinal(as_of.toordinal() + days)
    tomorrow = date.fromordinal(today.toordinal() + 1)

    assert needs_verifying(as_of, today=today) <= needs_verifying(as_of, today=tomorrow)
    assert needs_verifying(as_of, today=today) == (days > 365 + _leap(as_of, today))


def _leap(as_of: date, today: date) -> int:
    """One more day where a 29 February lies in the year after the record's day."""
    del today
    following = date(
        as_of.year + 1, as_of.month, min(as_of.day, 28) if as_of.month == 2 else as_of.day
    )
    if (as_of.month, as_of.day) == (2, 29):
        return 0
    return (following - as_of).days - 365
