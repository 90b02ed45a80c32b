"""Has the project begun too early?"""

from machbar.modules.funding.core.eligibility.codes import Question, Reason, Rule
from machbar.modules.funding.core.model import Programme, ProjectProfile
from machbar.reasoning.verdicts import Answer, Finding


def start(project: ProjectProfile, programme: Programme) -> Finding | None:
    """No start before approval: VV Nr. 1.3 zu § 44 LHO (Nds.); funding-rules.md, section 2.2, third rule.

    Start is the first supply or works contract; planning, soil survey and land purchase do not count, and some
    guidelines allow more. So a project that has begun gets a question, never a *no*. None where nobody said.
    """
    if project.started is None:
        return None
    values = {"start_rule": programme.start_rule.value}
    if not project.started:
        return Finding(rule=Rule.START, answer=Answer.YES, code=Reason.NOT_STARTED, values=values)
    return Finding(
        rule=Rule.START,
        answer=Answer.UNKNOWN,
        code=Reason.STARTED,
        values=values,
        question=Question.WHAT_STARTED,
    )
