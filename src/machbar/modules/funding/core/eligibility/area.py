"""Does the project lie where the programme applies?"""

from machbar.modules.funding.core.eligibility.codes import Question, Reason, Rule
from machbar.modules.funding.core.model import Programme, ProjectProfile
from machbar.modules.funding.core.places import KOENIGSLUTTER, Area
from machbar.reasoning.verdicts import Answer, Finding


def area(project: ProjectProfile, programme: Programme) -> Finding:
    """Area rules of guidelines and statutes; funding-rules.md, section 4 ("good negative tests for the area check").

    The flag of the catalogue counts for Königslutter; elsewhere the official keys decide, and a region that is only
    described in words is a question.
    """
    answer = _answer(project, programme.area)
    values = {"region": programme.area.text}
    if answer is Answer.YES:
        return Finding(rule=Rule.AREA, answer=answer, code=Reason.AREA_FITS, values=values)
    if answer is Answer.NO:
        return Finding(rule=Rule.AREA, answer=answer, code=Reason.AREA_CLOSED, values=values)
    if project.state is None:
        return Finding(
            rule=Rule.AREA,
            answer=answer,
            code=Reason.AREA_MISSING,
            values=values,
            question=Question.WHERE,
        )
    return Finding(
        rule=Rule.AREA,
        answer=answer,
        code=Reason.AREA_PERHAPS,
        values=values,
        question=Question.IN_REGION,
    )


def _answer(project: ProjectProfile, place: Area) -> Answer:
    if project.ags == KOENIGSLUTTER and place.includes_koenigslutter is not None:
        return Answer.YES if place.includes_koenigslutter else Answer.NO
    if place.is_nationwide:
        return Answer.YES if place.is_whole else Answer.UNKNOWN
    if project.state is None:
        return Answer.UNKNOWN
    if project.state not in place.states:
        return Answer.NO
    if place.districts:
        return _in_districts(project.ags, place.districts)
    return Answer.YES if place.is_whole else Answer.UNKNOWN


def _in_districts(ags: str | None, districts: frozenset[str]) -> Answer:
    """A district's key decides for its municipalities; a district alone does not decide for one municipality."""
    if ags is None:
        return Answer.UNKNOWN
    if any(ags.startswith(code) for code in districts):
        return Answer.YES
    if any(code.startswith(ags) for code in districts):
        return Answer.UNKNOWN
    return Answer.NO
