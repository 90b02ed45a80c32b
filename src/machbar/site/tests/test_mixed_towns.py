"""No row of one town points into another one: the walk over every foreign key finds each that does."""

import pytest
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Term, Town
from machbar.modules.ideas.models import Idea, IdeaProject
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.services import create_project
from machbar.site.mixing import mixed_towns, town_path
from tests.permissions.world import make_world

pytestmark = pytest.mark.django_db


def _project(town: Town) -> Project:
    return create_project(by=Actor(town=town, system=True), at=timezone.now(), title="Werkstatt")


def _term(town: Town) -> Term:
    return Term.objects.create(town=town, vocabulary="topic", code="a", label="A")


def test_two_full_towns_side_by_side_are_not_mixed() -> None:
    make_world()

    assert list(mixed_towns()) == []


def test_a_project_with_a_word_of_another_town_is_found() -> None:
    ours, theirs = make_town(), make_town()
    project = _project(ours)

    Project.objects.filter(pk=project.pk).update(main_category=_term(theirs))

    assert list(mixed_towns()) == ["projects.Project.main_category: 1 rows point into another town"]


def test_a_link_between_many_and_many_is_looked_at_too() -> None:
    ours, theirs = make_town(), make_town()

    _project(ours).topics.add(_term(theirs))

    assert list(mixed_towns()) == ["projects.Project_topics.term: 1 rows point into another town"]


def test_rows_below_a_root_belong_to_its_town() -> None:
    world = make_world()

    IdeaProject.objects.create(
        idea=world.ours.public_idea, project=world.theirs.public_project, since=timezone.now()
    )

    assert list(mixed_towns()) == ["ideas.IdeaProject.project: 1 rows point into another town"]


def test_the_way_to_the_town_is_direct_through_the_root_or_nowhere() -> None:
    assert town_path(Idea) == "town"
    assert town_path(Slot) == "project__town"
    assert town_path(Person) is None
