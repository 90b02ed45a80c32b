"""The address book: who reads it, how it is searched, and what changing and erasing leave."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry, AuditPayload
from machbar.foundation.contacts.exceptions import ChangedMeanwhile
from machbar.foundation.contacts.findable import FINDABLE
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.selectors import contacts_visible_to, contacts_with
from machbar.foundation.contacts.services import change_contact, erase_contact, sort_key
from machbar.foundation.contacts.tables import CONTACTS
from machbar.foundation.contacts.tests.builders import NOW, kind_called, make_contact
from machbar.foundation.contacts.vocabulary import add_kinds
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.services import differences
from machbar.foundation.tables.core import Style, write_csv
from machbar.foundation.tables.labels import trouble_sentence
from machbar.foundation.tables.services import bring_file, look_into, take_batch, undo_batch
from machbar.foundation.testing import Role, make_actor, make_person, make_town
from machbar.site.tables import exported_rows

pytestmark = pytest.mark.django_db


def lotse() -> Actor:
    by = make_actor(Role.LOTSE)
    add_kinds(town=by.town)
    return by


def signed_in(actor: Actor, client: Client) -> Client:
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def test_owners_are_for_those_who_keep_the_book() -> None:
    by = lotse()
    owner = make_contact(
        town=by.town, organisation="Haus 7", kind=kind_called(by.town, "eigentuemer")
    )
    club = make_contact(town=by.town)
    make_contact(town=make_town())
    seen = {
        role: set(contacts_visible_to(Actor(town=by.town, roles=frozenset({role}))))
        for role in Role
    }

    assert seen == {
        Role.LOTSE: {owner, club},
        Role.MODERATION: {owner, club},
        Role.ADMIN: {owner, club},
        Role.EDITOR: {club},
        Role.TREASURER: {club},
        Role.MARKET_LEAD: set(),
        Role.ADMINISTRATION: set(),
    }


def test_the_book_is_searched_by_words_and_parts_of_mail_addresses() -> None:
    by = lotse()
    club = make_contact(town=by.town, note="Leiht Bänke aus.", email="vorsitz@verein.invalid")
    press = make_contact(town=by.town, organisation="Öffentliche Zeitung", name="")

    assert list(contacts_with(by, text="bank")) == [club]
    assert list(contacts_with(by, text="VORSITZ@")) == [club]
    assert list(contacts_with(by, text="zeitung")) == [press]
    assert list(contacts_with(by)) == [club, press]
    assert list(contacts_with(by, kind="presse")) == []


def test_umlauts_stand_where_people_look_for_them() -> None:
    assert sorted(["Zebra", "Öl", "Apfel"], key=lambda each: sort_key(each, "")) == [
        "Apfel",
        "Öl",
        "Zebra",
    ]


def test_two_people_do_not_overwrite_each_other() -> None:
    by = lotse()
    contact = make_contact(town=by.town)
    values = {"organisation": "Verein", "name": "Neu"}
    change_contact(contact=contact, by=by, at=NOW, seen_version=1, values=values)

    with pytest.raises(ChangedMeanwhile):
        change_contact(contact=contact, by=by, at=NOW, seen_version=1, values=values)

    assert (contact.name, contact.version) == ("Neu", 2)


def test_erasing_leaves_no_word_of_the_contact() -> None:
    by = lotse()
    contact = make_contact(town=by.town, name="Geheime Person", email="geheim@x.invalid")

    erase_contact(contact=contact, by=by)

    assert (Contact.objects.count(), SearchEntry.objects.count()) == (0, 0)
    assert "eheim" not in "".join(AuditPayload.objects.values_list("content", flat=True))
    assert list(AuditEntry.objects.values_list("event", flat=True)) == [
        "contact.added",
        "contact.erased",
    ]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_asks_as_much_for_one_as_for_twenty(
    count: int, client: Client, django_assert_num_queries: Any
) -> None:
    by = lotse()
    for number in range(count):
        make_contact(town=by.town, organisation=f"Verein {number}")
    signed_in(by, client).get(reverse("contacts:new"))  # the session is written once

    with django_assert_num_queries(8):
        page = client.get(reverse("contacts:book"))

    assert page.content.decode().count('data-head="Telefon"') == count


@pytest.mark.parametrize(
    ("role", "says"), [(Role.LOTSE, "Tragen Sie jemanden ein"), (Role.TREASURER, "noch leer.")]
)
def test_an_empty_book_asks_only_those_to_fill_it_who_may(
    role: Role, says: str, client: Client
) -> None:
    page = signed_in(make_actor(role), client).get(reverse("contacts:book")).content.decode()

    assert says in page
    assert ("Tragen Sie" in page) == (role == Role.LOTSE)


def test_a_contact_is_added_once_by_two_clicks_changed_and_erased(client: Client) -> None:
    by = lotse()
    signed_in(by, client)
    form = client.get(reverse("contacts:new")).context["form"]
    words = {"organisation": "Heimatverein", "form_key": form["form_key"].value()}

    first = client.post(reverse("contacts:new"), words)
    client.post(reverse("contacts:new"), words)
    contact = Contact.objects.get()
    changed = client.post(
        reverse("contacts:change", args=[contact.public_id]),
        {"organisation": "Heimatbund", "seen_version": "1"},
    )
    contact.refresh_from_db()
    erased = client.post(reverse("contacts:erase", args=[contact.public_id]))

    assert (first.status_code, changed.status_code, erased.status_code) == (302, 302, 302)
    assert contact.organisation == "Heimatbund"
    assert not Contact.objects.exists()


def test_a_contact_needs_a_name_and_a_basis_for_writing(client: Client) -> None:
    signed_in(lotse(), client)

    page = client.post(reverse("contacts:new"), {"may_be_written": "on", "email": "keine"})

    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["basis", "email", "organisation"]


def test_a_stale_page_says_so_and_keeps_what_was_typed(client: Client) -> None:
    by = lotse()
    contact = make_contact(town=by.town)
    signed_in(by, client)

    page = client.post(
        reverse("contacts:change", args=[contact.public_id]),
        {"organisation": "Meins", "seen_version": "0"},
    )

    assert page.status_code == 422
    assert "Meins" in page.content.decode()
    contact.refresh_from_db()
    assert contact.organisation == "Heimatverein"


def test_kinds_are_added_renamed_and_offered_no_longer(client: Client) -> None:
    by = lotse()
    signed_in(by, client)

    client.post(reverse("contacts:kinds"), {"label": "Kirche"})
    twice = client.post(reverse("contacts:kinds"), {"label": "kirche"})
    client.post(
        reverse("contacts:kind", args=["kirche"]), {"label": "Kirchen", "seen_version": "Kirche"}
    )
    client.post(reverse("contacts:kind", args=["presse"]), {"offer": "no"})

    assert twice.status_code == 422
    assert kind_called(by.town, "kirche").label == "Kirchen"
    assert not kind_called(by.town, "presse").is_active


def test_contacts_come_in_from_a_table_go_out_and_away_again() -> None:
    by, other = lotse(), lotse()
    content = (
        "Firma;Ansprechpartner;Art;Mail;Tel.;Darf angeschrieben werden;Grundlage;Stand\n"
        "Bäckerei Öl;Inhaber;gewerbe;backen@oel.invalid;+49 5353 1;ja;Gespräch;01.03.26\n"
        "Amt;;Verwaltung;;0535312345;;;\n"
    ).encode("cp1252")
    batch = bring_file(content=content, name="k.csv", kind=CONTACTS, by=by, at=NOW)
    assert take_batch(batch=batch, kind=CONTACTS, by=by, at=NOW, with_doubles=False) == 2

    columns = CONTACTS.columns(by.town)
    given_out = b"".join(
        write_csv(
            [each.label for each in columns], exported_rows(columns, CONTACTS.rows(by)), Style.EXCEL
        )
    )
    again = bring_file(content=given_out, name="k.csv", kind=CONTACTS, by=other, at=NOW)
    take_batch(batch=again, kind=CONTACTS, by=other, at=NOW, with_doubles=False)

    assert [list(each) for each in exported_rows(columns, CONTACTS.rows(by))] == [
        list(each) for each in exported_rows(CONTACTS.columns(other.town), CONTACTS.rows(other))
    ]
    bakery = Contact.objects.get(town=other.town, phone="+49 5353 1")
    assert (bakery.kind, bakery.may_be_written, bakery.basis) == (
        kind_called(other.town, "gewerbe"),
        True,
        "Gespräch",
    )
    assert differences(FINDABLE).objects == ()
    assert undo_batch(batch=batch, kind=CONTACTS, by=by, at=NOW) == 2


def test_wrong_and_known_lines_of_a_table_are_named() -> None:
    by = lotse()
    make_contact(town=by.town, organisation="Amt", name="", email="amt@x.invalid")
    content = (
        b"Organisation;Name;E-Mail;Darf angeschrieben werden\n"
        b";;nur@mail.invalid;\nVerein;;;ja\nAMT;;;\nAndere;;AMT@x.invalid;\n"
    )

    look = look_into(content=content, kind=CONTACTS, by=by, at=NOW)

    assert [trouble_sentence(each) for each in look.troubles] == [
        "Zeile 2, Spalte „Organisation“: Bitte nennen Sie eine Organisation oder eine Person.",
        (
            "Zeile 3, Spalte „Grundlage“: Bitte sagen Sie, auf welcher Grundlage "
            "dieser Kontakt angeschrieben werden darf."
        ),
    ]
    assert [(each.line, each.label) for each in look.doubles] == [(4, "Amt"), (5, "Amt")]


def test_the_site_search_finds_contacts_for_the_keepers_only(client: Client) -> None:
    by = lotse()
    make_contact(town=by.town, organisation="Quarkkontor")
    editor = make_person(Role.EDITOR, town=by.town)

    found = signed_in(by, client).get("/suche/?suche=Quarkkontor").content.decode()
    client.force_login(editor)
    hidden = client.get("/suche/?suche=Quarkkontor").content.decode()

    assert reverse("contacts:contact", args=[Contact.objects.get().public_id]) in found
    assert "/werkstatt/kontakte/" + Contact.objects.get().public_id not in hidden
