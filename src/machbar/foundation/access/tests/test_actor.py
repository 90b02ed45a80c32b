"""The actor of a request: who is asking, with which roles, in which town, at what cost."""

from typing import cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.middleware import DEVICE_COOKIE, ActorMiddleware
from machbar.foundation.people.models import Person, Role
from machbar.foundation.testing import make_actor, make_device, make_link, make_person, make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db


def actor_for(town: Town, person: Person | None = None, cookie: str = "") -> Actor:
    """The actor that the middleware makes."""
    request = cast("ActorRequest", HttpRequest())
    request.town = town
    request.user = person or AnonymousUser()
    request.session = SessionStore()
    request.COOKIES[DEVICE_COOKIE] = cookie
    ActorMiddleware(lambda _request: HttpResponse())(request)
    return request.actor


def test_a_guest_is_nobody_and_costs_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()

    with django_assert_num_queries(0):
        actor = actor_for(town)

    assert actor == Actor(town=town)
    assert (actor.is_staff, actor.trace) == (False, "guest")


def test_the_roles_of_a_person_cost_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()
    person = make_person(Role.LOTSE, Role.EDITOR, town=town)

    with django_assert_num_queries(1):
        actor = actor_for(town, person)

    assert actor == Actor(town=town, person=person, roles=frozenset({Role.LOTSE, Role.EDITOR}))
    assert (actor.is_staff, actor.trace) == (True, f"person:{person.public_id}")


def test_roles_hold_in_their_town_only() -> None:
    person = make_person(Role.ADMIN, town=make_town())

    assert actor_for(make_town(), person).roles == frozenset()


def test_a_suspended_person_is_a_guest() -> None:
    town = make_town()

    assert actor_for(town, make_person(Role.ADMIN, town=town, is_active=False)) == Actor(town=town)


def test_an_operator_has_no_role_in_a_town_by_that() -> None:
    town = make_town()

    assert actor_for(town, make_person(town=town, is_operator=True)).is_staff is False


def test_the_counter_is_known_by_its_cookie_also_beside_a_person() -> None:
    town = make_town()
    device = make_device(town=town, token="tablet")
    person = make_person(Role.LOTSE, town=town)

    alone, beside = actor_for(town, cookie="tablet"), actor_for(town, person, "tablet")

    assert alone == Actor(town=town, device=device)
    assert (alone.is_staff, alone.trace) == (False, f"device:{device.public_id}")
    assert (beside.device, beside.trace) == (device, f"person:{person.public_id}")


def test_has_asks_for_any_of_the_roles() -> None:
    actor = make_actor(Role.EDITOR)

    assert actor.has(Role.LOTSE, Role.EDITOR) is True
    assert actor.has(Role.LOTSE, Role.ADMIN) is False
    assert actor.has() is False


def test_link_and_house_leave_their_trace() -> None:
    town = make_town()
    _token, link = make_link(town=town, subject=town)

    assert Actor(town=town, link=link).trace == f"link:{link.public_id}"
    assert Actor(town=town, system=True).trace == "system"
