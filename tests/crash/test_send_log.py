"""Every giver who left an address gets every answer exactly once, wherever team and worker are killed (F03).

Between the moment at which the mail server has taken a mail and the note of it nobody can know whether it left. There
the outbox has decided (`foundation.post.services`): it is not sent again by itself, the team sees it on its list and
decides. So such a mail has left at most once, and at least once after the team's click.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.crash.answering import GIVERS, MAILS

# No test opens it; the copy that the rounds begin with is made of it.
pytestmark = pytest.mark.django_db
STRIDES = {"sqlite": 13, "postgresql": 61}  # a server takes a second to begin anew


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What all rounds together say: kills, answers that came twice or never, and those left for the team to decide."""

    kills: int
    twice: int
    lost: int
    to_decide: int
    of_them_sent: int


def test_an_answer_arrives_once_though_everything_is_killed_at_many_steps(
    tmp_path: Path, beginning: str
) -> None:
    stride = STRIDES[connection.vendor]

    found = rounds(tmp_path, beginning, answers=1, stride=stride)

    check(found, answers=1, fewest=300 // stride)


@pytest.mark.long
def test_answers_arrive_once_though_everything_is_killed_at_every_step(
    tmp_path: Path, beginning: str
) -> None:
    started = time.monotonic()

    found = rounds(tmp_path, beginning, answers=2, stride=1)

    check(found, answers=2, fewest=600)
    figures = figures_of(found, expected(2))
    print(f"{figures} in {time.monotonic() - started:.0f} s")
    # Kills before the mail server took the mail, and after: both happened, both were seen by the team.
    assert 0 < figures.of_them_sent < figures.to_decide


def rounds(folder: Path, beginning: str, *, answers: int, stride: int) -> list[dict[str, Any]]:
    """What `answering` says about each round."""
    arguments = [str(folder), beginning, str(answers), str(stride)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.answering", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def expected(answers: int) -> list[str]:
    """What the mail server must have taken, each once."""
    return sorted(f"{mail} Antwort {number}" for mail in MAILS for number in range(answers))


def check(found: list[dict[str, Any]], *, answers: int, fewest: int) -> None:
    """Every round: nothing lost, nothing twice, and what nobody can know is one mail that the team sees."""
    every = expected(answers)
    for one in found:
        assert one["half_done"] == [], one
        assert (one["answers"], one["on_lists"]) == (len(GIVERS) * answers, 0), one
        assert one["notes"] == ["idea.called", "idea.letter_posted"], one
        assert one["is_listed"], one
        assert len(one["unsure"]) <= 1, one
        sure = [line for line in every if line not in one["unsure"]]
        assert [line for line in one["sent"] if line not in one["unsure"]] == sure, one
        assert all(one["sent"].count(line) <= 1 for line in one["unsure"]), one
        assert set(one["sent_in_the_end"]) == set(every), one
        assert one["states"] == ["sent"], one
        assert one["chain_broken_at"] is None, one
    assert [bool(one["survived"]) for one in found] == [False] * (len(found) - 1) + [True]
    assert found[-1]["sent"] == every
    assert len(found) >= fewest


def figures_of(found: list[dict[str, Any]], every: list[str]) -> Figures:
    """Counted over all rounds, before anybody on the team has clicked."""
    return Figures(
        kills=sum(not one["survived"] for one in found),
        twice=sum(one["sent"].count(line) > 1 for one in found for line in every),
        lost=sum(line not in one["sent"] + one["unsure"] for one in found for line in every),
        to_decide=sum(len(one["unsure"]) for one in found),
        of_them_sent=sum(line in one["sent"] for one in found for line in one["unsure"]),
    )
