"""An import and an update that are killed: the old state or the new, and the same command ends what it began (F2)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crash.commands import LINES

pytestmark = pytest.mark.django_db
STRIDES = {"import": 37, "migrate": 211}


def rounds(folder: Path, beginning: str, deed: str, stride: int) -> list[dict[str, Any]]:
    """What `commands` says about each round."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.commands", str(folder), beginning, deed, str(stride)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_import(found: list[dict[str, Any]]) -> None:
    """All lines or none after a kill, all of them once after the second try."""
    whole = {"ideas": LINES + 1, "numbers": LINES + 1, "batches": 1, "chain_broken_at": None}
    nothing = {"ideas": 1, "numbers": 1, "batches": 0, "chain_broken_at": None}
    for one in found:
        assert one["after"] in (nothing, whole), one
        assert one["in the end"] == whole, one
    assert found[0]["after"] == nothing
    assert found[-1]["after"] == whole


def check_update(found: list[dict[str, Any]]) -> None:
    """Nothing of the town is lost at any step, every backup that lies there is whole, the second try ends it."""
    whole = found[-1]["after"]
    for one in found:
        assert one["after"]["ideas"] == 1, one
        assert set(one["after"]["noted"]) <= set(whole["noted"])
        assert {**one["in the end"], "backups": 1} == {**whole, "backups": 1}
    assert whole["backups"] == 1
    assert len(found[0]["after"]["noted"]) < len(whole["noted"])


CHECKS = {"import": check_import, "migrate": check_update}


@pytest.mark.parametrize("deed", CHECKS)
def test_a_command_that_is_killed_at_some_steps_is_done_by_the_next_try(
    tmp_path: Path, beginning: str, deed: str
) -> None:
    found = rounds(tmp_path, beginning, deed, STRIDES[deed])

    CHECKS[deed](found)
    assert len(found) >= 3


@pytest.mark.long
@pytest.mark.parametrize("deed", CHECKS)
def test_a_command_that_is_killed_at_every_third_step_is_done_by_the_next_try(
    tmp_path: Path, beginning: str, deed: str
) -> None:
    found = rounds(tmp_path, beginning, deed, 3)

    CHECKS[deed](found)
    print(f"{deed}: {len(found) - 1} kills")
