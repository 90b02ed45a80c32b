"""`machbar backup` and `machbar restore`: there and back; a swap that dies leaves the old state or the new one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(module: str, folder: Path, *words: str) -> dict[str, object]:
    """What a module prints last, run in a process with a data directory of its own."""
    data = folder / "data"
    data.mkdir()
    environment = {
        **os.environ,
        "MACHBAR_DATA": str(data),
        "MACHBAR_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "machbar.site.settings",
    }
    ended = subprocess.run(
        [sys.executable, "-m", module, str(folder), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return dict(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("first", "end", "least"),
    [(4, 5, 1), pytest.param(1, 50, 4, marks=pytest.mark.long)],
    ids=["one step", "every step"],
)
def test_there_and_back_and_a_swap_that_dies(
    tmp_path: Path, first: int, end: int, least: int
) -> None:
    found = run("machbar.site.tests.round_trip", tmp_path, str(first), str(end))

    assert found["statuses"] == [0, 0, 0, 2, 2, 2, 0, 0, 0, 2]
    assert found["letters"] == ["sending"]
    assert found["equal"]
    assert found["by_itself"] == {
        "shelf": 0,
        "trial": "",
        "sound": True,
        "no room": 2,
        "cut": -1,
        "update": 0,
        "before": 1,
    }
    assert isinstance(found["died"], int)
    assert found["died"] >= least
    assert found["left"] == []


@pytest.mark.long
def test_nothing_damaged_hostile_or_newer_is_taken_and_nothing_changes(tmp_path: Path) -> None:
    found = run("machbar.site.tests.damaged", tmp_path)

    assert found == {
        "tried": 209,
        "taken": [],
        "changed": [],
        "outside": ["bad", "data", "sealed", "whole"],
    }
