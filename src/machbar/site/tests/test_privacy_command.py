"""`machbar privacy`: erase with a look at the surname first, and retention of a town that there is."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.privacy import wiping
from machbar.foundation.testing import make_town
from machbar.site.cli import main

pytestmark = pytest.mark.django_db
ERASE = ["privacy", "erase", "--name", "Wilhelmine Klagenfurth", "--reason", "objected"]


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    # The database is written anew outside of every transaction, and a test is one.
    monkeypatch.setattr(wiping, "wipe", lambda: True)


def two_families() -> tuple[Contact, Contact]:
    """Two clubs where somebody noted the surname only."""
    town = make_town()
    meant, other = (
        make_contact(town=town, organisation="Verein", name="B", note=note)
        for note in ("Frau Klagenfurth rief an.", "Herr Klagenfurth vom Sportheim.")
    )
    return meant, other


def test_a_look_shows_each_place_with_the_surname_and_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    meant, other = two_families()

    assert main([*ERASE, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["only_surname"]
    assert main(ERASE) == 0

    assert [(row["row"], row["places"]) for row in rows] == [
        (f"contacts.contact:{each.pk}", [each.note]) for each in (meant, other)
    ]
    said = capsys.readouterr().out
    assert "Nur der Nachname, unberührt, wenn nicht mit --also genannt: 2 weitere Stellen" in said
    assert f"contacts.contact:{other.pk}  Kontakte\n    {other.note}\n" in said
    assert Contact.objects.filter(note__contains="Klagenfurth").count() == 2


def test_only_the_entry_that_is_named_loses_the_surname(
    capsys: pytest.CaptureFixture[str],
) -> None:
    meant, other = two_families()

    assert main([*ERASE, "--yes"]) == 0
    untouched = Contact.objects.filter(note__contains="Klagenfurth").count()
    assert "Gelöscht." not in capsys.readouterr().out
    assert main([*ERASE, "--yes", "--also", f"contacts.contact:{meant.pk}"]) == 0

    assert untouched == 2
    assert "Gelöscht." in capsys.readouterr().out
    meant.refresh_from_db()
    other.refresh_from_db()
    assert (meant.note, other.note) == (
        "Frau [gelöscht] rief an.",
        "Herr Klagenfurth vom Sportheim.",
    )


def test_an_entry_without_the_surname_is_refused_by_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    two_families()

    assert main([*ERASE, "--yes", "--also", "contacts.contact:999"]) == 2

    assert "contacts.contact:999 ist kein Eintrag" in capsys.readouterr().err


def test_retention_asks_for_a_town_that_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    make_town(key="eins")
    make_town(key="zwei")

    assert main(["privacy", "retention", "--dry-run"]) == 0
    assert "Das war ein Blick" in capsys.readouterr().out
    assert main(["privacy", "retention", "--town", "gibtsnicht"]) == 2

    said = capsys.readouterr()
    sentence = "Keine Stadt dieses Servers hat den Schlüssel gibtsnicht. Es gibt: eins, zwei.\n"
    assert (said.out, said.err) == ("", sentence)


def test_retention_on_a_server_without_a_town_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["privacy", "retention"]) == 2

    assert "noch keine Stadt" in capsys.readouterr().err
