"""The column of the mediation page: suggestions with their verdict and reasons, exclusions last, the next question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Corner, Panel, Question
from machbar.modules.funding.core.profile import Asked, next_question
from machbar.modules.funding.core.record import stored_entry
from machbar.modules.funding.forms import YES_NO, QuestionForm, RoughCostForm
from machbar.modules.funding.labels import amount_line
from machbar.modules.funding.matching_labels import question, reason
from machbar.modules.funding.models import Programme
from machbar.modules.funding.rules import can_change_money
from machbar.modules.funding.selectors import (
    answers_of,
    judged,
    plan_of,
    size_and_age,
    suggestions_of,
    text_hash_of,
    with_suggestions,
)
from machbar.modules.funding.services.programmes import can_be_planned_with
from machbar.modules.projects.models import Project
from machbar.reasoning.verdicts import Answer, Verdict

if TYPE_CHECKING:
    from machbar.modules.funding.services.solving import Result

SHOWN = 5
SHOWN_GENERAL = 3
SHOWN_EXCLUDED = 3
SHOWN_WHY = 3
AT_ONCE = 6  # programmes that one click takes into a plan, so that it is reckoned at once

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


@dataclass(frozen=True, kw_only=True)
class Found:
    """The suggestions of one project, judged: those that its page shows, and how many there are in all."""

    topic: Sequence[Pick]
    general: Sequence[Pick]
    excluded: Sequence[Pick]
    count: int
    fits: int
    undecided: int
    question: tuple[Asked, int] | None

    @property
    def is_cut(self) -> bool:
        """Whether there are more than the page shows."""
        return self.count > len(self.topic) + len(self.general) + len(self.excluded)


def corner(actor: Actor, project_pk: int) -> Corner:
    """Funding's corner of the triangle for one project of the actor's town."""
    project = _project(actor, project_pk)
    stored, found = suggestions_of(project), _found(project)
    may_work = can_change_money(actor, project)
    size, old = size_and_age(project.town_id, timezone.localdate())
    context = {
        "project": project,
        "topic": found.topic,
        "general": found.general,
        "excluded": found.excluded,
        "total": found.count if found.is_cut else 0,
        "can_plan": may_work and bool(_for_plan(found)),
        "is_searched": stored is not None,
        "is_stale": stored is not None and stored.text_hash != text_hash_of(project),
        "used_encoder": stored is None or stored.used_encoder,
        "may_work": may_work,
    }
    return Corner(
        key="funding",
        title=_("Funding"),
        summary=_summary(found, is_searched=stored is not None),
        offer=gettext("%(found)d of %(all)d programmes")
        % {"found": found.fits + found.undecided, "all": size},
        note=_age(size, old),
        panel=Panel(template="funding/_corner.html", context=context),
        fits=found.fits,
        open_questions=found.undecided,
        is_searched=stored is not None,
        question=_question(project, found.question, may_work=may_work),
        outcome=outcome(project),
    )


def best_for_plan(actor: Actor, project_pk: int) -> list[Programme]:
    """The shown suggestions that a plan can reckon with and that do not stand in it yet."""
    project = _project(actor, project_pk)
    free = max(0, AT_ONCE - len(project.chosen_programmes.all()))
    return [pick.programme for pick in _for_plan(_found(project))][:free]


def _project(actor: Actor, project_pk: int) -> Project:
    return with_suggestions(Project.objects.filter(town=actor.town)).get(pk=project_pk)


def everything_found(actor: Actor, project_pk: int) -> Found:
    """All suggestions in their order, the excluded ones with their rule."""
    return _found(_project(actor, project_pk), is_whole=True)


def _found(project: Project, *, is_whole: bool = False) -> Found:
    stored = suggestions_of(project)
    ranking = stored.ranking if stored else []
    found = judged(project, [each["key"] for each in ranking], timezone.localdate())
    chosen = {each.programme_id for each in project.chosen_programmes.all()}
    picks = [
        (each["group"], _pick(*found[each["key"]][::2], each["said"], chosen))
        for each in ranking
        if each["key"] in found
    ]
    possible = [(group, pick) for group, pick in picks if pick.verdict != Answer.NO]
    fits = sum(pick.verdict == Answer.YES for _group, pick in possible)
    return Found(
        topic=[pick for group, pick in possible if group == "topic"][: None if is_whole else SHOWN],
        general=[pick for group, pick in possible if group != "topic"][
            : None if is_whole else SHOWN_GENERAL
        ],
        excluded=[pick for _group, pick in picks if pick.verdict == Answer.NO][
            : None if is_whole else SHOWN_EXCLUDED
        ],
        count=len(picks),
        fits=fits,
        undecided=len(possible) - fits,
        question=next_question(answers_of(project), [each[1:] for each in found.values()]),
    )


def _for_plan(found: Found) -> list[Pick]:
    return [
        pick
        for pick in [*found.topic, *found.general]
        if not pick.is_chosen and can_be_planned_with(pick.programme)
    ]


def _age(size: int, old: int) -> str:
    return gettext("Of %(all)d programmes %(old)d were checked more than a year ago") % {
        "all": size,
        "old": old,
    }


def _summary(found: Found, *, is_searched: bool) -> str:
    if not is_searched:
        return gettext("Nobody has looked for programmes yet.")
    fitting = ngettext("%(n)d programme fits", "%(n)d programmes fit", found.fits) % {
        "n": found.fits
    }
    asking = ngettext("%(n)d needs an answer.", "%(n)d need an answer.", found.undecided) % {
        "n": found.undecided
    }
    return f"{fitting}, {asking}"


def _question(
    project: Project, found: tuple[Asked, int] | None, *, may_work: bool
) -> Question | None:
    if found is None:
        return None
    asked, decides = found
    text, hint = QUESTIONS[asked]
    part = "kosten" if asked is Asked.COST else "angaben"
    return Question(
        text=text,
        hint=f"{_settles(decides)} {hint}",
        url=f"{reverse('funding:plan', args=[project.public_id])}#{part}",
        decides=decides,
        answer=_answer(project, asked) if may_work else None,
    )


def _settles(decides: int) -> str:
    return ngettext(
        "This answer helps with %(n)d programme.",
        "This answer helps with %(n)d programmes.",
        decides,
    ) % {"n": decides}


def _answer(project: Project, asked: Asked) -> Panel:
    """The part of the page on which the question is answered: a sum, two buttons, or a list to choose from."""
    context: dict[str, object] = {"project": project, "question": asked.value}
    if asked is Asked.COST:
        context["form"] = RoughCostForm(auto_id="frage_%s")
    elif asked is Asked.CHARITABLE:
        context["buttons"] = YES_NO
    else:
        context["form"] = QuestionForm(question=asked.value, auto_id="frage_%s")
    return Panel(template="funding/_answer.html", context=context)


def outcome(project: Project) -> Panel | None:
    """What the plan says, once a programme stands in it and as long as it speaks of the present inputs."""
    plan, chosen = plan_of(project), project.chosen_programmes.all()
    if not chosen or plan is None or plan.result is None or not plan.is_up_to_date:
        return None
    result = cast("Result", plan.result)
    names = {each.programme.key: each.programme.name for each in chosen}
    context = {
        "project": project,
        "cost": result["cost"],
        "grants": [
            (names[key], cents) for key, cents in result["grants"].items() if cents and key in names
        ],
        "own": min(result["own_cash"], plan.own_cash) + result["donations"],
        "missing": result["missing"],
        "unsure": [
            names[key] for key in result["unsure"] if key in result["grants"] and key in names
        ],
    }
    return Panel(template="funding/_outcome.html", context=context)


def _pick(programme: Programme, verdict: Verdict, said: Sequence[str], chosen: set[int]) -> Pick:
    why = why_of(verdict, said)
    return Pick(
        programme=programme,
        verdict=verdict.answer.value,
        verify=verdict.verify,
        amount=amount_line(stored_entry(programme.record)),
        why=why[:SHOWN_WHY],
        more=why[SHOWN_WHY:],
        is_chosen=programme.pk in chosen,
    )


def why_of(verdict: Verdict, said: Sequence[str]) -> list[Why]:
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
