"""The corners of rooms and demand on a project's mediation page."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    house_of,
    make_demand,
    make_owner,
    make_unit,
)
from machbar.modules.premises.views.corner import corner
from machbar.modules.projects.services import create_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 20])
def test_both_corners_cost_the_same_for_one_room_and_for_twenty(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    actor = make_actor(Role.LOTSE, town=town)
    project = create_project(by=house_of(town), at=MORNING, title="Offene Fahrradwerkstatt")
    make_demand(town, project=project)
    for _number in range(count):
        make_unit(town, owner=make_owner(town))

    with django_assert_num_queries(6):
        found = corner(actor, project.pk)

    assert [each.key for each in found] == ["premises", "demand"]


def test_the_page_shows_the_ranked_rooms_with_reasons_and_the_way_to_bring_together(
    client: Client,
) -> None:
    town = make_town()
    project = create_project(by=house_of(town), at=timezone.now(), title="Offene Fahrradwerkstatt")
    demand = make_demand(town, project=project, ground_floor="must")
    unit = make_unit(town)
    upstairs = make_unit(town, street="Neue Straße", floor=1, has_lift=False)
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    page = client.get(f"/werkstatt/projekte/{project.public_id}/vermittlung/").content.decode()

    assert "74 m² passen" in page
    assert f"/werkstatt/raeume/vermittlung/neu/{demand.public_id}/{unit.public_id}/" in page
    assert page.index("Westernstraße") < page.index("Neue Straße")
    assert f"/{demand.public_id}/{upstairs.public_id}/" not in page


def test_without_a_search_the_page_offers_to_make_one_with_the_project_filled_in(
    client: Client,
) -> None:
    town = make_town()
    project = create_project(by=house_of(town), at=timezone.now(), title="Offene Fahrradwerkstatt")
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    page = client.get(f"/werkstatt/projekte/{project.public_id}/vermittlung/").content.decode()

    assert f"/werkstatt/raeume/gesuche/neu/?projekt={project.public_id}" in page


def test_the_rest_of_the_team_gets_no_rooms() -> None:
    town = make_town()
    project = create_project(by=house_of(town), at=MORNING, title="Offene Fahrradwerkstatt")

    assert corner(make_actor(Role.ADMINISTRATION, town=town), project.pk) == ()


def test_who_needs_the_same_stands_in_the_other_corner(client: Client) -> None:
    town = make_town()
    project = create_project(by=house_of(town), at=timezone.now(), title="Offene Fahrradwerkstatt")
    make_demand(town, kind="partner", title="Verein sucht Fahrradwerkstatt als Partner")
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    page = client.get(f"/werkstatt/projekte/{project.public_id}/vermittlung/").content.decode()

    assert "Verein sucht Fahrradwerkstatt als Partner" in page
