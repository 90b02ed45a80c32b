"""Which programmes could pay for something that is no project, such as a ramp for an empty room."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import Need
from machbar.modules.funding.tests.builders import make_programme, make_programmes, make_town, many
from machbar.modules.funding.views.needs import payers

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]
TODAY = date(2026, 11, 26)
RAMP = Need(title="Umbau: Rampe", words="Barrierefreiheit in der Innenstadt", cents=80_000)


def test_a_programme_that_speaks_of_it_is_named_and_another_is_not() -> None:
    town = make_town(population=16_000)
    make_programme(town, id="rampe", name="Barrierefreiheit: jede Rampe zählt")
    make_programme(town, id="chor", name="Chöre und Orchester")
    actor = Actor(town=town, roles=frozenset({Role.LOTSE}))

    found = payers(actor, RAMP, TODAY)
    picks = found.panel.context["picks"]

    assert isinstance(picks, list)
    assert [pick.programme.key for pick in picks] == ["rampe"]


def test_a_programme_whose_rules_exclude_it_is_left_out() -> None:
    town = make_town(population=16_000)
    make_programme(town, id="rampe", name="Rampe für alle", status="ended")
    actor = Actor(town=town, roles=frozenset({Role.LOTSE}))

    found = payers(actor, RAMP, TODAY)

    assert found.panel.context["picks"] == []
    assert str(found.offer) == "0 von 1 Programmen"


@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_one_query(django_assert_num_queries: Queries, count: int) -> None:
    town = make_town(population=16_000)
    make_programmes(town, many(count))
    actor = Actor(town=town, roles=frozenset({Role.LOTSE}))

    with django_assert_num_queries(1):
        payers(actor, RAMP, TODAY)


def test_guests_are_told_nothing() -> None:
    town = make_town(population=16_000)
    make_programme(town, id="rampe", name="Rampe")

    found = payers(Actor(town=town), RAMP, TODAY)

    assert (found.fits, found.open_questions) == (0, 0)
