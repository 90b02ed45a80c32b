"""The page of one programme between the other two corners: which projects fit its call, and what else it could pay.

Projects come from the stored suggestions and are judged by the answers of today; the needs of other modules are judged
by the rules and by shared words, as `payers` does from the other side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.asking import needs_of_money
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import Corner, NeedPart, Panel, Question
from machbar.foundation.ui.triangle import Side, Triangle
from machbar.modules.funding import selectors
from machbar.modules.funding.core.eligibility import check
from machbar.modules.funding.core.model import Programme as CoreProgramme
from machbar.modules.funding.core.profile import next_question, verdict_for
from machbar.modules.funding.core.reading import read_programmes
from machbar.modules.funding.core.record import stored_entry
from machbar.modules.funding.labels import amount_line
from machbar.modules.funding.matching_labels import same_words
from machbar.modules.funding.models import Programme
from machbar.modules.funding.rules import can_see_plan
from machbar.modules.funding.selectors import (
    SuggestedFor,
    answers_of,
    programmes_visible_to,
    suggested_for,
)
from machbar.modules.funding.views.mediation import QUESTIONS, Why, why_of
from machbar.modules.funding.views.needs import profile_of_need, shared_words
from machbar.reasoning.reading import Record, Where
from machbar.reasoning.verdicts import Answer, Verdict

SHOWN = 5
SHOWN_WHY = 3
ORDER = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}


@dataclass(frozen=True, kw_only=True)
class Taker:
    """A project or a need that the programme could pay, with its verdict and the reasons."""

    title: str
    url: str
    verdict: str
    verify: bool
    detail: str
    why: Sequence[Why]
    more: Sequence[Why]


@never_cache
@require_safe
@staff_only
def programme_mediation(request: HouseRequest, public_id: str) -> HttpResponse:
    """What the programme could pay: projects and rooms, ranked with reasons, exclusions last; `?alle=1` shows all."""
    programme = get_object_or_404(programmes_visible_to(request.actor), public_id=public_id)
    today, most = timezone.localdate(), None if request.GET.get("alle") else SHOWN
    [core] = read_programmes([Record(where=Where(file=programme.key), values=programme.record)])
    corners = [corner_of_projects(request.actor, programme, core, today, most)]
    corners += [
        corner_of_needs(request.actor, part, core, today, most)
        for part in needs_of_money(request.modules, request.actor, today)
    ]
    context = {
        "programme": programme,
        "amount": amount_line(stored_entry(programme.record)),
        "corners": corners,
        "question": corners[0].question,
        "figure": _triangle(programme, corners),
    }
    return render(request, "funding/programme_mediation.html", context)


def corner_of_projects(
    actor: Actor, programme: Programme, core: CoreProgramme, today: date, most: int | None
) -> Corner:
    """Those whose stored suggestions name the programme, by verdict and then by their place there."""
    found = suggested_for(actor, programme) if can_see_plan(actor) else []
    judged = [(each, verdict_for(answers_of(each.project), core, today=today)) for each in found]
    ranked = sorted(judged, key=lambda each: (ORDER[each[1].answer], each[0].place))
    takers = [
        _taker(
            verdict,
            each.said,
            title=each.project.title,
            url=reverse("projects:mediation", args=[each.project.public_id]),
            detail=gettext("stands in the financing plan") if each.is_chosen else "",
        )
        for each, verdict in ranked
    ]
    fits = _fits(takers)
    return _corner(
        "projects",
        _title(len(found)),
        ngettext("%(n)d project fits", "%(n)d projects fit", fits) % {"n": fits},
        takers,
        gettext("No project of the town speaks of what it pays for."),
        most,
        question=_question(ranked, core),
    )


def _title(count: int) -> str:
    """Where the page does not judge all of them it says so."""
    if count < selectors.MOST_PROJECTS:
        return gettext("Projects")
    return gettext("Projects: the newest %(n)d") % {"n": count}


def corner_of_needs(
    actor: Actor, part: NeedPart, core: CoreProgramme, today: date, most: int | None
) -> Corner:
    """The needs that share a word with the programme, by verdict and then by how many words they share."""
    spoken = [(need, words) for need in part.needs if (words := shared_words(need, core))]
    judged = [
        (need, words, check(profile_of_need(actor, need), core, today=today))
        for need, words in spoken
    ]
    ranked = sorted(judged, key=lambda each: (ORDER[each[2].answer], -len(each[1])))
    takers = [
        _taker(verdict, [same_words(words)], title=need.place, url=need.url, detail=need.title)
        for need, words, verdict in ranked
    ]
    fits = _fits(takers)
    return _corner(
        part.key,
        str(part.title),
        ngettext("%(n)d conversion fits", "%(n)d conversions fit", fits) % {"n": fits},
        takers,
        gettext("It speaks of no room for whose conversion money is missing."),
        most,
    )


def _fits(takers: Sequence[Taker]) -> int:
    return sum(taker.verdict == Answer.YES for taker in takers)


def _corner(
    key: str,
    title: str,
    fitting: str,
    takers: Sequence[Taker],
    empty: str,
    most: int | None,
    question: Question | None = None,
) -> Corner:
    possible = [taker for taker in takers if taker.verdict != Answer.NO]
    excluded = [taker for taker in takers if taker.verdict == Answer.NO]
    fits = _fits(takers)
    waiting = len(possible) - fits
    asking = ngettext("%(n)d needs an answer.", "%(n)d need an answer.", waiting) % {"n": waiting}
    shown = len(possible[:most]) + len(excluded[:most])
    return Corner(
        key=key,
        title=title,
        summary=f"{fitting}, {asking}" if takers else empty,
        offer=gettext("%(found)d of %(all)d") % {"found": len(possible), "all": len(takers)}
        if takers
        else "",
        panel=Panel(
            template="funding/_takers.html",
            context={
                "takers": possible[:most],
                "excluded": excluded[:most],
                "total": len(takers) if shown < len(takers) else 0,
                "empty": empty,
            },
        ),
        fits=fits,
        open_questions=waiting,
        question=question,
    )


def _taker(verdict: Verdict, said: Sequence[str], *, title: str, url: str, detail: str) -> Taker:
    why = why_of(verdict, said)
    return Taker(
        title=title,
        url=url,
        verdict=verdict.answer.value,
        verify=verdict.verify,
        detail=detail,
        why=why[:SHOWN_WHY],
        more=why[SHOWN_WHY:],
    )


def _question(
    ranked: Sequence[tuple[SuggestedFor, Verdict]], core: CoreProgramme
) -> Question | None:
    """What the first undecided project would have to say; it is answered on the page of that project's money."""
    for each, verdict in ranked:
        found = next_question(answers_of(each.project), [(core, verdict)])
        if found is not None:
            text, hint = QUESTIONS[found[0]]
            plan = reverse("funding:plan", args=[each.project.public_id])
            return Question(
                text=gettext("%(project)s: %(question)s")
                % {"project": each.project.title, "question": text},
                hint=hint,
                url=plan,
                decides=found[1],
            )
    return None


def _triangle(programme: Programme, corners: Sequence[Corner]) -> Triangle:
    sides = {
        corner.key: Side(verdict=corner.verdict, sentence=str(corner.summary)) for corner in corners
    }
    offers = {corner.key: str(corner.offer) for corner in corners}
    return Triangle(
        title=gettext("Projects"),
        states={},
        above=offers["projects"],
        rooms=offers.get("premises", ""),
        funding=programme.name,
        project_funding=sides["projects"],
        rooms_funding=sides.get("premises"),
    )
