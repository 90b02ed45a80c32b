"""A town that was added is answered at once; names of nobody stay refused, and cost no query each."""

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from machbar.foundation.testing import make_town
from machbar.foundation.towns import selectors
from machbar.site import hosts
from machbar.site.hosts import Hosts

pytestmark = pytest.mark.django_db


def status(host: str) -> int:
    return Client().get("/ueber-uns/", headers={"host": host}).status_code


def test_a_new_town_is_reached_without_a_new_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "FRESH_SECONDS", 0)
    settings.ALLOWED_HOSTS = Hosts(["localhost"])
    make_town(host="alt.example.de")
    before = status("neu.example.de")
    town = make_town(name="Neustadt", host="neu.example.de")

    after = status("neu.example.de")
    town.host = ""
    town.save()

    assert (before, after, status("neu.example.de")) == (400, 200, 400)


def test_strangers_names_cost_one_query_in_a_while_and_named_ones_none(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_town(host="stadt.example.de")
    names = Hosts(["localhost"])

    with django_assert_num_queries(0):
        assert "localhost" in names
    with django_assert_num_queries(1):
        assert ["stadt.example.de" in names for _time in range(3)] == [True] * 3
        assert "fremd.example.de" not in names


def test_without_the_database_the_named_ones_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> tuple[str, ...]:
        raise DatabaseError

    monkeypatch.setattr(selectors, "town_hosts", away)

    assert list(Hosts(["localhost"])) == ["localhost"]


@pytest.mark.parametrize("host", ["*", ".example.de"])
def test_no_name_of_a_town_stands_for_others(host: str) -> None:
    make_town(host=host)

    assert list(Hosts(["localhost"])) == ["localhost"]
