"""Costly pages and forms have a limit for each visitor; nothing typed is lost at it, and no address is kept."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.site import limits
from tests.permissions.asking import routes

pytestmark = pytest.mark.django_db
ADDRESS = "198.51.100.23"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    cache.clear()


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture(autouse=True)
def _low(monkeypatch: pytest.MonkeyPatch) -> None:
    few = limits.Limit(name="few", most=2, seconds=60)
    monkeypatch.setitem(limits.COSTLY, "search", few)
    monkeypatch.setattr(
        limits, "FORMS", limits.Limit(name="forms", most=1, seconds=600, is_for_forms=True)
    )


def test_every_costly_page_exists() -> None:
    assert set(limits.COSTLY) <= set(routes(get_resolver().url_patterns))


def test_the_third_search_of_one_visitor_has_to_wait_and_others_go_on(town: Town) -> None:
    visitor = Client(REMOTE_ADDR=ADDRESS)

    found = [visitor.get("/suche/?suche=Brunnen") for _each in range(3)]

    assert [each.status_code for each in found] == [200, 200, 429]
    assert found[2]["Retry-After"] == "60"
    assert "Bitte warten Sie eine Minute" in found[2].content.decode()
    assert Client(REMOTE_ADDR="198.51.100.24").get("/suche/?suche=Brunnen").status_code == 200
    assert visitor.get("/").status_code == 200
    assert ADDRESS not in str(cache.__dict__)


def test_people_of_the_team_are_counted_by_themselves_wherever_they_sit(town: Town) -> None:
    one, other = Client(REMOTE_ADDR=ADDRESS), Client(REMOTE_ADDR=ADDRESS)
    one.force_login(make_person(Role.LOTSE, town=town))
    other.force_login(make_person(Role.LOTSE, town=town))

    statuses = [one.get("/suche/?suche=a").status_code for _each in range(3)]

    assert statuses == [200, 200, 429]
    assert other.get("/suche/?suche=a").status_code == 200


def test_a_form_that_is_too_much_gives_its_words_back(town: Town) -> None:
    visitor = Client(REMOTE_ADDR=ADDRESS)
    visitor.post("/ideen/neu/", {"text": ""})

    answer = visitor.post(
        "/ideen/neu/",
        {"text": "Ein Brunnen am Markt"},
        headers={"referer": "http://testserver/ideen/neu/"},
    )

    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Ein Brunnen am Markt" in page
    assert 'href="/ideen/neu/"' in page
    assert "no-store" in answer["Cache-Control"]


def test_the_machine_itself_is_not_counted(town: Town) -> None:
    here = Client()

    assert {here.get("/suche/?suche=a").status_code for _each in range(4)} == {200}


def test_behind_a_proxy_the_visitor_counts_and_not_what_the_visitor_says(
    settings: Settings, town: Town
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    proxy = Client()

    statuses = [
        proxy.get(
            "/suche/?suche=a", headers={"x-forwarded-for": f"10.0.0.{claimed}, {ADDRESS}"}
        ).status_code
        for claimed in range(3)
    ]

    assert statuses == [200, 200, 429]
