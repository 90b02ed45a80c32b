"""A full disk (trust.md, F3): reading goes on, nothing half is left, nothing typed is lost."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from tests.crash.full_disk import full
from tests.crash.people import SETUP, Person
from tests.crash.server import Browser, Server
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
    # A process that was killed lets go of its files a moment later.
    for _moment in range(40):
        if not subprocess.run(["umount", str(folder)], capture_output=True, check=False).returncode:
            return
        time.sleep(0.25)
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


@pytest.mark.long
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its files itself")
def test_a_server_on_a_full_disk_stays_up_and_goes_on_when_there_is_room(
    small_disk: Path, tmp_path: Path
) -> None:
    server = Server(folder=tmp_path)
    (tmp_path / "data").symlink_to(small_disk)
    assert server.run("setup", *SETUP).returncode == 0
    serving = server.start()
    person = Person(name="Person", port=server.port, turns=count(1))  # without a photo

    with full(small_disk):
        time.sleep(10)  # the worker looks for work meanwhile, and may not end
        guest = Browser(server.port)
        _status, _location, form = guest.get("/ideen/neu/")
        sent = guest.post("/ideen/neu/", {**guest.hidden_fields(form), "text": "Ein Brunnen"})
        reading = [Browser(server.port).get(path)[0] for path in ("/", "/ideen/", "/healthz")]
    time.sleep(5)
    person.hand_in_one("Ein zweiter Brunnen")
    is_up = serving.poll() is None
    server.kill()

    assert (sent[0], "Ein Brunnen" in sent[2]) == (507, True)
    assert reading == [200, 200, 200]
    assert is_up
    assert list(person.receipts) == ["Ein zweiter Brunnen"]
