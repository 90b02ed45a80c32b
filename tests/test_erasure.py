"""Somebody in every table of a filled town is erased by the command: no byte of them stays in the data directory."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.keeping.backup import make
from machbar.foundation.media.models import PictureFile
from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.privacy.tests.rows import MAIL, NAME, PHONE, SAID, STREET, mark_for
from machbar.foundation.towns.models import Town
from tests.journeys.towns import filled_town
from tests.one_row import fill_empty_tables
from tests.test_backup import machbar
from tests.test_new_database import SERVER, empty_database

IMPRINT = ("towns_town", "towns_legalnotice")
UNTOUCHED = frozenset({"audit.auditentry", "sessions.session", "search.searchentry", "towns.town", "towns.legalnotice"})
TRIED = 5  # rows of a table until one takes the mark


def mark_everything() -> set[str]:
    """Write the person into each personal field of some row of each table; returns the fields that took it."""
    taken = set()
    for group in personal_fields():
        if group.model in UNTOUCHED:
            continue
        model = apps.get_model(group.model)
        rows = list(model._default_manager.order_by("-pk")[:TRIED])
        for name in group.fields:
            each = model._meta.get_field(name)
            assert isinstance(each, models.Field)
            if not each.is_relation and any(_took(row, each) for row in rows):
                taken.add(f"{group.model}.{name}")
    return taken


def _took(row: models.Model, each: "models.Field[object, object]") -> bool:
    mark = mark_for(each)
    if mark is None:
        return False
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{each.name: mark})
    except IntegrityError:
        return False
    return True


def found_in(folder: Path) -> Iterator[str]:
    """Each file below a folder that holds a word of the person."""
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        for word in (NAME, MAIL, PHONE, STREET):
            if word.encode() in content:
                yield f"{path.relative_to(folder)}: {word}"


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_no_byte_of_an_erased_person_stays_and_no_restore_brings_them_back(tmp_path: Path) -> None:
    place = filled_town()
    fill_empty_tables()
    taken = mark_everything()
    record("demo", on=place.town, by=Actor(town=place.town, system=True), payload={"text": SAID})
    path = tmp_path / "before.machbar"
    make(path, passphrase="", now=timezone.now())
    with empty_database("erased") as server:
        for number, address in enumerate([{}, server] if SERVER else [{}]):
            data = tmp_path / f"data{number}"
            where = {"MACHBAR_DATA": str(data), **address}
            assert machbar("restore", str(path), address=where).returncode in {0, 1}

            erased = machbar(
                *("privacy", "erase", "--name", NAME, "--mail", MAIL, "--phone", PHONE),
                *("--reason", "objected", "--yes", "--town", place.town.key),
                address=where,
            )

            assert erased.returncode == 0, erased.stderr
            assert list(found_in(data)) == []
            assert machbar("verify", address=where).returncode in {0, 1}
