"""Verdicts in three values: yes, no, or unknown with the question that would decide it.

A rule answers with a `Finding`; the verdict of a record is made of its findings. *No* wins over *unknown*, *unknown*
over *yes*. A record older than twelve months is marked to be verified. Everything is a code; texts are made above.
"""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int


class Answer(StrEnum):
    """What a rule, and all rules together, say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule found: its answer, the reason as a code with values, and the question that would decide."""

    rule: str
    answer: Answer
    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    question: str | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer of all rules; ``verify`` says that the record is too old to be relied upon."""

    answer: Answer
    verify: bool
    findings: tuple[Finding, ...]

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings that gave the answer."""
        return tuple(finding for finding in self.findings if finding.answer is self.answer)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """The findings whose question would decide."""
        return tuple(
            finding
            for finding in self.findings
            if finding.answer is Answer.UNKNOWN and finding.question is not None
        )


def verdict_of(findings: Sequence[Finding], *, verify: bool) -> Verdict:
    """Put findings together; no findings at all decide nothing and give *unknown*."""
    answers = {finding.answer for finding in findings}
    if Answer.NO in answers:
        answer = Answer.NO
    elif Answer.UNKNOWN in answers or not answers:
        answer = Answer.UNKNOWN
    else:
        answer = Answer.YES
    return Verdict(answer=answer, verify=verify, findings=tuple(findings))


def needs_verifying(as_of: date | None, *, today: date) -> bool:
    """Whether a record is older than twelve months, or nobody knows how old it is."""
    return as_of is None or _a_year_after(as_of) < today


def _a_year_after(day: date) -> date:
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return date(day.year + 1, day.month, min(day.day, last))


def last_day_of(stated: str) -> date:
    """The day a stated time ends: `2024` is 31 December 2024, `2024-02` is 29 February; a day is itself.

    Raises ValueError for anything else.
    """
    parts = [int(part) for part in stated.split("-")]
    match parts:
        case [year]:
            return date(year, 12, 31)
        case [year, month] if 1 <= month <= 12:
            return date(year, month, calendar.monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day)
        case _:
            raise ValueError(f"{stated} is not a year, a month or a day")
