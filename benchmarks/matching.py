"""How long matching takes, cold and warm, at the sizes of performance.md (reported only)."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from machbar.modules.funding.catalogue import CATALOGUE
from machbar.modules.funding.core import ApplicantKind, Programme, ProjectProfile, read_programmes
from machbar.modules.funding.core.matching import (
    PreparedCatalogue,
    prepare_catalogue,
    rank_programmes,
)
from machbar.reasoning.ranking import cores, in_order, sentence_encoder_by
from machbar.reasoning.reading import read_records
from tests.shared import SHARED

TODAY = date(2026, 11, 26)
LIMIT = 10


def synthetic_programmes(number: int, seed: int) -> tuple[Programme, ...]:
    """Programmes that mix the texts, applicants and areas of our catalogue."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark
    known = read_programmes(read_records(CATALOGUE))
    made = []
    for at in range(number):
        first, second = dice.sample(known, k=2)
        made.append(
            replace(
                first,
                key=f"s{at:05d}",
                text=f"{first.name}. {second.text}",
                examples=second.examples,
                applicants=first.applicants | second.applicants,
            )
        )
    return tuple(made)


def synthetic_projects(number: int, seed: int) -> tuple[ProjectProfile, ...]:
    """Projects in the words of the typical projects of our catalogue."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark
    known = [each.examples for each in read_programmes(read_records(CATALOGUE))]
    return tuple(
        ProjectProfile(
            key=f"p{at:04d}",
            title=dice.choice(known).split(". ")[-1],
            description=dice.choice(known),
            applicant=dice.choice([ApplicantKind.MUNICIPALITY, ApplicantKind.ASSOCIATION, None]),
            state=dice.choice(["03", "09", None]),
            cost=dice.choice([None, dice.randrange(50_000, 50_000_000)]),
        )
        for at in range(number)
    )


def cold(projects: int) -> float:
    """Seconds of `machbar match` as a process of its own: the shared cases, repeated, × 122 programmes."""
    folder = SHARED / "funding"
    lines = (folder / "matching_dev.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as place:
        repeated = Path(place) / "projects.jsonl"
        rows = [
            lines[at % len(lines)].replace('"id": "h', f'"id": "r{at}-h', 1)
            for at in range(projects)
        ]
        repeated.write_text("\n".join(rows), encoding="utf-8")
        command = [sys.executable, "-m", "machbar", "match", "--projects", str(repeated)]
        command += ["--programmes", str(folder / "matching_dev_programmes.json")]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Seconds on the clock and of CPU, forked processes included: on a busy machine only the second one compares."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.3f} s wall, {self.cpu:.3f} s CPU"


def spent(work: Callable[[], object]) -> Spent:
    """Do some work once."""
    wall, cpu = time.perf_counter(), _cpu()
    work()
    return Spent(wall=time.perf_counter() - wall, cpu=_cpu() - cpu)


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    """Run the three measurements."""
    print(f"140 projects x 122 programmes, cold process: {cold(140):.1f} s wall (at most 30)")
    prepared: list[PreparedCatalogue] = []
    programmes, projects = synthetic_programmes(2500, 1), synthetic_projects(1000, 2)
    encode = sentence_encoder_by(cores())
    preparing = spent(lambda: prepared.append(prepare_catalogue(programmes, encode=encode)))
    print(f"2,500 programmes prepared, once, by {cores()} processes: {preparing}")
    rank = partial(rank_programmes, catalogue=prepared[0], encode=encode, today=TODAY, limit=LIMIT)
    ranking = [spent(partial(rank, project)) for project in projects[:200]]
    median = Spent(
        wall=statistics.median(each.wall for each in ranking),
        cpu=statistics.median(each.cpu for each in ranking),
    )
    print(f"one project x 2,500, warm, median: {median} (at most 0.1)")
    whole = spent(
        lambda: list(
            in_order(lambda each: rank(each).used_encoder, projects, workers=cores(), together=8)
        )
    )
    print(f"1,000 projects x 2,500, prepared, by {cores()} processes: {whole}")
    wall = preparing.wall + whole.wall
    print(f"1,000 x 2,500 with the preparation: {wall:.1f} s wall (at most 60)")
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
