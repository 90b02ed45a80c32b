"""Whoever asks what is kept about them reads German words: no codes, no JSON, no names of tables (Art. 12 GDPR)."""

import json

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils import translation

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry, AuditPayload
from machbar.foundation.audit.services import record
from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.privacy.access import Row, rows_about
from machbar.foundation.privacy.answering import Entry, entries_of
from machbar.foundation.privacy.needles import name_needle
from machbar.foundation.privacy.recording import label_of, title_of
from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.privacy.tests.rows import RowMaker
from machbar.foundation.privacy.wording import choice_in_words
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.foundation.towns.models import Town

NAME = "Ada Fiktiv"
TABLES = sorted({group.model for group in personal_fields()})


def shown_fields(table: str) -> list["models.Field[object, object]"]:
    """The fields that an answer shows of a table."""
    personal = {
        name for group in personal_fields() if group.model == table for name in group.fields
    }
    return [
        each
        for each in apps.get_model(table)._meta.local_fields
        if each.name in personal or isinstance(each, models.DateField) or each.choices
    ]


@pytest.mark.parametrize("table", TABLES)
def test_no_choice_of_a_row_reads_as_its_code(table: str) -> None:
    codes = {
        f"{each.name}: {value}"
        for each in shown_fields(table)
        for value, _label in each.flatchoices or []
        if isinstance(value, str) and choice_in_words(each, value) == value
    }

    assert codes == set()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_field_has_a_german_name(table: str) -> None:
    english = {"Authenticators", "Batches"}
    with translation.override("en"):
        names = {each.name: label_of(each) for each in shown_fields(table)}
    same = {"Name", "Text", "Person", "Facebook", "Organisation", "Link", "Status"}

    assert title_of(table) not in english
    assert {
        name for name, words in names.items() if words not in same and words == _german(table, name)
    } == set()


def _german(table: str, name: str) -> str:
    return label_of(apps.get_model(table)._meta.get_field(name))


def answered(town: Town, table: str) -> list[Entry]:
    entries = entries_of(rows_about([name_needle(NAME)], town))
    return [entry for entry in entries if entry.table == table]


@pytest.mark.django_db
def test_a_content_of_the_trail_is_a_sentence_and_lines() -> None:
    town = make_town()
    contact = make_contact(town=town)
    by = Actor(town=town, system=True)
    payload = {"title": f"Bank für {NAME}", "how": "mail", "reached": True, "day": "2026-11-23"}
    record("contact.changed", on=contact, by=by, payload=payload)

    (entry,) = answered(town, "audit.auditpayload")

    where, what = entry.values
    assert (where.label, what.label) == ("Eintrag im Prüfpfad", "Inhalt")
    assert where.text.endswith(": Ein Kontakt im Adressbuch wurde geändert.")
    assert what.text.splitlines() == [
        "Tag: 23. November 2026",
        "Wie: E-Mail",
        "Erreicht: ja",
        f"Titel: Bank für {NAME}",
    ]
    assert json.loads(str(what.value)) == payload


@pytest.mark.django_db
def test_a_deed_says_what_was_done_and_by_which_name() -> None:
    town = make_town()
    actor = make_actor(Role.ADMIN, town=town)
    assert actor.person is not None
    type(actor.person).objects.update(name=NAME)
    contact = make_contact(town=town)
    AuditEntry.objects.all().delete()
    record("contact.changed", on=contact, by=actor, payload={"title": "über andere"})

    (entry,) = answered(town, "audit.auditentry")

    assert entry.is_deed
    told = {value.field: (value.text, value.value) for value in entry.values}
    assert told["actor"] == (NAME, f"person:{actor.person.public_id}")
    assert told["event"] == ("Ein Kontakt im Adressbuch wurde geändert.", "contact.changed")
    assert "andere" not in str(entry)


@pytest.mark.django_db
def test_what_the_house_made_of_other_words_is_summed_up_and_stays_whole_in_the_file() -> None:
    town = make_town()
    make_contact(town=town, organisation="", name=NAME)

    entries = [*answered(town, "contacts.contact"), *answered(town, "search.searchentry")]

    told = {value.field: value for entry in entries for value in entry.values}
    assert told["sort_key"].text == "aus den Namen oben gebildet, für die Reihenfolge"
    assert told["sort_key"].value == "adafiktiv"
    assert told["terms"].text.startswith("Suchbegriffe, gebildet aus diesem Eintrag")
    assert "fiktiv" in str(told["terms"].value)
    assert told["audience"].text == "nur das Team"


@pytest.mark.django_db
def test_of_every_table_something_is_told_and_nothing_of_it_is_json() -> None:
    town = make_town()
    house = RowMaker(town)
    house.everything()
    AuditPayload.objects.update(content=json.dumps({"text": NAME}))
    rows = [
        Row(table=table, pk=row.pk, row=type(row)._default_manager.get(pk=row.pk), is_deed=False)
        for table, row in house.made.items()
        if table in TABLES and table != "towns.town"  # made by the test, unmarked
    ]

    entries = entries_of(rows)

    assert [entry.table for entry in entries if not entry.values] == []
    assert [
        (entry.table, value.label, value.text)
        for entry in entries
        for value in entry.values
        if value.text[:1] in "[{" or "_" in value.label
    ] == []


@pytest.mark.django_db
def test_the_page_of_the_answer_shows_the_words_and_the_file_both(client: Client) -> None:
    town = make_town()
    actor = make_actor(Role.ADMIN, town=town)
    assert actor.person is not None
    client.force_login(actor.person)
    make_contact(town=town, organisation="", name=NAME)
    address = "/werkstatt/einstellungen/datenschutz/auskunft/"

    page = client.post(address, {"name": NAME}).content.decode()
    kept = client.post(address, {"name": NAME, "file": "1"}).json()

    assert "adafiktiv" not in page
    assert kept["format"] == "machbar-person-2"
    values = {value["field"]: value for value in kept["entries"][0]["values"]}
    assert values["sort_key"]["value"] == "adafiktiv"
