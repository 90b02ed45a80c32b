"""Towns: which one a host means, their numbers, words and switches."""

from pathlib import Path

import pytest
from django.db import IntegrityError
from django.test import Client

from machbar.foundation.testing import make_town
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import PUBLIC_ID_ALPHABET, Term, new_public_id
from machbar.foundation.towns.selectors import terms_of, town_for_host
from machbar.foundation.towns.services import add_terms, next_number, switch_module
from tests.racing import race

pytestmark = pytest.mark.django_db


def test_with_one_town_every_host_means_it() -> None:
    town = make_town(host="eins.example.org")

    assert town_for_host("eins.example.org") == town
    assert town_for_host("anything.example.org") == town


def test_with_several_towns_the_host_decides_and_a_strange_one_means_none() -> None:
    first, second = make_town(host="eins.example.org"), make_town(host="zwei.example.org")

    assert town_for_host("eins.example.org") == first
    assert town_for_host("zwei.example.org") == second
    assert town_for_host("drei.example.org") is None
    assert town_for_host("") is None


def test_two_towns_cannot_share_a_host_but_many_may_have_none() -> None:
    make_town()
    make_town()
    make_town(host="eins.example.org")

    with pytest.raises(IntegrityError):
        make_town(host="eins.example.org")


def test_an_empty_server_says_how_a_town_is_set_up(client: Client) -> None:
    answer = client.get("/")

    assert answer.status_code == 503
    assert "machbar setup" in answer.content.decode()


def test_a_name_that_is_no_towns_gets_a_page_that_names_none(client: Client) -> None:
    make_town(host="eins.example.org", name="Erststadt")
    make_town(host="zwei.example.org", name="Zweitstadt")

    answer = client.get("/", headers={"host": "drei.example.org"})

    page = answer.content.decode()
    assert answer.status_code == 421
    assert "Unter dieser Adresse wohnt niemand." in page
    assert not {
        word for word in ("Erststadt", "Zweitstadt", "example.org", "machbar setup") if word in page
    }
    assert client.post("/ideen/neu/", headers={"host": "drei.example.org"}).status_code == 421
    assert client.get("/anmelden/", headers={"host": "drei.example.org"}).status_code == 421


def test_a_name_that_the_server_does_not_know_gets_a_page_that_names_no_town(
    client: Client,
) -> None:
    make_town(host="eins.example.org", name="Erststadt")

    answer = client.get("/", headers={"host": "fremd.example.net"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Unter dieser Adresse wohnt niemand." in page
    assert not {word for word in ("Erststadt", "example.org", "/anmelden/") if word in page}


def test_monitoring_works_without_a_town(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_numbers_count_up_per_town_series_and_year() -> None:
    town, other = make_town(number_prefix="K"), make_town(number_prefix="W")

    drawn = [
        next_number(town=town, series="idea", year=2026),
        next_number(town=town, series="idea", year=2026),
        next_number(town=town, series="project", year=2026),
        next_number(town=town, series="idea", year=2027),
        next_number(town=other, series="idea", year=2026),
    ]

    assert drawn == ["K-2026-0001", "K-2026-0002", "K-2026-0001", "K-2027-0001", "W-2026-0001"]


@pytest.mark.django_db(transaction=True)
def test_no_number_is_given_twice_also_at_the_same_time(tmp_path: Path) -> None:
    assert race("numbers", tmp_path) == {"drawn": 60, "different": 60, "last": "L-2026-0060"}


def test_terms_come_in_the_towns_order_and_what_it_edited_stays() -> None:
    town = make_town()
    add_terms(town=town, vocabulary="topic", labels={"b": "Bauen", "a": "Angeln", "c": "Chor"})
    Term.objects.filter(town=town, code="a").update(label="Fischen")
    Term.objects.filter(town=town, code="c").update(is_active=False)

    add_terms(town=town, vocabulary="topic", labels={"a": "Angeln"})

    assert [str(term) for term in terms_of(town, "topic")] == ["Bauen", "Fischen"]
    assert not terms_of(make_town(), "topic").exists()


def test_a_module_is_switched_off_and_on_again() -> None:
    town = make_town()

    switch_module(town=town, module="ideas", is_on=False)
    switch_module(town=town, module="ideas", is_on=True)

    assert list(town.module_switches.values_list("module", "is_on")) == [("ideas", True)]


def test_public_ids_avoid_letters_that_look_alike() -> None:
    found = {new_public_id() for _ in range(500)}

    assert len(found) == 500
    assert {len(public_id) for public_id in found} == {10}
    assert set("".join(found)) <= set(PUBLIC_ID_ALPHABET)
    assert not set("01ilo") & set(PUBLIC_ID_ALPHABET)


def test_addresses_for_mails_lie_below_the_towns_own_host() -> None:
    assert absolute_url(make_town(), "/a/") == "http://localhost:8000/a/"
    assert absolute_url(make_town(host="eins.example.org"), "/a/") == "http://eins.example.org/a/"
