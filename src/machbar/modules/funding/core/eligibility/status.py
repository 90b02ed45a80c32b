"""Can one apply now? The record says how it was; the deadlines and today say how it is."""

from datetime import date

from machbar.modules.funding.core.eligibility.codes import Question, Reason, Rule
from machbar.modules.funding.core.model import Programme, Status
from machbar.reasoning.verdicts import Answer, Finding

_DAY_LENGTH = len("2026-01-31")


def status(programme: Programme, today: date) -> Finding:
    """The state of the programme; funding README, "Rules of the catalogue": status is the state at `as_of`.

    Only an ended programme gives *no*, and not before its last deadline has passed; a closed call may come again.
    """
    following = next_deadline(programme.deadlines, today)
    dated = any(len(deadline) == _DAY_LENGTH for deadline in programme.deadlines)
    if dated and following is not None:
        return _open(following)
    if programme.status is Status.ENDED:
        return Finding(rule=Rule.STATUS, answer=Answer.NO, code=Reason.ENDED)
    if programme.status is Status.CALL_CLOSED or (
        programme.status is Status.ACTIVE and dated and following is None
    ):
        return Finding(
            rule=Rule.STATUS,
            answer=Answer.UNKNOWN,
            code=Reason.CALL_CLOSED,
            question=Question.NEXT_CALL,
        )
    if programme.status is Status.ACTIVE:
        return _open(following)
    return Finding(
        rule=Rule.STATUS,
        answer=Answer.UNKNOWN,
        code=Reason.STATUS_UNKNOWN,
        question=Question.STILL_OPEN,
    )


def next_deadline(deadlines: tuple[str, ...], today: date) -> date | None:
    """The next day on which one may still hand in; days without a year come every year (29 February counts as 28)."""
    days = [day for deadline in deadlines for day in _days(deadline, today.year) if day >= today]
    return min(days, default=None)


def _days(deadline: str, year: int) -> tuple[date, ...]:
    if len(deadline) == _DAY_LENGTH:
        return (date.fromisoformat(deadline),)
    month, day = (int(part) for part in deadline.split("-"))
    if (month, day) == (2, 29):
        day = 28
    return date(year, month, day), date(year + 1, month, day)


def _open(following: date | None) -> Finding:
    if following is None:
        return Finding(rule=Rule.STATUS, answer=Answer.YES, code=Reason.OPEN)
    return Finding(
        rule=Rule.STATUS,
        answer=Answer.YES,
        code=Reason.OPEN_UNTIL,
        values={"day": following.isoformat()},
    )
