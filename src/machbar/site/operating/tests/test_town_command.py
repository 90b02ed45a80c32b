"""`machbar town`: list, add, host, close, open."""

import json

import pytest
from django.utils import timezone

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.site.cli import main
from machbar.site.operating.tests.test_page import NOTICE

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]
NEW = (
    *("--name", "Neustadt am Elm", "--short-name", "Neustadt", "--state", "Niedersachsen"),
    *("--admin-email", "neu@team.invalid", "--admin-name", "Nele Neu", "--without-catalogue"),
)


@pytest.fixture(autouse=True)
def town() -> Town:
    """One town that is open and complete."""
    town = make_town(
        key="altstadt",
        host="alt.example.org",
        name="Altstadt am Elm",
        address="Markt 1",
        contact_email="haus@team.invalid",
    )
    LegalNotice.objects.create(town=town, checked_on=timezone.localdate(), **NOTICE)
    make_person(Role.ADMIN, town=town)
    return town


def test_the_list_says_how_each_town_is_and_ends_with_the_worst_light(capsys: Said) -> None:
    assert main(["town", "list"]) == 0
    assert "altstadt: Altstadt am Elm, alt.example.org, für alle offen" in capsys.readouterr().out

    make_town(key="dort", name="Dort")

    assert main(["town", "list"]) == 2
    said = capsys.readouterr().out
    assert "dort: Dort, –, " in said
    assert "machbar town host dort NAME" in said


def test_the_list_is_one_object_a_town_for_machines(capsys: Said) -> None:
    main(["town", "list", "--json"])

    assert json.loads(capsys.readouterr().out) == {
        "key": "altstadt",
        "name": "Altstadt am Elm",
        "host": "alt.example.org",
        "stage": "open",
        "closed_on": None,
        "people": 1,
        "last_deed": None,
        "picture_bytes": 0,
        "lights": {"host": "green", "admins": "green", "letters": "green", "law": "green"},
    }


def test_one_more_town_is_added_under_its_own_host_and_closed(capsys: Said) -> None:
    status = main(["town", "add", *NEW, "--host", "neu.example.org"])

    added = Town.objects.get(key="neustadt")
    assert status == 0
    assert (added.host, added.is_public) == ("neu.example.org", False)
    assert "Neustadt am Elm ist eingerichtet." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ((), "--host"),
        (("--host", "alt.example.org"), "Altstadt am Elm"),
        (("--host", "kein host"), "--host"),
        (("--host", "alt2.example.org", "--short-name", "Altstadt"), "altstadt"),
    ],
)
def test_a_town_that_cannot_be_added_is_not(
    more: tuple[str, ...], sentence: str, capsys: Said
) -> None:
    status = main(["town", "add", *NEW, *more])

    assert status == 2
    assert sentence in capsys.readouterr().err
    assert Town.objects.count() == 1


def test_a_town_moves_to_another_host(town: Town, capsys: Said) -> None:
    status = main(["town", "host", "altstadt", "Anders.example.org"])

    town.refresh_from_db()
    said = capsys.readouterr().out
    assert status == 0
    assert town.host == "anders.example.org"
    assert "Altstadt am Elm: anders.example.org." in said
    assert AuditEntry.objects.filter(town=town, event="town.changed").count() == 1

    assert main(["town", "host", "altstadt", "anders.example.org"]) == 0
    assert AuditEntry.objects.filter(town=town, event="town.changed").count() == 1


def test_two_towns_do_not_share_a_host(town: Town, capsys: Said) -> None:
    make_town(key="dort", host="dort.example.org", name="Dort")

    assert main(["town", "host", "altstadt", "dort.example.org"]) == 2
    assert main(["town", "host", "altstadt", "kein host"]) == 2
    assert main(["town", "host", "altstadt", ""]) == 2
    assert "Dort" in capsys.readouterr().err
    town.refresh_from_db()
    assert town.host == "alt.example.org"


def test_a_town_is_closed_and_opened(town: Town, capsys: Said) -> None:
    assert main(["town", "close", "altstadt"]) == 0
    assert main(["town", "close", "altstadt"]) == 0
    town.refresh_from_db()
    assert (town.is_public, town.closed_on) == (False, timezone.localdate())
    assert "war schon geschlossen" in capsys.readouterr().out

    assert main(["town", "open", "altstadt"]) == 0
    town.refresh_from_db()
    assert (town.is_public, town.closed_on) == (True, None)


def test_a_town_opens_only_when_it_has_said_what_the_law_asks_for(town: Town, capsys: Said) -> None:
    LegalNotice.objects.all().delete()
    main(["town", "close", "altstadt"])

    assert main(["town", "open", "altstadt"]) == 2
    assert capsys.readouterr().err
    town.refresh_from_db()
    assert not town.is_public


@pytest.mark.parametrize("deed", ["close", "open", "host", "remove"])
def test_a_town_that_is_not_there_is_named_as_unknown_beside_those_that_are(
    deed: str, town: Town, capsys: Said
) -> None:
    make_town(key="dort", host="dort.example.org")
    more = ["x.example.org"] if deed == "host" else []

    assert main(["town", deed, "gibtesnicht", *more]) == 2
    assert capsys.readouterr().err == (
        "Keine Stadt dieses Servers hat den Schlüssel gibtesnicht. Es gibt: altstadt, dort.\n"
    )
    town.refresh_from_db()
    assert town.is_public


def test_on_a_server_without_a_town_that_is_said(capsys: Said) -> None:
    Town.objects.all().delete()

    assert main(["town", "close", "gibtesnicht"]) == 2
    assert capsys.readouterr().err == "Auf diesem Server gibt es noch keine Stadt.\n"


def test_where_no_town_is_named_the_option_and_the_keys_are(town: Town, capsys: Said) -> None:
    make_town(key="dort", host="dort.example.org")

    assert main(["archive", "nirgends.zip"]) == 2
    assert capsys.readouterr().err == (
        f"Bitte nennen Sie mit --town eine der Städte: {town.key}, dort.\n"
    )
