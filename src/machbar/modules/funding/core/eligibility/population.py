"""Is the place small enough?"""

from machbar.modules.funding.core.eligibility.codes import Question, Reason, Rule
from machbar.modules.funding.core.model import Programme, ProjectProfile
from machbar.reasoning.verdicts import Answer, Finding


def population(project: ProjectProfile, programme: Programme) -> Finding | None:
    """Limits such as "bis 10.000 Einwohner" in a record's text; domain.md, process P-F (the limit of 2025 was dropped).

    Whether the village or the whole town counts differs, so a larger place is a question. None where none is stated.
    """
    limit = programme.population_limit
    if limit is None:
        return None
    if project.population is None:
        return Finding(
            rule=Rule.POPULATION,
            answer=Answer.UNKNOWN,
            code=Reason.POPULATION_MISSING,
            values={"limit": limit},
            question=Question.HOW_MANY_PEOPLE,
        )
    values = {"limit": limit, "population": project.population}
    if project.population <= limit:
        return Finding(
            rule=Rule.POPULATION, answer=Answer.YES, code=Reason.POPULATION_FITS, values=values
        )
    return Finding(
        rule=Rule.POPULATION,
        answer=Answer.UNKNOWN,
        code=Reason.POPULATION_TOO_HIGH,
        values=values,
        question=Question.LIMIT_STILL_VALID,
    )
