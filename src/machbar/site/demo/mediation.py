"""Mediates the example projects and writes what came out: programmes, open questions, plan, slots, real outcome."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from machbar.foundation.towns.models import Town
from machbar.foundation.ui.figures import house_words
from machbar.foundation.ui.formats import euros
from machbar.modules.funding.models import ChosenProgramme, FinancingPlan
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import standings, with_slots
from machbar.site.demo.facts import PROJECTS, TOWN, DemoProject

if TYPE_CHECKING:
    from machbar.modules.funding.core.matching import Match, PreparedCatalogue, Ranking
    from machbar.reasoning.ranking import Encode

SHOWN = 5
REASONS = 2
LOWER_SAXONY = "03"
VERDICTS = {"yes": "passt", "unknown": "fehlt Angabe", "no": "passt nicht"}


def mediation(town: Town, today: date) -> Iterator[str]:
    """The lines that `machbar demo` prints, project by project."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from machbar.modules.funding.catalogue import CATALOGUE
    from machbar.modules.funding.core.matching import prepare_catalogue
    from machbar.modules.funding.core.reading import read_programmes
    from machbar.reasoning.ranking import sentence_encoder
    from machbar.reasoning.reading import read_records

    catalogue = prepare_catalogue(read_programmes(read_records(CATALOGUE)), encode=sentence_encoder)
    projects = {project.title: project for project in with_slots(Project.objects.filter(town=town))}
    for facts in PROJECTS:
        yield ""
        yield f"=== {facts.title} ==="
        yield f"Am Tresen gesagt: „{facts.sentence}“"
        yield from _programmes(_ranking(facts, catalogue, sentence_encoder, today))
        if facts.title in projects:
            yield from _plan(projects[facts.title])
            yield from _slots(projects[facts.title])
        yield f"Wirklich geschehen: {facts.outcome}"


def _ranking(
    facts: DemoProject, catalogue: "PreparedCatalogue", encode: "Encode", today: date
) -> "Ranking":
    from machbar.modules.funding.core.applicants import ApplicantKind
    from machbar.modules.funding.core.matching import rank_programmes
    from machbar.modules.funding.core.model import ProjectProfile

    profile = ProjectProfile(
        key=facts.key,
        title=facts.title,
        description=facts.description,
        keywords=facts.keywords,
        applicant=ApplicantKind(facts.applicant),
        state=LOWER_SAXONY,
        ags=str(TOWN["ags"]),
        population=int(str(TOWN["population"])),
        cost=sum(cents for _label, cents in facts.costs),
        started=False,
    )
    return rank_programmes(profile, catalogue, encode=encode, today=today)


def _programmes(ranking: "Ranking") -> Iterator[str]:
    yield f"Förderung: {len(ranking.ranked)} kommen in Frage, {len(ranking.excluded)} nicht."
    for number, match in enumerate(ranking.ranked[:SHOWN], start=1):
        yield from _match(number, match)
    excluded = ranking.excluded[:REASONS]
    for match in excluded:
        yield f"  – {VERDICTS['no']}: {match.programme.name}"
        yield from _sentences("    ", _reasons(match)[:1])


def _match(number: int, match: "Match") -> Iterator[str]:
    from machbar.modules.funding.matching_labels import questions

    verify = ", zu prüfen" if match.verdict.verify else ""
    yield f"  {number}. {VERDICTS[match.verdict.answer.value]}{verify}: {match.programme.name}"
    yield from _sentences("     + ", _reasons(match)[:REASONS])
    yield from _sentences("     ? ", questions(match)[:REASONS])


def _reasons(match: "Match") -> Sequence[str]:
    from machbar.modules.funding.matching_labels import reasons

    return reasons(match)


def _sentences(before: str, sentences: Sequence[str]) -> Iterator[str]:
    for sentence in sentences:
        yield f"{before}{sentence}"


def _plan(project: Project) -> Iterator[str]:
    plan = FinancingPlan.objects.filter(project=project).first()
    if plan is None or plan.result is None or not plan.is_up_to_date:
        yield "Plan: noch keine Kosten."
        return
    result = plan.result
    yield (
        f"Plan (Beträge fiktiv): {euros(result['cost'])} Kosten, {euros(result['own_cash'])} eigenes Geld, "
        f"{euros(sum(result['grants'].values()))} Förderung."
    )
    if result["missing"]:
        yield f"  Es fehlen {euros(result['missing'])}."
    names_of = {chosen.programme.key: str(chosen.programme) for chosen in _chosen(project)}
    for row in result["rows"]:
        names = ", ".join(names_of.get(key, key) for key in row["programmes"])
        names = names or "ohne Förderung"
        yield f"  {euros(row['own_cash'])} eigenes Geld, Aufwand {row['effort']}: {names}"


def _chosen(project: Project) -> Iterator[ChosenProgramme]:
    yield from ChosenProgramme.objects.filter(project=project).select_related("programme")


def _slots(project: Project) -> Iterator[str]:
    states = standings(project.slots.all())
    yield f"Das Haus: {house_words(states)}"
    for slot in project.slots.all():
        yield f"  {slot.get_kind_display()}: {slot.get_state_display()}{f' – {slot.note}' if slot.note else ''}"
