"""The record of processing, the answer to somebody who asks, and whom a breach touched."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry, AuditPayload
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.people.models import Role
from machbar.foundation.privacy.breach import affected_between, in_words
from machbar.foundation.privacy.recording import record_of_processing
from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db
PERSON = "/werkstatt/einstellungen/datenschutz/auskunft/"


def signed_in(client: Client, town: Town) -> Actor:
    """An admin of the town at the browser."""
    actor = make_actor(Role.ADMIN, town=town)
    assert actor.person is not None
    client.force_login(actor.person)
    return actor


def test_the_record_holds_every_declared_activity(client: Client) -> None:
    signed_in(client, make_town())

    page = client.get(reverse("privacy:processing")).content.decode()

    activities = [each for part in record_of_processing() for each in part.activities]
    assert sorted(each.table for each in activities) == sorted(
        group.model for group in personal_fields()
    )
    unfolded = client.get(reverse("privacy:processing"), {"alles": "1"}).content.decode()
    folds = len(activities) + len(record_of_processing())
    assert page[page.index("<main") :].count("<details>") == folds
    assert unfolded[unfolded.index("<main") :].count("<details open>") == folds
    assert page.count("<dd>") - page[: page.index("folds")].count("<dd>") == 3 * len(activities)


def test_the_record_is_made_without_asking_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert record_of_processing()


def test_an_admin_sees_what_is_kept_and_takes_it_along(client: Client) -> None:
    town = make_town(name="Musterstadt")
    signed_in(client, town)
    contact = make_contact(town=town, organisation="", name="Ada Fiktiv", phone="05353 12 34 56")
    make_contact(town=town, organisation="", name="Adam Fiktiv", phone="05353 12 34 57")

    page = client.post(PERSON, {"phone": "+49 5353 123456"}).content.decode()
    answer = client.post(PERSON, {"phone": "+49 5353 123456", "file": "1"})

    assert contact.public_id in page
    assert "Adam" not in page
    kept = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (kept["format"], kept["town"]) == ("machbar-person-2", "Musterstadt")
    assert [(each["table"], each["number"]) for each in kept["entries"]] == [
        ("contacts.contact", contact.public_id),
        ("search.searchentry", str(SearchEntry.objects.get(object_id=contact.pk).pk)),
    ]
    assert "Ada Fiktiv" in [value["text"] for value in kept["entries"][0]["values"]]


def test_of_what_somebody_of_the_team_did_only_the_deed_is_shown(client: Client) -> None:
    town = make_town()
    admin = signed_in(client, town)
    assert admin.person is not None
    client.post(PERSON, {"name": "Gibt Esnicht"})

    kept = client.post(PERSON, {"mail": admin.person.email, "file": "1"}).json()

    deeds = [each for each in kept["entries"] if each["table"] == "audit.auditentry"]
    assert [each["is_deed"] for each in deeds] == [True]
    assert [value["value"] for value in deeds[0]["values"] if value["is_why"]] == [
        f"person:{admin.person.public_id}"
    ]


ERASE = "/werkstatt/einstellungen/datenschutz/loeschen/"


def test_an_admin_looks_first_and_spares_whoever_bears_the_same_name(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    town = make_town()
    signed_in(client, town)
    meant, namesake = (make_contact(town=town, organisation="", name="Ada Fiktiv") for _ in "ab")
    words = {"name": "Ada Fiktiv", "reason": "objected"}
    looked = client.post(ERASE, words).content.decode()
    assert looked.count('name="row"') == 2
    chosen = {**words, "row": f"contacts.contact:{meant.pk}", "do": "1"}

    unsure = client.post(ERASE, chosen)
    nobody = client.post(ERASE, {**words, "do": "1", "sure": "1"})
    done = client.post(ERASE, {**chosen, "sure": "1"})

    assert (unsure.status_code, nobody.status_code) == (422, 422)
    assert f'value="contacts.contact:{namesake.pk}" id' in unsure.content.decode()
    assert unsure.content.decode().count(" checked>") == 1
    assert done.status_code == 302
    assert list(Contact.objects.all()) == [namesake]
    after = client.get(done["Location"]).content.decode()
    assert "widerspricht" in after
    assert "Es ist geschehen." in after
    assert "Ada" not in after


@pytest.mark.parametrize("words", [{}, {"name": "A"}, {"phone": "keine"}, {"mail": "keine"}])
def test_words_that_mean_nobody_are_sent_back(client: Client, words: dict[str, str]) -> None:
    signed_in(client, make_town())

    answer = client.post(PERSON, words)

    assert answer.status_code == 422
    assert all(f'value="{word}"' in answer.content.decode() for word in words.values())


def test_the_trail_says_that_somebody_was_looked_up_and_not_who(client: Client) -> None:
    signed_in(client, make_town())

    client.post(PERSON, {"name": "Ada Fiktiv"})

    assert AuditEntry.objects.get().event == "privacy.answered"
    assert json.loads(AuditPayload.objects.get().content) == {"as": "page", "entries": 0}


def test_a_breach_touches_the_records_of_that_time_and_town() -> None:
    town, now = make_town(key="hier"), timezone.now()
    make_contact(town=make_town(key="dort"))
    before = make_contact(town=town)
    AuditEntry.objects.filter(object_id=before.public_id).update(at=now - timedelta(days=2))
    contact = make_contact(town=town)

    found = affected_between(town, now - timedelta(hours=1), now + timedelta(hours=1))

    assert [(each.table, each.number, each.events, each.actors) for each in found] == [
        ("contacts.contact", contact.public_id, ("contact.added",), ("system",))
    ]
    assert list(in_words(town, found)) == [
        f"Kontakte {contact.public_id}: Ein Kontakt kam ins Adressbuch. Von: MachBar selbst."
    ]
