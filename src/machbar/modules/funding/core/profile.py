"""What a team has answered about a project, the verdict that follows, and the question that would decide most."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from machbar.modules.funding.core.applicants import ApplicantKind
from machbar.modules.funding.core.eligibility import Question, check
from machbar.modules.funding.core.model import Programme, ProjectProfile
from machbar.reasoning.verdicts import Answer, Verdict

POSTPONED = "later"  # the answer "I do not know yet": the question steps behind the others


class Asked(StrEnum):
    """A question that the team can answer, in the order in which it is asked where it decides as much as another."""

    APPLICANT = "applicant"
    COST = "cost"
    CHARITABLE = "charitable"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The facts of a project, and whether the applicant is a recognised charity (None: nobody has said).

    `postponed` are the questions to which somebody said "I do not know yet".
    """

    profile: ProjectProfile
    is_charitable: bool | None = None
    postponed: frozenset[Asked] = frozenset()


def verdict_for(answers: Answers, programme: Programme, *, today: date) -> Verdict:
    """The verdict of a programme. A charity counts as its own kind and as "non-profit", whichever fits better;
    who is none does not count among the non-profit bodies (§§ 51 ff. AO: recognition by notice)."""
    if answers.is_charitable is False:
        closed = programme.excluded | {ApplicantKind.NON_PROFIT}
        return check(answers.profile, replace(programme, excluded=closed), today=today)
    verdict = check(answers.profile, programme, today=today)
    if not answers.is_charitable or verdict.answer is Answer.YES:
        return verdict
    as_charity = replace(answers.profile, applicant=ApplicantKind.NON_PROFIT)
    other = check(as_charity, programme, today=today)
    return other if _rank(other) < _rank(verdict) else verdict


def next_question(
    answers: Answers, judged: Sequence[tuple[Programme, Verdict]]
) -> tuple[Asked, int] | None:
    """The question on which most undecided programmes wait, and how many; None where no answer of ours would help.

    A postponed question is not asked again; it stays on the page of the project's money.
    """
    waiting = Counter(
        asked
        for programme, verdict in judged
        if verdict.answer is Answer.UNKNOWN
        for asked in _asked(answers, programme, verdict) - answers.postponed
    )
    best = max(Asked, key=lambda asked: (waiting[asked], -list(Asked).index(asked)))
    return (best, waiting[best]) if waiting[best] else None


def _asked(answers: Answers, programme: Programme, verdict: Verdict) -> set[Asked]:
    questions = {finding.question for finding in verdict.questions}
    found = set()
    if Question.WHO_APPLIES in questions:
        found.add(Asked.APPLICANT)
    if Question.HOW_MUCH in questions:
        found.add(Asked.COST)
    is_open = answers.is_charitable is None and Question.WHICH_KIND in questions
    if is_open and ApplicantKind.NON_PROFIT in programme.applicants:
        found.add(Asked.CHARITABLE)
    return found


def _rank(verdict: Verdict) -> tuple[int, int]:
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO)
    return order.index(verdict.answer), len(verdict.questions)
