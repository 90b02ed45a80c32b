"""May this kind of applicant apply?"""

from machbar.modules.funding.core.applicants import admits
from machbar.modules.funding.core.eligibility.codes import Question, Reason, Rule
from machbar.modules.funding.core.model import Programme, ProjectProfile
from machbar.reasoning.verdicts import Answer, Finding


def applicant(project: ProjectProfile, programme: Programme) -> Finding:
    """Each guideline names who may apply (Zuwendungsempfänger); funding-rules.md, section 1, "Förderberechtigte".

    A *no* needs a kind that the programme certainly does not list; a charity among associations is a question.
    """
    listed = ",".join(sorted(kind.value for kind in programme.applicants - programme.excluded))
    if project.applicant is None:
        return Finding(
            rule=Rule.APPLICANT,
            answer=Answer.UNKNOWN,
            code=Reason.APPLICANT_MISSING,
            values={"kinds": listed},
            question=Question.WHO_APPLIES,
        )
    answer = admits(programme.applicants, programme.excluded, project.applicant)
    values = {"kind": project.applicant.value, "kinds": listed}
    if answer is Answer.YES:
        return Finding(
            rule=Rule.APPLICANT, answer=answer, code=Reason.APPLICANT_FITS, values=values
        )
    if answer is Answer.NO:
        return Finding(
            rule=Rule.APPLICANT, answer=answer, code=Reason.APPLICANT_CLOSED, values=values
        )
    if not programme.applicants:
        return Finding(
            rule=Rule.APPLICANT,
            answer=answer,
            code=Reason.APPLICANTS_UNSTATED,
            question=Question.WHO_MAY_APPLY,
        )
    return Finding(
        rule=Rule.APPLICANT,
        answer=answer,
        code=Reason.APPLICANT_PERHAPS,
        values=values,
        question=Question.WHICH_KIND,
    )
