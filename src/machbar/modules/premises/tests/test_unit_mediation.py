"""The page of one room: who could move in, and which programmes could pay for making it ready."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.selectors import demand as reading
from machbar.modules.premises.selectors.demand import demands_for
from machbar.modules.premises.surfaces.needs import need_of, needs_money
from machbar.modules.premises.tests.builders.mediation import (
    TODAY,
    make_demand,
    make_owner,
    make_unit,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def signed_in(client: Client, town: Town) -> Client:
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)
    return client


def test_a_step_at_the_door_is_a_need_with_our_estimate() -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town))
    make_demand(town, step_free="wish")

    need = need_of(unit, demands_for(make_actor(Role.LOTSE, town=town), unit, TODAY))

    assert need is not None
    assert need.cents == 80_000
    assert "eine Rampe gelegt wird" in need.title


def test_where_nothing_has_to_be_changed_nobody_pays() -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town), steps=0)
    make_demand(town)

    assert need_of(unit, demands_for(make_actor(Role.LOTSE, town=town), unit, TODAY)) is None


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_for_one_search_and_for_twenty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town))
    for _number in range(count):
        make_demand(town, step_free="wish")
    signed_in(client, town)

    with django_assert_num_queries(12):
        page = client.get(f"/werkstatt/raeume/{unit.public_id}/vermittlung/")

    assert page.content.decode().count("Zusammenbringen</span>") == count


def test_only_who_works_on_premises_sees_it(client: Client) -> None:
    town = make_town()
    unit = make_unit(town)
    client.force_login(make_person(Role.EDITOR, town=town), backend=BACKEND)

    assert client.get(f"/werkstatt/raeume/{unit.public_id}/vermittlung/").status_code == 403


@pytest.mark.parametrize("count", [1, 20])
def test_all_rooms_with_a_need_cost_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    owner = make_owner(town)
    for _number in range(count):
        make_unit(town, owner=owner)
    make_unit(town, owner=owner, steps=0)
    make_demand(town, step_free="wish")

    actor = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(2):
        part = needs_money(actor, TODAY)

    assert part is not None
    assert [need.cents for need in part.needs] == [80_000] * count


@pytest.mark.parametrize(
    ("rooms", "searches", "title"),
    [
        (1, 1, "Räume"),
        (3, 1, "Räume: 2 von 3, mit 1 von 1 Gesuchen; den Rest zeigt die Karte jedes Raums"),
        (2, 4, "Räume: 2 von 2, mit 2 von 4 Gesuchen; den Rest zeigt die Karte jedes Raums"),
    ],
)
def test_where_not_all_rooms_and_searches_are_looked_at_the_heading_says_how_many_and_where_the_rest_is(
    monkeypatch: pytest.MonkeyPatch, rooms: int, searches: int, title: str
) -> None:
    town = make_town()
    owner = make_owner(town)
    for _number in range(rooms):
        make_unit(town, owner=owner)
    for _number in range(searches):
        make_demand(town, step_free="wish")
    monkeypatch.setattr(reading, "MOST_JOINT", 2)

    part = needs_money(make_actor(Role.LOTSE, town=town), TODAY)

    assert part is not None
    assert str(part.title) == title


def test_who_does_not_work_on_premises_hears_of_no_room() -> None:
    assert needs_money(make_actor(Role.TREASURER, town=make_town()), TODAY) is None


def test_the_page_draws_the_room_between_searches_and_programmes(client: Client) -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town))
    make_demand(town, step_free="wish")
    signed_in(client, town)

    page = client.get(f"/werkstatt/raeume/{unit.public_id}/vermittlung/").content.decode()

    assert ">1 Gesuch</text>" in page
    assert "Raum und Förderung:" in page
    assert "Gesuch und Raum:" in page


def test_what_is_too_far_apart_is_not_called_almost(client: Client) -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town), rent_cents=90_000)
    make_demand(town, rent_max_cents=10_000)
    signed_in(client, town)

    page = client.get(f"/werkstatt/raeume/{unit.public_id}/vermittlung/").content.decode()

    assert "zu weit auseinander" in page
    assert "beinahe" not in page


def test_where_nobody_could_move_in_a_sentence_says_it_and_no_figure(client: Client) -> None:
    town = make_town()
    unit = make_unit(town)
    signed_in(client, town)

    page = client.get(f"/werkstatt/raeume/{unit.public_id}/vermittlung/").content.decode()

    assert "Kein Gesuch passt." in page
    assert "Wer sucht</text>" not in page
    assert page.count("Wer könnte hier einziehen?</h2>") == 1
