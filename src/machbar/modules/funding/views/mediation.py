"""The column of the mediation page: suggestions with their verdict and reasons, exclusions last, the next question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Corner, Panel, Question
from machbar.modules.funding.core.profile import Asked, next_question
from machbar.modules.funding.core.record import stored_entry
from machbar.modules.funding.labels import amount_line
from machbar.modules.funding.matching_labels import question, reason
from machbar.modules.funding.models import Programme
from machbar.modules.funding.rules import can_change_money
from machbar.modules.funding.selectors import (
    answers_of,
    judged,
    suggestions_of,
    text_hash_of,
    with_suggestions,
)
from machbar.modules.projects.models import Project
from machbar.reasoning.verdicts import Answer, Verdict

SHOWN = 5
SHOWN_GENERAL = 3
SHOWN_EXCLUDED = 3
SHOWN_WHY = 3

QUESTIONS: dict[Asked, tuple[Promise, Promise]] = {
    Asked.APPLICANT: (
        _("Who will apply for the money?"),
        _("The town, an association, a person: every programme asks this first."),
    ),
    Asked.COST: (_("What will it cost?"), _("A rough sum is enough to begin.")),
    Asked.CHARITABLE: (
        _("Is the applicant recognised as a charity?"),
        _("The tax office's exemption notice says so; the treasurer has it."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Why:
    """One reason: its sign (plus, minus or frage) and its sentence."""

    look: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One suggestion as the column shows it."""

    programme: Programme
    verdict: str
    verify: bool
    amount: str
    why: Sequence[Why]
    more: Sequence[Why]
    is_chosen: bool


def corner(actor: Actor, project_pk: int) -> Corner:
    """Funding's corner of the triangle for one project of the actor's town."""
    project = with_suggestions(Project.objects.filter(town=actor.town)).get(pk=project_pk)
    stored, today = suggestions_of(project), timezone.localdate()
    ranking = stored.ranking if stored else []
    found = judged(project, [each["key"] for each in ranking], today)
    chosen = {each.programme_id for each in project.chosen_programmes.all()}
    picks = [
        (each["group"], _pick(*found[each["key"]][::2], each["said"], chosen))
        for each in ranking
        if each["key"] in found
    ]
    possible = [(group, pick) for group, pick in picks if pick.verdict != Answer.NO]
    fits = sum(pick.verdict == Answer.YES for _group, pick in possible)
    asked = next_question(answers_of(project), [each[1:] for each in found.values()])
    context = {
        "project": project,
        "topic": [pick for group, pick in possible if group == "topic"][:SHOWN],
        "general": [pick for group, pick in possible if group != "topic"][:SHOWN_GENERAL],
        "excluded": [pick for _group, pick in picks if pick.verdict == Answer.NO][:SHOWN_EXCLUDED],
        "is_searched": stored is not None,
        "is_stale": stored is not None and stored.text_hash != text_hash_of(project),
        "used_encoder": stored is None or stored.used_encoder,
        "may_work": can_change_money(actor, project),
    }
    return Corner(
        key="funding",
        title=_("Funding"),
        summary=_summary(fits, len(possible) - fits, is_searched=stored is not None),
        panel=Panel(template="funding/_corner.html", context=context),
        fits=fits,
        open_questions=len(possible) - fits,
        question=_question(project, asked),
    )


def _summary(fits: int, undecided: int, *, is_searched: bool) -> str:
    if not is_searched:
        return gettext("Nobody has looked for programmes yet.")
    fitting = ngettext("%(n)d programme fits", "%(n)d programmes fit", fits) % {"n": fits}
    asking = ngettext("%(n)d needs an answer.", "%(n)d need an answer.", undecided) % {
        "n": undecided
    }
    return f"{fitting}, {asking}"


def _question(project: Project, asked: tuple[Asked, int] | None) -> Question | None:
    if asked is None:
        return None
    text, hint = QUESTIONS[asked[0]]
    part = "kosten" if asked[0] is Asked.COST else "angaben"
    return Question(
        text=text,
        hint=hint,
        url=f"{reverse('funding:plan', args=[project.public_id])}#{part}",
        decides=asked[1],
    )


def _pick(programme: Programme, verdict: Verdict, said: Sequence[str], chosen: set[int]) -> Pick:
    why = _why(verdict, said)
    return Pick(
        programme=programme,
        verdict=verdict.answer.value,
        verify=verdict.verify,
        amount=amount_line(stored_entry(programme.record)),
        why=why[:SHOWN_WHY],
        more=why[SHOWN_WHY:],
        is_chosen=programme.pk in chosen,
    )


def _why(verdict: Verdict, said: Sequence[str]) -> list[Why]:
    """For an exclusion only the rule that decides; else one word of the text, the open questions, what fits."""
    if verdict.answer is Answer.NO:
        return [Why(look="minus", sentence=reason(finding)) for finding in verdict.deciding]
    asked = [Why(look="frage", sentence=question(finding)) for finding in verdict.questions]
    good = [
        Why(look="", sentence=reason(finding))
        for finding in verdict.findings
        if finding.answer is Answer.YES
    ]
    words = [Why(look="", sentence=sentence) for sentence in said]
    return [*words[:1], *asked[:1], *good[:1], *words[1:], *asked[1:], *good[1:]]
