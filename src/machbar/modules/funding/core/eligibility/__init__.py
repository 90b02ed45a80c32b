"""Eligibility: one small function a rule, and all of them together as a verdict."""

from datetime import date

from machbar.modules.funding.core.eligibility.applicant import applicant
from machbar.modules.funding.core.eligibility.area import area
from machbar.modules.funding.core.eligibility.codes import Question, Reason, Rule
from machbar.modules.funding.core.eligibility.population import population
from machbar.modules.funding.core.eligibility.start import start
from machbar.modules.funding.core.eligibility.status import next_deadline, status
from machbar.modules.funding.core.eligibility.sums import cost, grant, highest_grant
from machbar.modules.funding.core.model import Programme, ProjectProfile
from machbar.reasoning.verdicts import Answer, Verdict, needs_verifying, verdict_of

__all__ = [
    "Question",
    "Reason",
    "Rule",
    "applicant",
    "area",
    "check",
    "cost",
    "grant",
    "highest_grant",
    "is_excluded",
    "next_deadline",
    "population",
    "start",
    "status",
]


def check(project: ProjectProfile, programme: Programme, *, today: date) -> Verdict:
    """All rules on one project and one programme; *no* comes from applicant, area, end or a currently valid sum."""
    answers = (
        applicant(project, programme),
        area(project, programme),
        status(programme, today),
        cost(project, programme, today),
        grant(project, programme, today),
        population(project, programme),
        start(project, programme),
    )
    findings = [finding for finding in answers if finding is not None]
    return verdict_of(findings, verify=needs_verifying(programme.as_of, today=today))


def is_excluded(project: ProjectProfile, programme: Programme, *, today: date) -> bool:
    """Whether the sums rule a programme out (the cheap question beside the rules that depend on place and kind)."""
    if not programme.sums.are_stated:
        return False
    found = (cost(project, programme, today), grant(project, programme, today))
    return any(finding is not None and finding.answer is Answer.NO for finding in found)
