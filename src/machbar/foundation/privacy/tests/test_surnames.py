"""Whoever is erased leaves no surname behind; another family of the same name keeps theirs, unless somebody says so."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.services import sort_key
from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.privacy import pages
from machbar.foundation.privacy.listing import Sought
from machbar.foundation.privacy.models import Erasure
from machbar.foundation.privacy.needles import name_needle, surname_needle
from machbar.foundation.privacy.planning import Deed
from machbar.foundation.privacy.services import Request, erase, erase_again, preview
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.foundation.towns.models import LegalNotice, Town

pytestmark = pytest.mark.django_db
NAME = "Wilhelmine Klagenfurth"
NEEDLES = [name_needle(NAME)]
REQUEST = Request(sought=Sought(name=NAME), needles=NEEDLES, reason="objected")
AT = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
ERASE = "/werkstatt/einstellungen/datenschutz/loeschen/"
TALK = "Frau Klagenfurth (Wilhelmine Klagenfurth) will eine Bank. Klagenfurths Idee."
OTHERS = "Herr Klagenfurth vom Sportheim ist jemand anderes."


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def club(town: Town, note: str, organisation: str = "Verein") -> Contact:
    return make_contact(town=town, organisation=organisation, name="B", note=note)


def notes() -> list[str]:
    return list(Contact.objects.order_by("pk").values_list("note", flat=True))


def is_found(word: str) -> bool:
    """Whether the search still holds the word."""
    return any(
        word.casefold() in f"{each.title} {each.body} {each.terms}".casefold()
        for each in SearchEntry.objects.all()
    )


def test_where_a_person_is_named_the_surname_alone_goes_as_well() -> None:
    town = make_town()
    club(town, TALK, organisation="Garten Klagenfurth")

    erase(REQUEST, by=Actor(town=town, system=True), at=AT)

    left = Contact.objects.get()
    assert left.note == "Frau [gelöscht] ([gelöscht]) will eine Bank. [gelöscht] Idee."
    assert left.organisation == "Garten [gelöscht]"
    assert left.sort_key == sort_key(left.organisation, left.name)
    assert not is_found("klagenfurth")


def test_another_family_of_the_same_name_stays_unless_somebody_says_that_it_is_the_person() -> None:
    town = make_town()
    by = Actor(town=town, system=True)
    club(town, TALK)
    other, meant = club(town, OTHERS), club(town, "Frau Klagenfurth hat angerufen.")
    seen = preview(NEEDLES, by=by, at=AT, surname=surname_needle(NAME))
    assert [step.row.pk for step in seen.namesakes] == [other.pk, meant.pk]

    erase(replace(REQUEST, also={f"contacts.contact:{meant.pk}"}), by=by, at=AT)

    assert notes()[1:] == [OTHERS, "Frau [gelöscht] hat angerufen."]
    assert [e.object_id for e in SearchEntry.objects.all() if "klagenfurth" in e.terms] == [
        other.pk
    ]


def test_a_row_that_is_spared_keeps_the_surname() -> None:
    town = make_town()
    club(town, TALK)

    assert erase(replace(REQUEST, chosen=set()), by=Actor(town=town, system=True), at=AT) is None

    assert notes() == [TALK]


def test_a_restore_of_an_older_state_strikes_the_surname_in_the_same_places_again() -> None:
    town = make_town()
    named, other, meant = club(town, TALK), club(town, OTHERS), club(town, "Klagenfurth rief an.")
    request = replace(REQUEST, also={f"contacts.contact:{meant.pk}"})
    erase(request, by=Actor(town=town, system=True), at=AT)
    Erasure.objects.all().delete()
    Contact.objects.filter(pk=named.pk).update(note=TALK)
    Contact.objects.filter(pk=meant.pk).update(note="Klagenfurth rief an.")

    erase_again(at=AT)

    assert notes() == [
        "Frau [gelöscht] ([gelöscht]) will eine Bank. [gelöscht] Idee.",
        other.note,
        "[gelöscht] rief an.",
    ]


def test_what_the_law_keeps_is_shown_and_cannot_be_named() -> None:
    town = make_town()
    by = Actor(town=town, system=True)
    notice = LegalNotice.objects.create(town=town, represented_by="Herr Klagenfurth")
    seen = preview(NEEDLES, by=by, at=AT, surname=surname_needle(NAME))
    assert [(step.deed, step.key) for step in seen.namesakes] == [
        (Deed.HELD, f"towns.legalnotice:{notice.pk}")
    ]

    assert erase(replace(REQUEST, also={seen.namesakes[0].key}), by=by, at=AT) is None

    notice.refresh_from_db()
    assert notice.represented_by == "Herr Klagenfurth"


def test_words_with_a_capital_come_first_because_a_surname_may_be_a_word() -> None:
    town = make_town()
    word, name = club(town, "Wir warten schon lange."), club(town, "Frau Lange rief an.")

    seen = preview(
        [name_needle("Ada Lange")],
        by=Actor(town=town, system=True),
        at=AT,
        surname=surname_needle("Ada Lange"),
    )

    assert [step.row.pk for step in seen.namesakes] == [name.pk, word.pk]


def test_the_page_shows_each_place_and_ticks_none(client: Client) -> None:
    town = make_town()
    admin = make_actor(Role.ADMIN, town=town)
    assert admin.person is not None
    client.force_login(admin.person)
    meant, other = club(town, "Frau Klagenfurth rief an."), club(town, OTHERS)
    words = {"name": NAME, "reason": "objected"}

    looked = client.post(ERASE, words).content.decode()
    done = client.post(
        ERASE, {**words, "also": f"contacts.contact:{meant.pk}", "do": "1", "sure": "1"}
    )

    assert "Nur der Nachname: 2 weitere Stellen" in looked
    assert (looked.count('name="also"'), looked.count(" checked>")) == (2, 0)
    assert OTHERS in looked
    assert done.status_code == 302
    assert notes() == ["Frau [gelöscht] rief an.", other.note]


def test_of_very_many_places_the_first_are_shown_and_the_rest_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A surname may be an ordinary word that stands in half of all entries."""
    monkeypatch.setattr(pages, "MOST_NAMESAKES", 2)
    town = make_town()
    admin = make_actor(Role.ADMIN, town=town)
    assert admin.person is not None
    client.force_login(admin.person)
    for number in range(3):
        club(town, f"Frau Klagenfurth rief zum {number}. Mal an.")

    looked = client.post(ERASE, {"name": NAME, "reason": "objected"}).content.decode()

    assert looked.count('name="also"') == 2
    assert "1 weitere Stelle ist nicht gezeigt." in looked
