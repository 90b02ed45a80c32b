"""How projects are found: the public page by everybody, the sheet by the team, personal fields by nobody."""

from datetime import UTC, datetime

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.selectors import find_in
from machbar.foundation.search.services import differences
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.projects.findable import FINDABLE, audience
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import (
    change_sheet,
    create_project,
    publish_project,
    set_slot,
    withdraw_project,
)

MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def found(project: Project, text: str, whom: Audience) -> bool:
    return project.pk in find_in(project.town, text, kind=FINDABLE.kind, audience=whom).objects


def filled() -> tuple[Project, Actor]:
    house = Actor(town=make_town(), system=True)
    project = create_project(by=house, at=MORNING, title="Offene Fahrradwerkstatt")
    change_sheet(
        project=project,
        by=house,
        at=MORNING,
        seen_version=1,
        values={
            "description": "Quabbelo",
            "situation": "Zwirbelu",
            "contact_last_name": "Xipersono",
            "further_contacts": "Xikontakto",
        },
    )
    set_slot(
        project=project, kind="place", state="candidate", note="Schnurpsi", by=house, at=MORNING
    )
    return project, house


def test_a_project_is_found_by_everybody_while_it_is_public() -> None:
    project, house = filled()

    assert not found(project, "Werkstatt", Audience.PUBLIC)
    publish_project(project=project, by=house, at=MORNING)
    shown = ("Werkstatt", "Quabbelo", "Schnurpsi", "Zwirbelu")
    assert [found(project, word, Audience.PUBLIC) for word in shown] == [True, True, True, False]
    withdraw_project(project=project, by=house)
    assert not found(project, "Werkstatt", Audience.PUBLIC)


def test_the_team_finds_the_inside_but_no_person() -> None:
    project, _house = filled()

    assert found(project, "Zwirbelu", Audience.INTERNAL)
    assert not found(project, "Xipersono", Audience.INTERNAL)
    assert not found(project, "Xikontakto", Audience.INTERNAL)


def test_each_deed_leaves_entries_that_are_what_the_records_say() -> None:
    project, house = filled()
    publish_project(project=project, by=house, at=MORNING)

    assert differences(FINDABLE).objects == ()


def test_all_roles_of_the_team_search_the_inside() -> None:
    assert {audience(make_actor(role)) for role in Role} == {Audience.INTERNAL}
    assert audience(make_actor()) is Audience.PUBLIC
