"""How long matching takes, cold and warm, at the sizes of performance.md (reported only)."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from machbar.modules.funding.catalogue import CATALOGUE
from machbar.modules.funding.core import ApplicantKind, Programme, ProjectProfile, read_programmes
from machbar.modules.funding.core.matching import (
    PreparedCatalogue,
    prepare_catalogue,
    rank_programmes,
)
from machbar.reasoning.ranking import sentence_encoder
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


def warm(catalogue: PreparedCatalogue, projects: tuple[ProjectProfile, ...]) -> list[float]:
    """Seconds a project, with everything of the catalogue prepared."""
    seconds = []
    for project in projects:
        start = time.perf_counter()
        rank_programmes(project, catalogue, encode=sentence_encoder, today=TODAY, limit=LIMIT)
        seconds.append(time.perf_counter() - start)
    return seconds


def main() -> None:
    """Run the three measurements."""
    print(f"140 projects x 122 programmes, cold process: {cold(140):.1f} s (at most 30)")
    start = time.perf_counter()
    catalogue = prepare_catalogue(synthetic_programmes(2500, 1), encode=sentence_encoder)
    prepared = time.perf_counter() - start
    print(f"2,500 programmes prepared: {prepared:.1f} s")
    seconds = warm(catalogue, synthetic_projects(1000, 2))
    total = prepared + sum(seconds)
    median = sorted(seconds)[len(seconds) // 2]
    slowest = max(seconds[10:])
    print(
        f"one project x 2,500, warm: median {1000 * median:.0f} ms, slowest {1000 * slowest:.0f} ms"
    )
    print(f"1,000 projects x 2,500 with preparation: {total:.1f} s (at most 60)")


if __name__ == "__main__":
    main()
