"""The way into an empty installation: only with the secret of the console, only once."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.people.models import Person, Role
from machbar.foundation.testing import make_town
from machbar.foundation.towns.kept import entrance_path
from machbar.foundation.towns.models import Town
from machbar.site.towns import short_name_of
from machbar.site.wizard import entrance

pytestmark = pytest.mark.django_db
FIRST = {
    "name": "Lutterstadt am Elm",
    "short_name": "",
    "state": "Niedersachsen",
    "admin_name": "Erste im Team",
    "admin_email": "Erste@team.invalid",
}


@pytest.fixture
def address(tmp_path: Path) -> str:
    return reverse("entrance", args=[entrance.lay_out(tmp_path)])


def test_the_secret_is_for_us_only_and_stays_until_it_is_used(tmp_path: Path) -> None:
    first, again = entrance.lay_out(tmp_path), entrance.lay_out(tmp_path)

    assert first == again
    assert len(first) == 32
    assert entrance_path(tmp_path).stat().st_mode & 0o777 == 0o600
    assert [entrance.remove(tmp_path), entrance.remove(tmp_path)] == [True, False]


def test_five_answers_make_a_town_that_only_its_first_admin_sees(
    address: str, client: Client, tmp_path: Path
) -> None:
    looked = [client.get(address).status_code for _look in range(2)]
    sent = client.post(address, FIRST)

    town, person = Town.objects.get(), Person.objects.get()
    assert looked == [200, 200]
    assert (sent.status_code, sent["Location"]) == (302, reverse("wizard_step", args=["stadt"]))
    assert (town.key, town.short_name, town.is_public) == ("lutterstadt", "Lutterstadt", False)
    assert (person.email, person.is_operator) == ("erste@team.invalid", True)
    assert list(person.roles.values_list("town", "role")) == [(town.pk, Role.ADMIN)]
    assert town.programmes.count() > 50
    assert client.get(reverse("wizard")).status_code == 200
    assert not entrance_path(tmp_path).exists()


def test_the_secret_opens_once(address: str, client: Client) -> None:
    client.post(address, FIRST)

    again = Client().post(address, {**FIRST, "name": "Andere", "admin_email": "b@team.invalid"})

    assert again.status_code == 404
    assert (Town.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.parametrize("token", ["x", "ü", "a" * 32])
def test_a_guess_opens_nothing(address: str, client: Client, token: str) -> None:
    answer = client.post(reverse("entrance", args=[token]), FIRST)

    assert address != reverse("entrance", args=[token])
    assert answer.status_code == 404
    assert not Town.objects.exists()


def test_where_a_town_is_no_secret_opens(address: str, client: Client) -> None:
    make_town()

    assert [client.get(address).status_code, client.post(address, FIRST).status_code] == [404, 404]


def test_who_comes_back_to_the_used_address_is_led_on(address: str, client: Client) -> None:
    client.post(address, FIRST)

    back, stranger = client.get(address), Client().get(address)

    assert (back.status_code, stranger.status_code) == (404, 404)
    assert f'href="{reverse("wizard")}"' in back.content.decode()
    assert (
        f'href="{reverse("account_login")}?next={reverse("wizard")}"' in stranger.content.decode()
    )
    assert f'href="{reverse("home")}"' in stranger.content.decode()


def test_a_closed_entrance_under_a_name_that_is_no_towns_names_none(
    address: str, client: Client
) -> None:
    make_town(host="eins.example.org", name="Erststadt")
    make_town(host="zwei.example.org", name="Zweitstadt")

    page = client.get(address, headers={"host": "drei.example.org"}).content.decode()

    assert "Dieser Eingang ist zu." in page
    assert not {word for word in ("Erststadt", "Zweitstadt", "/anmelden/") if word in page}


def test_without_a_secret_laid_out_nothing_opens() -> None:
    assert not entrance.opens("")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"name": "??"}, "mit mindestens einem lateinischen Buchstaben"),
        ({"state": "Mond"}, "Mond"),
        ({"admin_email": "ich"}, "E-Mail"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    address: str, client: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = client.post(address, {**FIRST, **wrong})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Erste im Team" in page
    assert not Town.objects.exists()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lutterstadt am Elm", "Lutterstadt"),
        ("Bad Beispiel an der Leine", "Bad Beispiel"),
        ("Muster (Kreis Probe)", "Muster"),
        ("Neustadt a. Rbge.", "Neustadt"),
        ("Amberg", "Amberg"),
    ],
)
def test_a_name_is_short_in_a_sentence(name: str, short: str) -> None:
    assert short_name_of(name) == short
