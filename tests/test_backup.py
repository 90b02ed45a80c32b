"""A filled town with a row in every table is the same after a restore, in SQLite and in PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.utils import timezone

from machbar.foundation.keeping import container
from machbar.foundation.keeping.backup import make
from machbar.foundation.post.services import hold_back_waiting
from tests.journeys.towns import filled_town
from tests.one_row import fill_empty_tables
from tests.test_new_database import SERVER, empty_database


def machbar(*words: str, address: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """A command in a process of its own."""
    passed = {name: value for name, value in os.environ.items() if not name.startswith("MACHBAR_")}
    return subprocess.run(
        [sys.executable, "-m", "machbar", *words],
        env={
            **passed,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "machbar.site.settings",
            **address,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def said(path: Path, folder: Path) -> dict[str, object]:
    """The manifest of a backup: rows and hashes of all tables and files, heads of the audit chains."""
    folder.mkdir()
    return dict(container.unpack(path, folder, "").manifest)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_filled_town_is_the_same_after_a_restore_into_either_database(tmp_path: Path) -> None:
    filled_town()
    fill_empty_tables()
    hold_back_waiting()  # as every restore does
    path = tmp_path / "one.machbar"
    make(path, passphrase="", now=timezone.now())
    before = said(path, tmp_path / "before")
    tables = before["tables"]
    assert isinstance(tables, dict)
    assert [table for table, written in tables.items() if not written["rows"]] == []
    with empty_database("restored") as server:
        for number, address in enumerate([{}, server] if SERVER else [{}]):
            place = {"MACHBAR_DATA": str(tmp_path / f"new{number}"), **address}
            copy = tmp_path / f"copy{number}.machbar"

            restored = machbar("restore", str(path), address=place)

            # 1: the rows of this test stand there without the files of their pictures.
            assert restored.returncode in {0, 1}, restored.stderr
            assert machbar("backup", str(copy), address=place).returncode == 0
            after = said(copy, tmp_path / f"after{number}")
            assert (after["tables"], after["heads"]) == (tables, before["heads"])
