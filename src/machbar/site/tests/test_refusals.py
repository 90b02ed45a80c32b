"""A look at an address that only takes forms leads to the page with the form, or answers with a page of its own."""

import pytest
from django.test import Client

from machbar.foundation.testing import Role, make_actor, make_town

pytestmark = pytest.mark.django_db
TEAM = "/werkstatt/einstellungen/team/"


def test_looking_at_the_address_of_a_form_shows_a_page_and_still_says_405(client: Client) -> None:
    make_town()

    answer = client.get("/abmelden/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "<h1>Diese Seite öffnet sich nicht von allein.</h1>" in answer.content.decode()


@pytest.mark.parametrize("method", ["head", "put", "delete", "options"])
def test_programs_get_the_bare_answer(client: Client, method: str) -> None:
    make_town()

    answer = getattr(client, method)("/abmelden/")

    assert (answer.status_code, answer.content) == (405, b"")


LOOK = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/werkstatt/zugang/name/", "/werkstatt/zugang/"),
        ("/werkstatt/zugang/rathaus-konto/trennen/", "/werkstatt/zugang/"),
        ("/werkstatt/einstellungen/team/zweiter-schritt/", "/werkstatt/einstellungen/team/"),
        ("/werkstatt/einstellungen/team/einladung/abc/zurueckziehen/", TEAM),
        ("/werkstatt/projekte/abc/weg/punkte/abc/", "/werkstatt/projekte/abc/weg/punkte/"),
        ("/werkstatt/projekte/abc/weg/punkte/", "/werkstatt/projekte/abc/weg/"),
        ("/beleg/abc/nachtrag/", "/beleg/abc/"),
        ("/werkstatt/gespraeche/briefe/gruppen/drucken/", "/werkstatt/gespraeche/briefe/"),
    ],
)
def test_a_browser_that_looks_at_the_address_of_a_form_comes_to_the_page_above(
    client: Client, address: str, above: str
) -> None:
    make_town()

    looked = client.get(address, headers=LOOK)

    assert (looked.status_code, looked["Location"]) == (302, above)
    assert client.get(address).status_code == 405


def test_after_a_refused_name_a_later_look_leads_back_to_the_form(client: Client) -> None:
    actor = make_actor(Role.LOTSE, town=make_town())
    assert actor.person is not None
    client.force_login(actor.person)
    refused = client.post("/werkstatt/zugang/name/", {"name": ""})

    later = client.get("/werkstatt/zugang/name/", headers=LOOK, follow=True)

    assert refused.status_code == 422
    assert (later.redirect_chain, later.status_code) == ([("/werkstatt/zugang/", 302)], 200)
    assert 'name="name"' in later.content.decode()


def test_where_nothing_stands_above_the_page_says_what_the_address_is(client: Client) -> None:
    make_town()

    looked = client.get("/abmelden/", headers=LOOK)

    assert (looked.status_code, looked["Allow"]) == (405, "POST")
