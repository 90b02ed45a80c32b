"""Do the sums fit? A bound says *no* only where the record states it without doubt and is not stale."""

from datetime import date

from machbar.modules.funding.core.eligibility.codes import Question, Reason, Rule
from machbar.modules.funding.core.model import Programme, ProjectProfile, Sums
from machbar.reasoning.verdicts import Answer, Finding, needs_verifying

FULL_RATE = 10_000


def cost(project: ProjectProfile, programme: Programme, today: date) -> Finding | None:
    """Least and highest project cost (zuwendungsfähige Ausgaben); funding-rules.md, section 2.1 (base b).

    None where the record states no bound.
    """
    sums = programme.sums
    if sums.min_cost is None and sums.max_cost is None:
        return None
    if project.cost is None:
        return _missing(Rule.COST)
    if sums.min_cost is not None and project.cost < sums.min_cost:
        doubtful = "min_eligible_cost_eur" in sums.uncertain
        return _missed(
            Rule.COST, Reason.COST_TOO_LOW, project.cost, sums.min_cost, programme, today, doubtful
        )
    if sums.max_cost is not None and project.cost > sums.max_cost:
        doubtful = "max_eligible_cost_eur" in sums.uncertain
        return _missed(
            Rule.COST, Reason.COST_TOO_HIGH, project.cost, sums.max_cost, programme, today, doubtful
        )
    return Finding(
        rule=Rule.COST,
        answer=Answer.YES,
        code=Reason.COST_FITS,
        values={"cost": project.cost},
    )


def grant(project: ProjectProfile, programme: Programme, today: date) -> Finding | None:
    """The least grant (Bagatellgrenze); funding-rules.md, section 2.2, first rule.

    The highest grant that the project could get, at the best rate stated, must reach it. None where none is stated.
    """
    sums = programme.sums
    if sums.min_grant is None:
        return None
    if project.cost is None:
        return _missing(Rule.GRANT)
    reachable = highest_grant(project.cost, sums)
    if reachable < sums.min_grant:
        doubtful = bool({"min_eur", "rate"} & sums.uncertain) or sums.best_rate is None
        certain_anyway = project.cost < sums.min_grant and "min_eur" not in sums.uncertain
        return _missed(
            Rule.GRANT,
            Reason.GRANT_TOO_SMALL,
            reachable,
            sums.min_grant,
            programme,
            today,
            doubtful and not certain_anyway,
        )
    return Finding(
        rule=Rule.GRANT,
        answer=Answer.YES,
        code=Reason.COST_FITS,
        values={"cost": project.cost},
    )


def highest_grant(project_cost: int, sums: Sums) -> int:
    """What the project could get at most, in cents: the best rate of its cost, up to the ceiling."""
    rate = FULL_RATE if sums.best_rate is None else sums.best_rate
    share = project_cost * rate // FULL_RATE
    return share if sums.max_grant is None else min(share, sums.max_grant)


def _missing(rule: Rule) -> Finding:
    return Finding(
        rule=rule,
        answer=Answer.UNKNOWN,
        code=Reason.COST_MISSING,
        question=Question.HOW_MUCH,
    )


def _missed(
    rule: Rule,
    reason: Reason,
    sum_there: int,
    bound: int,
    programme: Programme,
    today: date,
    is_doubtful: bool,
) -> Finding:
    stale = needs_verifying(programme.as_of, today=today)
    values = {"sum": sum_there, "bound": bound}
    if stale or is_doubtful:
        return Finding(
            rule=rule,
            answer=Answer.UNKNOWN,
            code=reason,
            values=values,
            question=Question.BOUND_STILL_VALID,
        )
    return Finding(rule=rule, answer=Answer.NO, code=reason, values=values)
