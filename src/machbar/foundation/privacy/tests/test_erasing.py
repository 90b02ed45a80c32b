"""Somebody who stands in every table is erased: no byte of them stays but where the law keeps it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry, AuditPayload
from machbar.foundation.audit.services import record, verify_chain
from machbar.foundation.privacy.listing import Sought
from machbar.foundation.privacy.needles import mail_needle, name_needle, phone_needle
from machbar.foundation.privacy.services import Request, erase, preview
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
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town

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
    assert not AuditPayload.objects.filter(content__contains=NAME).exists()
    assert preview(NEEDLES, by=by, at=timezone.now()).is_empty
