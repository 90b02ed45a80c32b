"""`machbar backup` and `machbar restore`: there and back; a swap that dies leaves the old state or the new one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("first", "end", "least"),
    [(4, 5, 1), pytest.param(1, 50, 4, marks=pytest.mark.long)],
    ids=["one step", "every step"],
)
def test_there_and_back_and_a_swap_that_dies(
    tmp_path: Path, first: int, end: int, least: int
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    environment = {
        **os.environ,
        "MACHBAR_DATA": str(data),
        "MACHBAR_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "machbar.site.settings",
    }

    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "machbar.site.tests.round_trip",
            str(tmp_path),
            str(first),
            str(end),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = json.loads(ended.stdout.splitlines()[-1])
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
    assert found["died"] >= least
    assert found["left"] == []
