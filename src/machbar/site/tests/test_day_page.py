"""The team's day: what there is to look through, and what a new town still has to say."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.ideas.tests.test_offers import make_offer

pytestmark = pytest.mark.django_db
DAY = "/werkstatt/heute/"
MOST_QUERIES = (
    8 + 2 * 8
)  # five modules and the mail have something for the day, two something to look through


def day_of(role: Role) -> tuple[Client, str]:
    client = Client()
    client.force_login(make_person(role, town=make_town()))
    return client, client.get(DAY).content.decode()


def test_an_admin_of_a_new_town_sees_what_to_do_once() -> None:
    _client, page = day_of(Role.ADMIN)

    for words in ("Wo ist die Tür?", "Ein Tablet für den Tresen koppeln", "Ideen einlesen"):
        assert words in page


def test_others_of_the_team_do_not_see_what_only_an_admin_can_do() -> None:
    _client, page = day_of(Role.LOTSE)

    assert "Wo ist die Tür?" not in page
    assert "Ein Tablet für den Tresen koppeln" not in page


@pytest.mark.parametrize("count", [1, 20])
def test_what_is_to_be_looked_through_is_counted_at_a_bounded_cost(count: int) -> None:
    town = make_town()
    client = Client()
    client.force_login(make_person(Role.LOTSE, town=town))
    for number in range(count):
        make_idea(town=town, text=f"Ein Brunnen am Markt {number}")
    client.get(DAY)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(DAY).content.decode()

    assert f"Neues durchsehen ({count})" in page
    assert len(queries) <= MOST_QUERIES


def test_where_nothing_is_new_there_is_no_way_to_look_through() -> None:
    _client, page = day_of(Role.LOTSE)

    assert "Neues durchsehen" not in page


def test_the_list_behind_see_all_holds_who_would_join_in() -> None:
    town = make_town()
    client = Client()
    client.force_login(make_person(Role.LOTSE, town=town))
    offered = make_offer(make_idea(town=town, is_public=True))

    page = client.get("/werkstatt/gespraeche/").content.decode()

    assert "Möchten mitmachen, noch hat sich niemand gemeldet" in page
    assert offered.offer.contact in page


def test_the_team_gets_no_advice_for_citizens_where_nothing_is_found() -> None:
    client, _page = day_of(Role.LOTSE)

    inside = client.get("/suche/?suche=Zeppelin").content.decode()
    outside = Client().get("/suche/?suche=Zeppelin").content.decode()

    assert "Idee einwerfen" not in inside.split("<main")[1].split("</main")[0]
    assert 'href="/ideen/neu/"' in outside.split("<main")[1].split("</main")[0]
