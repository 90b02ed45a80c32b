"""Somebody who stands in every table is erased: no byte of them stays but where the law keeps it."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.audit.services import record, verify_chain
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.privacy.listing import (
    KeyIsGone,
    Sought,
    every_listed,
    needles_of,
    seals_of,
)
from machbar.foundation.privacy.models import Erasure
from machbar.foundation.privacy.needles import mail_needle, name_needle, phone_needle
from machbar.foundation.privacy.planning import Deed
from machbar.foundation.privacy.services import Replayed, Request, erase, erase_again, preview
from machbar.foundation.privacy.striking import strike_all
from machbar.foundation.privacy.tests.rows import (
    ADDRESS,
    MAIL,
    NAME,
    PHONE,
    SAID,
    STREET,
    RowMaker,
    without_rules,
)
from machbar.foundation.search import index
from machbar.foundation.testing import Role, make_actor, make_person, make_town
from machbar.foundation.towns.models import LegalNotice, Town

NEEDLES = [name_needle(NAME), mail_needle(MAIL), phone_needle(PHONE)]
WORDS = (NAME, MAIL, PHONE, STREET)
REQUEST = Request(
    sought=Sought(name=NAME, mail=MAIL, phone=PHONE), needles=NEEDLES, reason="objected"
)


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def everywhere(town: Town) -> None:
    """The person in every personal field of every table, in the imprint, and in an honest audit trail."""
    RowMaker(town).everything()
    AuditEntry.objects.all().delete()
    record("demo", on=town, by=Actor(town=town, system=True), payload={"text": SAID})
    type(town).objects.filter(pk=town.pk).update(
        imprint=ADDRESS, contact_email=MAIL, contact_phone=PHONE
    )


def places() -> set[str]:
    """Each field of the database in which a word of the person stands."""
    return {
        f"{model._meta.label_lower}.{each.name}"
        for model in apps.get_models()
        for row in model._default_manager.all()
        for each in model._meta.local_fields
        for value in [getattr(row, each.attname)]
        for text in [value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)]
        if any(word in text for word in WORDS)
    }


KEPT = {
    "towns.town.imprint",
    "towns.town.contact_email",
    "towns.town.contact_phone",
    "towns.legalnotice.body",
    "towns.legalnotice.represented_by",
    "towns.legalnotice.postal_address",
    "towns.legalnotice.responsible",
    "towns.legalnotice.privacy_contact",
}
"""Where the law keeps somebody: the imprint has to name who stands for the house (§ 5 DDG)."""


@pytest.mark.django_db
def test_of_somebody_in_every_table_nothing_stays_but_the_imprint() -> None:
    town = make_town()
    everywhere(town)
    by = Actor(town=town, system=True)
    with without_rules():
        erasure = erase(REQUEST, by=by, at=timezone.now())

    assert erasure is not None
    assert places() == KEPT
    assert verify_chain(town).broken_at is None
    assert erase(REQUEST, by=by, at=timezone.now()) is None
    if connection.vendor == "sqlite":
        Town.objects.update(imprint="", contact_email="", contact_phone="")
        LegalNotice.objects.all().delete()
        index.compact(connection)
        assert [word for word in WORDS if word.encode() in connection.connection.serialize()] == []


@pytest.mark.django_db
def test_what_was_erased_is_erased_again_where_an_older_state_comes_back() -> None:
    town = make_town()
    by, at = Actor(town=town, system=True), timezone.now()
    contact = make_contact(town=town, organisation="", name=NAME, email=MAIL)
    named = make_contact(town=town, organisation="Verein", name="B", note=SAID)
    namesake = make_contact(town=town, organisation="", name=NAME)
    chosen = {f"contacts.contact:{each.pk}" for each in (contact, named)}
    assert erase(replace(REQUEST, chosen=chosen), by=by, at=at) is not None
    assert erase_again(at=at) == Replayed(requests=0, rows=0)
    # The state of before the erasure, with a row that was changed in between.
    Erasure.objects.all().delete()
    contact.save(force_insert=True)
    Contact.objects.filter(pk=named.pk).update(note=SAID)
    changed = make_contact(town=town, organisation="", name="A. F.", email=MAIL.upper())

    assert erase_again(at=at) == Replayed(requests=1, rows=3)

    left = dict(Contact.objects.values_list("pk", "note"))
    assert left == {named.pk: "Gespräch mit [gelöscht] am Montag", namesake.pk: namesake.note}
    assert changed.pk not in left
    assert erase_again(at=at) == Replayed(requests=0, rows=0)
    assert not any(word in str(every_listed()) for word in WORDS)


@pytest.mark.django_db
def test_a_list_without_its_key_says_so(tmp_path: Path) -> None:
    town = make_town()
    make_contact(town=town, organisation="", name=NAME)
    erase(REQUEST, by=Actor(town=town, system=True), at=timezone.now())
    Erasure.objects.all().delete()
    (tmp_path / "erasures" / "key").unlink()

    with pytest.raises(KeyIsGone):
        erase_again(at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize(("organisation", "deed"), [("", Deed.GOES), ("Verein", Deed.EMPTIED)])
def test_the_look_says_whether_an_entry_of_the_address_book_goes(
    organisation: str, deed: Deed
) -> None:
    """One without an organisation goes as a whole, and the look before it says so."""
    town = make_town()
    make_contact(town=town, organisation=organisation, name=NAME)
    by, at = Actor(town=town, system=True), timezone.now()

    assert [step.deed for step in preview(NEEDLES, by=by, at=at).steps] == [deed]
    done = erase(REQUEST, by=by, at=at)

    assert done is not None
    assert Contact.objects.exists() is (deed is Deed.EMPTIED)
    assert (done.gone, done.emptied) == ((1, 0) if deed is Deed.GOES else (0, 1))


@pytest.mark.django_db
def test_the_last_admin_stays_until_there_is_another() -> None:
    admin = make_actor(Role.ADMIN, town=make_town())
    assert admin.person is not None
    needles = [mail_needle(admin.person.email)]
    by, at = Actor(town=admin.town, system=True), timezone.now()
    assert {step.deed for step in preview(needles, by=by, at=at).steps} == {Deed.HELD}

    make_person(Role.ADMIN, town=admin.town)
    wanted = Request(sought=Sought(mail=admin.person.email), needles=needles, reason="duty")
    erase(wanted, by=by, at=at)

    admin.person.refresh_from_db()
    assert (admin.person.is_active, admin.person.email.endswith("@erased.invalid")) == (False, True)
    assert not admin.person.roles.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fiktiv war da.",
        "FIKTIV, ADA",
        "Adam Fiktiv und Adas Fiktiva",
        "Frau Fiktiv (Ada Fiktiv), Fiktivs Bank, FIKTIV'S Bank, fiktiv's, Fiktive",
        "an ADA@fiktiv.example.",
        "xada@fiktiv.example",
        "Tel. +49 (0)5353/98-76-54, nachmittags",
        "05353 9876541",
        "105353 98 76 54",
        "",
    ],
)
@pytest.mark.usefixtures("_data")
def test_a_keyed_hash_finds_what_the_words_find(text: str) -> None:
    sealed = needles_of(seals_of(Sought(name=NAME, mail=MAIL, phone=PHONE)))

    assert strike_all(text, sealed) == strike_all(text, REQUEST.words)
    assert any(n.is_in(text) for n in sealed) == any(n.is_in(text) for n in REQUEST.words)
