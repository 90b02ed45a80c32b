"""Every giver who left an address gets every answer exactly once, wherever person and worker are killed (F03).

Between the moment at which the mail server has taken a mail and the note of it nobody can know whether it left. There
the outbox has decided (`foundation.post.services`): it is not sent again by itself, the team sees it on its list and
decides. So such a mail has left at most once, and at least once after the team's click.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MAILS = ("a@example.invalid", "b@example.invalid")


def test_an_answer_arrives_once_though_everything_is_killed_at_every_thirteenth_step(
    tmp_path: Path,
) -> None:
    check(rounds(tmp_path, answers=1, stride=13), answers=1, fewest=15)


@pytest.mark.long
def test_answers_arrive_once_though_everything_is_killed_at_every_step(tmp_path: Path) -> None:
    found = rounds(tmp_path, answers=2, stride=1)

    check(found, answers=2, fewest=200)
    unsure = [one for one in found if one["unsure"]]
    # Kills before the mail server took the mail, and after: both happened, both were seen by the team.
    assert {len(one["sent"]) for one in unsure} >= {0, 1}
    assert any(one["unsure"][0] in one["sent"] for one in unsure)
    assert any(one["unsure"][0] not in one["sent"] for one in unsure)


def rounds(folder: Path, *, answers: int, stride: int) -> list[dict[str, Any]]:
    """What `answering` says about each round."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.answering", str(folder), str(answers), str(stride)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(found: list[dict[str, Any]], *, answers: int, fewest: int) -> None:
    """Every round: nothing lost, nothing twice, and what nobody can know is one mail that the team sees."""
    expected = sorted(f"{mail} Antwort {number}" for mail in MAILS for number in range(answers))
    for one in found:
        assert (one["answers"], one["calls"]) == (3 * answers, answers), one
        assert one["is_listed"], one
        assert len(one["unsure"]) <= 1, one
        sure = [line for line in expected if line not in one["unsure"]]
        assert [line for line in one["sent"] if line not in one["unsure"]] == sure, one
        assert all(one["sent"].count(line) <= 1 for line in one["unsure"]), one
        assert set(one["sent_in_the_end"]) == set(expected), one
        assert set(one["states"]) == {"sent"}, one
    assert [bool(one["survived"]) for one in found] == [False] * (len(found) - 1) + [True]
    assert found[-1]["sent"] == expected
    assert len(found) >= fewest
