"""The light of the second step: for open towns, by who sees personal data or money."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Person, Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.site.state.lights import Colour
from machbar.site.state.people import second_steps

pytestmark = pytest.mark.django_db


def open_town(key: str, **fields: object) -> Town:
    town = make_town(key=key, host=f"{key}.example.org")
    Town.objects.filter(pk=town.pk).update(is_public=True, **fields)
    return town


def with_app(person: Person) -> Person:
    Authenticator.objects.create(user=person, type="totp", data={})
    return person


def test_who_sees_personal_data_and_has_no_second_step_turns_it_yellow() -> None:
    town = open_town("elm")
    with_app(make_person(Role.ADMIN, town=town))
    make_person(Role.TREASURER, town=town)
    make_person(Role.MARKET_LEAD, town=town)

    [light] = second_steps()

    assert (light.name, light.colour) == ("second_step:elm", Colour.YELLOW)
    assert light.sentence.startswith("1 Person")
    assert light.cure


def test_with_a_day_the_light_says_which_and_is_green_when_all_have_one() -> None:
    town = open_town("elm", second_factor_from=date(2031, 5, 2))
    with_app(make_person(Role.LOTSE, town=town))

    [light] = second_steps()

    assert light.colour is Colour.GREEN
    assert "2. Mai 2031" in light.sentence
    assert not light.cure


def test_emergency_codes_alone_are_no_second_step() -> None:
    person = make_person(Role.LOTSE, town=open_town("elm"))
    Authenticator.objects.create(user=person, type="recovery_codes", data={})

    assert [light.colour for light in second_steps()] == [Colour.YELLOW]


def test_demonstrations_and_towns_in_set_up_have_none() -> None:
    open_town("probe", is_demo=True)
    town = open_town("werdend")
    Town.objects.filter(pk=town.pk).update(is_public=False)

    assert list(second_steps()) == []


def test_as_many_questions_for_one_town_as_for_twenty(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_person(Role.LOTSE, town=open_town("t-0"))
    with django_assert_num_queries(3):
        list(second_steps())
    for number in range(1, 20):
        make_person(Role.LOTSE, town=open_town(f"t-{number}"))

    with django_assert_num_queries(3):
        assert len(list(second_steps())) == 20
