"""A full disk (trust.md, F3): reading goes on, nothing half is left, nothing typed is lost."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.databases import write_test_database

pytestmark = pytest.mark.django_db(transaction=True)
MEGABYTES = 12


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes; only root may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here (root may)")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its files itself")
def test_a_full_disk_loses_nothing_and_leaves_nothing_half(small_disk: Path) -> None:
    write_test_database(small_disk / "machbar.sqlite3")

    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.full_disk"],
        env={
            **os.environ,
            "MACHBAR_DATA": str(small_disk),
            "MACHBAR_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "full: reading": [200, 200, 200],
        "full: the team reads": 200,
        "full: an idea": "507 Unsere Festplatte ist voll.",
        "full: the words are shown": True,
        "full: a photo": "422 Was wünschen Sie sich für Lutterstadt?",
        "full: a backup": [2, []],
        "well again: ideas before": 0,
        "well again: an idea": "302 /beleg/",
        "well again: ideas": 1,
        "well again: a backup": [0, ["b.machbar"]],
        "well again: troubles": [],
    }
