"""Which programmes could pay for something that is no project, such as a ramp for a room: rules first, then words.

Only the rules and shared words speak here; the sentence encoder is for projects, and for the worker alone.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Corner, Need, Panel
from machbar.modules.funding.core import STATE_BY_NAME
from machbar.modules.funding.core.eligibility import check
from machbar.modules.funding.core.model import Programme as CoreProgramme
from machbar.modules.funding.core.model import ProjectProfile
from machbar.modules.funding.core.reading import read_programmes
from machbar.modules.funding.core.record import stored_entry
from machbar.modules.funding.labels import amount_line
from machbar.modules.funding.models import Programme
from machbar.modules.funding.rules import can_see_plan
from machbar.modules.funding.views.mediation import Pick, why_of
from machbar.reasoning.german import terms_of_word, words
from machbar.reasoning.ranking.bm25 import build_index
from machbar.reasoning.reading import Record, Where
from machbar.reasoning.verdicts import Answer, Verdict

SHOWN = 5
LEAST_TERM = 5
"""That two texts share "haus" says nothing; shorter terms count only as whole words."""


def payers(actor: Actor, need: Need, today: date) -> Corner:
    """The programmes whose rules leave room for the need and whose words speak of it, best first (one query)."""
    rows = (
        list(Programme.objects.filter(town=actor.town).order_by("key"))
        if can_see_plan(actor)
        else []
    )
    cores = read_programmes([Record(where=Where(file=row.key), values=row.record) for row in rows])
    profile = profile_of_need(actor, need)
    judged = [
        (row, core, check(profile, core, today=today))
        for row, core in zip(rows, cores, strict=True)
    ]
    possible = [each for each in judged if each[2].answer is not Answer.NO]
    ranked = _by_words(need, possible)
    picks = [_pick(row, verdict) for row, _core, verdict in ranked[:SHOWN]]
    fits = sum(verdict.answer is Answer.YES for _row, _core, verdict in ranked)
    return Corner(
        key="funding",
        title=_("Funding"),
        summary=_summary(len(ranked), fits),
        offer=gettext("%(found)d of %(all)d programmes") % {"found": len(ranked), "all": len(rows)},
        panel=Panel(template="funding/_payers.html", context={"picks": picks}),
        fits=fits,
        open_questions=len(ranked) - fits,
    )


def profile_of_need(actor: Actor, need: Need) -> ProjectProfile:
    """A need as the rules of programmes take it: nobody has begun, and who applies stays open."""
    town = actor.town
    return ProjectProfile(
        key="",
        title=need.title,
        description=need.words,
        state=town.ags[:2] or STATE_BY_NAME.get(town.state),
        ags=town.ags or None,
        population=town.population,
        cost=need.cents,
        started=False,
    )


def _by_words(
    need: Need, possible: Sequence[tuple[Programme, CoreProgramme, Verdict]]
) -> list[tuple[Programme, CoreProgramme, Verdict]]:
    """Those that share a word with the need, best first; equal ones in the order of the catalogue."""
    if not possible:
        return []
    index = build_index([_terms(_text_of(core)) for _row, core, _verdict in possible])
    scores = index.scores(tuple(dict.fromkeys(_terms(f"{need.title} {need.words}"))))
    scored = [
        (round(float(score) * 1000), at) for at, score in enumerate(scores) if float(score) > 0
    ]
    return [possible[at] for _score, at in sorted(scored, key=lambda each: (-each[0], each[1]))]


def shared_words(need: Need, core: CoreProgramme) -> tuple[str, ...]:
    """The words of the need of which the programme speaks, as the need writes them, each once."""
    there = frozenset(_terms(_text_of(core)))
    found = [word for word in words(f"{need.title} {need.words}") if there & {*_terms(word)}]
    return tuple({word.lower(): word for word in reversed(found)}.values())[::-1]


def _text_of(core: CoreProgramme) -> str:
    return f"{core.name} {core.text} {core.examples} {' '.join(core.tags)}"


def _terms(text: str) -> list[str]:
    return [
        term
        for word in words(text)
        for number, term in enumerate(terms_of_word(word))
        if number == 0 or len(term) >= LEAST_TERM
    ]


def _pick(row: Programme, verdict: Verdict) -> Pick:
    why = why_of(verdict, ())
    return Pick(
        programme=row,
        verdict=verdict.answer.value,
        verify=verdict.verify,
        amount=amount_line(stored_entry(row.record)),
        why=why[:3],
        more=(),
        is_chosen=False,
    )


def _summary(found: int, fits: int) -> str:
    speaking = ngettext("%(n)d programme speaks of it", "%(n)d programmes speak of it", found) % {
        "n": found
    }
    fitting = ngettext("%(n)d fits.", "%(n)d fit.", fits) % {"n": fits}
    return f"{speaking}, {fitting}"
