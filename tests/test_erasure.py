"""Somebody in every table of a filled town is erased by the command: no byte of them stays in the data directory."""

import sqlite3
import tarfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.keeping.backup import make
from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.privacy.tests.rows import MAIL, NAME, PHONE, SAID, STREET, mark_for
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Agreement
from tests.journeys.towns import filled_town
from tests.one_row import fill_empty_tables
from tests.test_backup import machbar
from tests.test_new_database import SERVER, empty_database

WORDS = (NAME, MAIL, PHONE, STREET)
LAW = {
    "premises_agreement",
    "premises_demand",
    "premises_mediation",
    "premises_mediationstep",
}
"""Where the law keeps a person: the search behind a signed agreement (claims, sections 195 and 199 BGB)."""
UNTOUCHED = frozenset(
    {
        "audit.auditentry",
        "sessions.session",
        "search.searchentry",
        "towns.town",
        "towns.legalnotice",
    }
)
TRIED = 5  # rows of a table until one takes the mark


def mark_everything() -> set[str]:
    """Write the person into each personal field of some row of each table; returns the fields that took it."""
    taken = set()
    for group in personal_fields():
        if group.model in UNTOUCHED:
            continue
        model = apps.get_model(group.model)
        rows = [*behind_the_agreement(model), *model._default_manager.order_by("-pk")[:TRIED]]
        for name in group.fields:
            each = model._meta.get_field(name)
            assert isinstance(each, models.Field)
            if not each.is_relation and any(_took(row, each) for row in rows):
                taken.add(f"{group.model}.{name}")
    return taken


def behind_the_agreement(model: type[models.Model]) -> list[models.Model]:
    """The signed agreement of the filled town and what led to it: whom the law keeps must be the person."""
    signed = Agreement.objects.filter(signed_on__isnull=False).latest("pk")
    led: list[models.Model] = [signed, signed.mediation, signed.mediation.demand]
    led += signed.mediation.steps.all()
    return [row for row in led if isinstance(row, model)]


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


def found_in(folder: Path) -> list[str]:
    """Each file below a folder that holds a word of the person."""
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word.encode() in path.read_bytes() for word in WORDS)
    ]


def tables_in(place: Mapping[str, str], path: Path) -> set[str]:
    """The tables in which a word of the person stands, by a dump of all rows."""
    assert machbar("backup", str(path), address=place).returncode == 0
    with tarfile.open(path) as members:
        dump = {
            member.name: file.read().decode()
            for member in members.getmembers()
            if (file := members.extractfile(member)) is not None and "tables/" in member.name
        }
    return {Path(name).stem for name, text in dump.items() if any(word in text for word in WORDS)}


def unsign(data: Path) -> None:
    """Take the signature from every agreement: then no law keeps anything any more."""
    with closing(sqlite3.connect(data / "machbar.sqlite3")) as database:
        database.execute("UPDATE premises_agreement SET signed_on = NULL")
        database.commit()


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_no_byte_of_an_erased_person_stays_and_no_restore_brings_them_back(tmp_path: Path) -> None:
    town = filled_town().town
    fill_empty_tables()
    assert mark_everything() >= {"ideas.idea.text", "post.letter.body", "contacts.contact.name"}
    record("demo", on=town, by=Actor(town=town, system=True), payload={"text": SAID})
    backup = tmp_path / "before.machbar"
    make(backup, passphrase="", now=timezone.now())
    with empty_database("erased") as server:
        for number, address in enumerate([{}, server] if SERVER else [{}]):
            place = {"MACHBAR_DATA": str(tmp_path / f"data{number}"), **address}
            machbar("restore", str(backup), address=place)
            assert tables_in(place, tmp_path / f"first{number}") > LAW

            _erase(place, town)

            assert tables_in(place, tmp_path / f"erased{number}") == LAW
            machbar("restore", str(backup), "--replace", address=place)
            assert tables_in(place, tmp_path / f"again{number}") == LAW
    unsign(tmp_path / "data0")
    _erase({"MACHBAR_DATA": str(tmp_path / "data0")}, town)
    assert found_in(tmp_path / "data0") == []


def _erase(place: Mapping[str, str], town: Town) -> None:
    erased = machbar(
        *("privacy", "erase", "--name", NAME, "--mail", MAIL, "--phone", PHONE),
        *("--reason", "objected", "--yes", "--town", town.key),
        address=place,
    )
    assert erased.returncode == 0, erased.stderr
    assert "die Kette hält" in machbar("verify", address=place).stdout
