"""Kin of an idea among the town's ideas and projects: found by the search index, scored over what it found (F04).

Four queries whatever the town has: how common the words are, who shares the rare ones, and these ideas and projects.
"""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.likeness import Scope, count_terms, objects_with, rare_terms
from machbar.foundation.search.selectors import find_in
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import (
    Commonness,
    Kin,
    Reading,
    Reason,
    kin_of,
    read_idea,
    read_number,
)
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import FINDABLE_KIND, ideas_visible_to, status_facet
from machbar.modules.projects.findable import FINDABLE as PROJECTS
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to
from machbar.reasoning.german import kin_words, search_terms

MOST_IDEAS = 8
MOST_PROJECTS = 4
MOST_FOUND = 20
SETTLED = (Idea.Status.WITHDRAWN, Idea.Status.JOINED)


@dataclass(frozen=True, kw_only=True)
class KinIdea:
    """An older or newer idea that is kin, and by which words."""

    idea: Idea
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class KinProject:
    """A project that is kin of an idea, and by which words."""

    project: Project
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Kindred:
    """What an idea reminds of, the nearest first."""

    ideas: tuple[KinIdea, ...] = ()
    projects: tuple[KinProject, ...] = ()


def goes_on(idea: Idea) -> bool:
    """Whether work goes on with this idea itself: it is neither taken back nor joined into another."""
    return idea.status not in SETTLED


def kin_of_idea(actor: Actor, idea: Idea, *, with_projects: bool = True) -> Kindred:
    """Ideas and projects like this one that the actor may see: the team all, others what is public.

    Withdrawn ideas, joined ones and those joined into this one are left out, as are the idea's own projects.
    """
    silent = silent_terms(actor.town)
    ours = read_idea(idea.words, ignore=silent)
    groups = _groups(ours)
    if not groups:
        return Kindred()
    ideas_here = _scope_of_ideas(actor)
    counts = count_terms(ideas_here, groups)
    scopes = [ideas_here]
    if with_projects:
        scopes.append(Scope(town=actor.town, kind=PROJECTS.kind, audience=PROJECTS.audience(actor)))
    found = objects_with(scopes, rare_terms(counts, groups))
    common = Commonness(size=counts.size, holding=counts.holding)
    ideas = _ideas(actor, idea, found[FINDABLE_KIND])
    projects = _projects(actor, idea, found.get(PROJECTS.kind, ()))
    texts = ChainMap(
        {("project", key): _text_of(project) for key, project in projects.items()},
        {("idea", key): each.words for key, each in ideas.items()},
    )
    readings = {key: read_idea(texts[key], ignore=silent) for key in sorted(texts)}
    kin = kin_of(ours, readings, common)
    return Kindred(
        ideas=tuple(
            KinIdea(idea=ideas[each.key[1]], reasons=each.reasons) for each in _first(kin, "idea")
        ),
        projects=tuple(
            KinProject(project=projects[each.key[1]], reasons=each.reasons)
            for each in _first(kin, "project")
        ),
    )


def found_by(actor: Actor, idea: Idea, text: str) -> Kindred:
    """What the words, or the number of an idea, find among the town's ideas and projects; for who may answer ideas."""
    number = read_number(text)
    if number:
        ideas = Idea.objects.filter(number=number)
        projects = Project.objects.none()
    else:
        found = find_in(actor.town, text, kind=FINDABLE_KIND, audience=_audience(actor))
        ideas = Idea.objects.filter(pk__in=found.objects[:MOST_FOUND])
        audience = PROJECTS.audience(actor)
        hits = find_in(actor.town, text, kind=PROJECTS.kind, audience=audience)
        projects = projects_visible_to(actor).filter(pk__in=hits.objects[:MOST_FOUND])
    ideas = ideas.filter(town=actor.town).exclude(status__in=SETTLED)
    return Kindred(
        ideas=tuple(
            KinIdea(idea=each, reasons=())
            for each in ideas.exclude(pk=idea.pk).order_by("-handed_in_at", "-id")
        ),
        projects=tuple(
            KinProject(project=each, reasons=())
            for each in projects.exclude(origins__idea=idea).order_by("title", "id")
        ),
    )


def silent_terms(town: Town) -> frozenset[str]:
    """The terms of the town's own name: everybody means the town."""
    return search_terms(f"{town.name} {town.short_name}")


def _groups(ours: Reading) -> Mapping[str, Sequence[str]]:
    """What is counted and asked for: each term by itself, and each family by the stems of its words."""
    words = kin_words()
    groups: dict[str, Sequence[str]] = {
        term: (term,) for term in ours.terms if term not in words.settings
    }
    groups |= {family: tuple(sorted(words.stems(family))) for family in ours.families}
    groups |= {term: (term,) for term in ours.terms if term in words.settings}
    return groups


def _scope_of_ideas(actor: Actor) -> Scope:
    return Scope(
        town=actor.town,
        kind=FINDABLE_KIND,
        audience=_audience(actor),
        without=tuple(status_facet(status) for status in SETTLED),
    )


def _audience(actor: Actor) -> Audience:
    return Audience.INTERNAL if can_answer_ideas(actor) else Audience.PUBLIC


def _ideas(actor: Actor, idea: Idea, found: Sequence[int]) -> Mapping[int, Idea]:
    ideas = ideas_visible_to(actor).filter(pk__in=found).exclude(status__in=SETTLED)
    return {each.pk: each for each in ideas.exclude(pk__in=[idea.pk, idea.joined_to_id or 0])}


def _projects(actor: Actor, idea: Idea, found: Sequence[int]) -> Mapping[int, Project]:
    if not found:
        return {}
    projects = projects_visible_to(actor).filter(pk__in=found)
    return {each.pk: each for each in projects.exclude(origins__idea=idea)}


def _text_of(project: Project) -> str:
    return "\n".join((project.title, project.lead_sentence, project.description))


def _first(kin: Sequence[Kin[tuple[str, int]]], kind: str) -> Sequence[Kin[tuple[str, int]]]:
    most = MOST_IDEAS if kind == "idea" else MOST_PROJECTS
    return [each for each in kin if each.key[0] == kind][:most]
