"""Reading programmes and the money of projects, with everything the page needs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from hashlib import sha256
from operator import or_

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum, TextField
from django.db.models.functions import Cast

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.selectors import find_in
from machbar.modules.funding.core import (
    STATE_BY_NAME,
    ApplicantKind,
    ProjectProfile,
    read_programmes,
)
from machbar.modules.funding.core import Programme as CoreProgramme
from machbar.modules.funding.core.deadlines import must_be_verified
from machbar.modules.funding.core.financing import Kind
from machbar.modules.funding.core.planning import Choice, Cost, Purse
from machbar.modules.funding.core.profile import POSTPONED, Answers, Asked, verdict_for
from machbar.modules.funding.core.record import CatalogueEntry, stored_entry
from machbar.modules.funding.models import (
    ChosenProgramme,
    CostLine,
    FinancingPlan,
    ProfileAnswer,
    Programme,
    Suggestions,
)
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to
from machbar.reasoning.reading import Record, Where
from machbar.reasoning.verdicts import Verdict

FINDABLE_KIND = "foerderung"
MOST_PROGRAMMES = 5_000  # a catalogue has some thousands at most, and its filters need all hits
MOST_PROJECTS = 200  # so many projects the page of one programme judges
VERIFIED_DAYS = 365
YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True, kw_only=True)
class ShownProgramme:
    """A programme as a page shows it today: the row, its typed record, the next deadline, and whether to verify it."""

    programme: Programme
    entry: CatalogueEntry
    deadline: date | None
    must_be_verified: bool


def programmes_visible_to(actor: Actor) -> QuerySet[Programme]:
    """The town's catalogue; it is public."""
    return Programme.objects.filter(town=actor.town)


def catalogue(
    actor: Actor,
    *,
    applicant: str = "",
    themes: Collection[str] = (),
    text: str = "",
    with_closed: bool = False,
) -> QuerySet[Programme]:
    """The programmes that a visitor asks for, the most useful for small towns first."""
    programmes = programmes_visible_to(actor)
    if not with_closed:
        programmes = programmes.exclude(
            status__in=[Programme.Status.ENDED, Programme.Status.CALL_CLOSED]
        )
    if applicant:
        programmes = programmes.filter(applicants__contains=f"|{applicant}|")
    if themes:
        tagged = (Q(themes__contains=f"|{theme}|") for theme in sorted(themes))
        programmes = programmes.filter(reduce(or_, tagged))
    if text:
        hits = find_in(
            actor.town, text, kind=FINDABLE_KIND, audience=Audience.PUBLIC, most=MOST_PROGRAMMES
        )
        programmes = programmes.filter(pk__in=hits.objects)
    return programmes.order_by("-relevance", "name", "id")


def shown(programme: Programme, today: date) -> ShownProgramme:
    """One programme as a page shows it."""
    entry = stored_entry(programme.record)
    return ShownProgramme(
        programme=programme,
        entry=entry,
        deadline=entry.deadline(today),
        must_be_verified=must_be_verified(programme.as_of, today),
    )


def checked_last(actor: Actor) -> date | None:
    """The newest date on which anybody checked a record of this town."""
    return programmes_visible_to(actor).order_by("-as_of").values_list("as_of", flat=True).first()


def size_and_age(town: int, today: date) -> tuple[int, int]:
    """How many programmes a town's catalogue has, and how many of them must be verified by now (one query)."""
    limit = today - timedelta(days=VERIFIED_DAYS)
    facts = Programme.objects.filter(town=town).aggregate(
        count=Count("pk"), old=Count("pk", filter=Q(as_of__lt=limit))
    )
    return facts["count"], facts["old"]


def with_money(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load costs, plan and chosen programmes and answers along (five queries)."""
    chosen = ChosenProgramme.objects.select_related("programme").prefetch_related("not_for")
    return projects.select_related("financing_plan", "town").prefetch_related(
        "cost_lines", "profile_answers", Prefetch("chosen_programmes", queryset=chosen)
    )


def projects_with_costs(actor: Actor) -> QuerySet[Project]:
    """The projects of the money page: those with costs or programmes first, then by title."""
    return (
        projects_visible_to(actor)
        .annotate(
            lines=Count("cost_lines", distinct=True),
            chosen=Count("chosen_programmes", distinct=True),
        )
        .order_by("-lines", "title", "id")
    )


def plan_of(project: Project) -> FinancingPlan | None:
    """The stored plan of a project; None where nobody has typed anything about its money."""
    try:
        return project.financing_plan
    except FinancingPlan.DoesNotExist:
        return None


def costs_of(lines: Iterable[CostLine]) -> tuple[Cost, ...]:
    """The cost lines as the core takes them."""
    return tuple(Cost(id=str(line.pk), label=line.label, cents=line.cents) for line in lines)


def purse_of(plan: FinancingPlan | None) -> Purse:
    """Own money and donations as the core takes them."""
    if plan is None:
        return Purse()
    return Purse(
        own_cash=plan.own_cash, donations=plan.donations, de_minimis_left=plan.de_minimis_left
    )


def choices_of(chosen: Iterable[ChosenProgramme]) -> tuple[Choice, ...]:
    """The chosen programmes as the core takes them; load ``programme`` and ``not_for`` first."""
    return tuple(choice_of(each) for each in chosen)


def choice_of(chosen: ChosenProgramme) -> Choice:
    """One chosen programme as the core takes it."""
    return Choice(
        entry=stored_entry(chosen.programme.record),
        kind=Kind(chosen.kind),
        rate=chosen.rate,
        amount=chosen.amount,
        most=chosen.most,
        least=chosen.least,
        own_share=chosen.own_share,
        effort=chosen.effort,
        awarded=chosen.awarded,
        not_for=frozenset(str(line.pk) for line in chosen.not_for.all()),
    )


def total_costs(projects: Sequence[int]) -> Mapping[int, int]:
    """What each of these projects costs, in cents (one query)."""
    rows = (
        CostLine.objects.filter(project__in=projects).values("project").annotate(cents=Sum("cents"))
    )
    return {row["project"]: row["cents"] for row in rows.order_by("project")}


def chosen_in(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[ChosenProgramme]]:
    """The chosen programmes of these projects of the actor's town (one query)."""
    found: dict[int, list[ChosenProgramme]] = defaultdict(list)
    rows = ChosenProgramme.objects.filter(project__in=projects, project__town=actor.town)
    for chosen in rows.select_related("programme").order_by("id"):
        found[chosen.project_id].append(chosen)
    return found


def plans_of(actor: Actor, projects: Sequence[int]) -> Mapping[int, FinancingPlan]:
    """The plans of these projects of the actor's town (one query)."""
    rows = FinancingPlan.objects.filter(project__in=projects, project__town=actor.town)
    return {plan.project_id: plan for plan in rows}


def chosen_everywhere(actor: Actor) -> QuerySet[ChosenProgramme]:
    """Programmes in the plans of the town that are not applied for yet, for the watch over deadlines."""
    return ChosenProgramme.objects.filter(
        Q(progress=ChosenProgramme.Progress.PLANNED), project__in=projects_visible_to(actor)
    ).select_related("programme", "project")


def profile_of(project: Project) -> ProjectProfile:
    """What the text and the place of a project say; the team's answers are not in it. Load ``town`` first."""
    town = project.town
    return ProjectProfile(
        key=project.public_id,
        title=project.title,
        description=_text_of(project),
        state=town.ags[:2] or STATE_BY_NAME.get(town.state),
        ags=town.ags or None,
        population=town.population,
    )


def text_hash_of(project: Project) -> str:
    """A hash of everything by which programmes are sought."""
    return sha256(f"{project.title}\n{_text_of(project)}".encode()).hexdigest()


def answers_of(project: Project) -> Answers:
    """The facts and answers of a project; load ``cost_lines`` and ``profile_answers`` first."""
    given = {each.question: each.answer for each in project.profile_answers.all()}
    cost = sum(line.cents for line in project.cost_lines.all())
    postponed = {question for question, answer in given.items() if answer == POSTPONED}
    return Answers(
        profile=replace(
            profile_of(project),
            applicant=ApplicantKind(applicant) if (applicant := applicant_of(project)) else None,
            cost=cost or None,
            started=YES_OR_NO.get(given.get(ProfileAnswer.Question.STARTED, "")),
        ),
        is_charitable=YES_OR_NO.get(given.get(ProfileAnswer.Question.CHARITABLE, "")),
        postponed=frozenset(asked for asked in Asked if asked.value in postponed),
    )


def applicant_of(project: Project) -> str:
    """The kind of applicant by which programmes are judged, "" while nobody has said (load ``profile_answers``)."""
    given = {each.question: each.answer for each in project.profile_answers.all()}
    applicant = given.get(ProfileAnswer.Question.APPLICANT, "")
    return "" if applicant == POSTPONED else applicant


def with_suggestions(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load what the mediation page needs of a project (four queries)."""
    return projects.select_related("town", "suggestions", "financing_plan").prefetch_related(
        "cost_lines", "profile_answers", "chosen_programmes__programme"
    )


def suggestions_of(project: Project) -> Suggestions | None:
    """The stored suggestions; None where nobody has looked yet."""
    try:
        return project.suggestions
    except Suggestions.DoesNotExist:
        return None


@dataclass(frozen=True, kw_only=True)
class SuggestedFor:
    """A project whose stored suggestions name a programme: at which place, for which words, and if it is chosen."""

    project: Project
    place: int
    said: Sequence[str]
    is_chosen: bool


def suggested_for(actor: Actor, programme: Programme) -> list[SuggestedFor]:
    """The projects for which a programme was found, the newest `MOST_PROJECTS` of them, with costs and answers (three
    queries)."""
    chosen = ChosenProgramme.objects.filter(project=OuterRef("pk"), programme=programme)
    projects = (
        projects_visible_to(actor)
        .annotate(
            is_chosen=Exists(chosen),
            ranking_text=Cast("suggestions__ranking", TextField()),
        )
        .filter(ranking_text__contains=f'"{programme.key}"')
        .select_related("town", "suggestions")
        .prefetch_related("cost_lines", "profile_answers")
        .order_by("-pk")
    )
    return [
        SuggestedFor(project=project, place=place, said=row["said"], is_chosen=project.is_chosen)
        for project in projects[:MOST_PROJECTS]
        for place, row in enumerate(project.suggestions.ranking)
        if row["key"] == programme.key
    ]


def judged(
    project: Project, keys: Sequence[str], today: date
) -> Mapping[str, tuple[Programme, CoreProgramme, Verdict]]:
    """These programmes of the project's town by key, with the verdict that the present answers give (one query)."""
    rows = list(Programme.objects.filter(town=project.town_id, key__in=keys).order_by("key"))
    cores = read_programmes([Record(where=Where(file=row.key), values=row.record) for row in rows])
    answers = answers_of(project)
    return {
        row.key: (row, core, verdict_for(answers, core, today=today))
        for row, core in zip(rows, cores, strict=True)
    }


def _text_of(project: Project) -> str:
    parts = (project.lead_sentence, project.description, project.goals, project.activities)
    return "\n".join(part for part in parts if part)
