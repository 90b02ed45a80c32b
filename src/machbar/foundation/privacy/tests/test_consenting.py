"""All consents of a person stand on one page, from every part of the house, and are taken back there with one click."""

from collections.abc import Mapping

import pytest
from django.apps import apps
from django.test import Client

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.privacy.consenting import consents_of
from machbar.foundation.privacy.needles import name_needle
from machbar.foundation.privacy.registry import consent_sources
from machbar.foundation.privacy.tests.rows import NAME, NOON, RowMaker, without_rules
from machbar.foundation.testing import Role, make_actor, make_town

pytestmark = pytest.mark.django_db
PAGE = "/werkstatt/einstellungen/datenschutz/einwilligungen/"
GIVEN: Mapping[str, Mapping[str, object]] = {
    "contacts.contact": {"may_be_written": True, "basis": "Sie hat gefragt."},
    "coordination.member": {"state": "active", "joined_at": NOON, "wants_reminders": True},
    "media.picture": {"consent_at": NOON, "consent_by": "said", "released_at": NOON},
    "premises.consent": {"field": "street", "given_at": NOON, "given_by": "said"},
    "premises.demand": {"wants_public": True, "published_at": NOON},
}
"""A row of each source in which somebody has agreed to something."""


def test_every_source_is_tried() -> None:
    assert set(consent_sources()) == set(GIVEN)


@pytest.mark.parametrize("table", GIVEN)
def test_a_consent_is_shown_and_taken_back_at_once(client: Client, table: str) -> None:
    admin = make_actor(Role.ADMIN, town=make_town())
    assert admin.person is not None
    client.force_login(admin.person)
    needles = [name_needle(NAME)]
    with without_rules():
        row = RowMaker(admin.town).row(apps.get_model(table))
        type(row)._default_manager.filter(pk=row.pk).update(**GIVEN[table])
        mine = [c for c in consents_of(needles, admin.town) if c.row.table == table]
        assert [consent.given.withdrawn_on for consent in mine] == [None]
        words = {"name": NAME, "way": "phone"}
        assert f'value="{mine[0].key}"' in client.post(PAGE, words).content.decode()
        before = AuditEntry.objects.count()

        for _click in "ab":
            client.post(PAGE, {**words, "withdraw": mine[0].key})

    left = [c for c in consents_of(needles, admin.town) if c.row.table == table]
    assert [consent for consent in left if consent.given.withdrawn_on is None] == []
    assert AuditEntry.objects.count() > before
    row.refresh_from_db()
    public = [getattr(row, name, None) for name in ("published_at", "released_at")]
    assert public == [None, None]


def test_what_is_not_theirs_cannot_be_taken_back_here(client: Client) -> None:
    admin = make_actor(Role.ADMIN, town=make_town())
    assert admin.person is not None
    client.force_login(admin.person)
    with without_rules():
        contact = RowMaker(admin.town).row(apps.get_model("contacts.contact"))
        values = GIVEN["contacts.contact"]
        type(contact)._default_manager.filter(pk=contact.pk).update(**values)
        key = f"contacts.contact:{contact.pk}:"

        client.post(PAGE, {"name": "Wer Anders", "way": "said", "withdraw": key})

    contact.refresh_from_db()
    assert contact.may_be_written is True  # type: ignore[attr-defined]
