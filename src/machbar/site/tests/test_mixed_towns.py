"""No row of one town points into another one: the walk over every foreign key finds each that does."""

import pytest
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.people.models import Person, Role
from machbar.foundation.testing import make_device, make_link, make_person, make_town
from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.paths import town_path
from machbar.modules.coordination.models import DiaryPicture, MemberReply, MilestoneMove
from machbar.modules.coordination.tests.builders import make_request, make_task
from machbar.modules.ideas.models import Idea, IdeaProject
from machbar.modules.meetings.models import Talk
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.services import create_project, publish_project
from machbar.site.mixing import (
    links_into_other_towns,
    mixed_towns,
    objects_of_other_towns,
)
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

    assert list(mixed_towns()) == [
        "projects.Project.main_category: 1 Zeilen zeigen in eine andere Stadt"
    ]


def test_a_link_between_many_and_many_is_looked_at_too() -> None:
    ours, theirs = make_town(), make_town()

    _project(ours).topics.add(_term(theirs))

    assert list(mixed_towns()) == [
        "projects.Project_topics.term: 1 Zeilen zeigen in eine andere Stadt"
    ]


def test_rows_below_a_root_belong_to_its_town() -> None:
    world = make_world()

    IdeaProject.objects.create(
        idea=world.ours.public_idea, project=world.theirs.public_project, since=timezone.now()
    )

    assert list(mixed_towns()) == [
        "ideas.IdeaProject.project: 1 Zeilen zeigen in eine andere Stadt"
    ]


def test_the_way_to_the_town_is_the_shortest_that_every_row_has() -> None:
    assert town_path(Idea) == "town"
    assert town_path(Slot) == "project__town"
    assert town_path(DiaryPicture) == "picture__town"
    assert town_path(MilestoneMove) == "milestone__project__town"
    assert town_path(MemberReply) == "member__project__town"
    assert town_path(Person) is None


def test_a_wish_for_a_task_of_another_town_is_found_through_two_parents() -> None:
    ours, theirs = make_town(), make_town()
    project = _project(ours)
    publish_project(project=project, by=Actor(town=ours, system=True), at=timezone.now())
    member, task = make_request(project), make_task(_project(theirs))

    member.wishes.add(task)

    assert list(mixed_towns()) == [
        "coordination.Member_wishes.task: 1 Zeilen zeigen in eine andere Stadt"
    ]


def test_a_personal_link_must_lead_into_its_own_town() -> None:
    ours, theirs = make_town(), make_town()
    device = make_device(town=theirs, token="one")
    person = make_person(Role.ADMIN, town=theirs)
    make_link(town=theirs, subject=device)
    make_link(town=theirs, subject=person)

    before = list(links_into_other_towns())
    make_link(town=ours, subject=device)
    make_link(town=ours, subject=person)

    assert before == []
    assert list(links_into_other_towns()) == [
        "access.counterdevice: 1 persönliche Links führen in eine andere Stadt",
        "people.person: 1 persönliche Links führen in eine andere Stadt",
    ]


def test_a_link_to_something_that_is_gone_or_to_a_person_without_a_role_is_no_breach() -> None:
    town = make_town()
    device = make_device(town=town)
    make_link(town=town, subject=device)
    make_link(town=town, subject=make_person())
    device.delete()

    assert list(links_into_other_towns()) == []


def test_a_link_to_something_without_a_town_is_named() -> None:
    town = make_town()
    _token, link = make_link(town=town, subject=make_device(town=town))
    PersonalLink.objects.filter(pk=link.pk).update(subject_kind="people.nothing")

    assert list(links_into_other_towns()) == [
        "people.nothing: persönliche Links führen zu etwas, das zu keiner Stadt gehört"
    ]


def test_a_talk_about_an_idea_of_another_town_is_found_and_one_about_a_gone_idea_is_not() -> None:
    world = make_world()
    assert list(objects_of_other_towns()) == []

    talk = Talk.objects.get(pk=world.ours.idea_talk.pk)
    Talk.objects.filter(pk=talk.pk).update(subject_id=world.theirs.public_idea.pk)

    assert list(objects_of_other_towns()) == [
        "meetings.Talk: 1 Zeilen betreffen ideas.idea einer anderen Stadt"
    ]
    Talk.objects.filter(pk=talk.pk).update(subject_id=10**9)
    assert list(objects_of_other_towns()) == []
