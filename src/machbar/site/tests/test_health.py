"""The address for monitoring, also while the database is down."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[4]
ASK = """
import time
import django
django.setup()
from django.test import Client
Client().get("/healthz")  # loads what every first request of a process loads
begun = time.monotonic()
answer = Client().get("/healthz")
print(answer.status_code, answer.content.decode(), time.monotonic() - begun < 6)
"""


def ask_with(database: str, folder: Path) -> str:
    """What a process of its own answers, whose database is this one."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MACHBAR_DATA": str(folder),
        "MACHBAR_DATABASE_URL": database,
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.django_db
def test_all_is_well(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_a_postgresql_that_is_down_gives_a_quick_no(tmp_path: Path) -> None:
    nobody_listens = "postgresql://machbar@127.0.0.1:1/machbar"

    assert ask_with(nobody_listens, tmp_path) == '503 {"ok": false} True'


def test_a_sqlite_file_that_cannot_be_opened_gives_a_quick_no(tmp_path: Path) -> None:
    (tmp_path / "machbar.sqlite3").mkdir()

    assert ask_with("", tmp_path) == '503 {"ok": false} True'
