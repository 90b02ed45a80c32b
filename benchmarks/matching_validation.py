"""How matching does on projects of our own that were written before it was run on them (docs/matching.md).

`cases/matching_validation.jsonl` holds 80 invented projects in the words of a counter, each with the programmes that
its authors would have named from the records' own texts: of our catalogue (`funded_by`) and of the shared 122
(`funded_by_lean`). Misses may be looked at in the half `tune` only; `hold` and the development cases are scored.
"""

import argparse
import json
import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.matching_signals import (
    FIRST,
    SIGNALS,
    TODAY,
    Cases,
    Outcome,
    difference,
    macro_recall,
    of_signals,
    outcome_of,
    read_cases,
)
from machbar.modules.funding.catalogue import CATALOGUE
from machbar.modules.funding.core import Programme, read_programmes, read_projects
from machbar.modules.funding.core.matching import prepare_catalogue, rank_programmes
from machbar.reasoning.german import Thesaurus, thesaurus
from machbar.reasoning.ranking import Encode, sentence_encoder, without_encoder
from machbar.reasoning.reading import read_records

OURS = Path(__file__).parent / "cases" / "matching_validation.jsonl"
HALVES = ("tune", "hold")
PARTS = 5


def own_cases(half: str, field: str, programmes: tuple[Programme, ...]) -> Cases:
    """The projects of one half that have an answer among ``programmes`` under ``field``."""
    rows = [json.loads(line) for line in OURS.read_text(encoding="utf-8").splitlines()]
    chosen = {row["id"]: row for row in rows if row["half"] == half and row[field]}
    projects = [each for each in read_projects(read_records(OURS)) if each.key in chosen]
    return Cases(
        projects=tuple(projects),
        paid=tuple(tuple(chosen[project.key][field]) for project in projects),
        programmes=programmes,
    )


def collections() -> Iterator[tuple[str, Cases]]:
    """The development cases, and both halves of ours against our catalogue and against the shared one."""
    shared = read_cases()
    yield "dev", shared
    catalogue = read_programmes(read_records(CATALOGUE))
    for half in HALVES:
        yield f"{half} own", own_cases(half, "funded_by", catalogue)
        yield f"{half} lean", own_cases(half, "funded_by_lean", shared.programmes)


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one method does on one collection."""

    cases: Cases
    encode: Encode
    lists: Thesaurus | None = None

    def outcome(self) -> Outcome:
        """Which of the expected programmes are among the first five."""
        catalogue = prepare_catalogue(self.cases.programmes, encode=self.encode, lists=self.lists)
        names = SIGNALS if catalogue.has_vectors else tuple(set(SIGNALS) - {"meaning"})
        return outcome_of(self.cases, catalogue, of_signals(*names, prior=True))

    def misses(self) -> Iterator[str]:
        """The projects with an expected programme that is not among the first five."""
        catalogue = prepare_catalogue(self.cases.programmes, encode=self.encode)
        for project, paid in zip(self.cases.projects, self.cases.paid, strict=True):
            ranking = rank_programmes(project, catalogue, encode=self.encode, today=TODAY)
            keys = [match.programme.key for match in ranking.ranked]
            ranks = {key: keys.index(key) + 1 if key in keys else 0 for key in paid}
            if any(rank not in range(1, FIRST + 1) for rank in ranks.values()):
                yield f"  {project.key} {project.title[:50]:50s} {ranks} first: {keys[:FIRST]}"


def some_lists(share: float, number: int) -> Iterator[Thesaurus]:
    """Random parts of the thesaurus."""
    whole = thesaurus()
    for seed in range(number):
        dice = random.Random(seed)  # noqa: S311 - a sample, repeatable
        groups = tuple(group for group in whole.groups if dice.random() < share)
        yield Thesaurus(groups, whole.not_in)


def judge_the_encoder() -> None:
    """What the encoder adds on the development cases and `hold`, with all lists and with random halves."""
    judged = [(name, cases) for name, cases in collections() if not name.startswith("tune")]
    for title, parts in [("all lists", [thesaurus()]), ("half", [*some_lists(0.5, PARTS)])]:
        ours: dict[str, Outcome] = {}
        bare: dict[str, Outcome] = {}
        for name, cases in judged:
            run = Run(cases=cases, encode=sentence_encoder)
            ours[name] = _mean(replace(run, lists=part).outcome() for part in parts)
            without = replace(run, encode=without_encoder)
            bare[name] = _mean(replace(without, lists=part).outcome() for part in parts)
            print(f"{title:10s} {name:10s} {_scores(ours[name], bare[name])}")
        print(f"{title:10s} together   {_scores(_pooled(ours), _pooled(bare))}")


def _mean(outcomes: Iterable[Outcome]) -> Outcome:
    """Case by case the share of the runs in which a programme was found."""
    return [
        {key: fmean(row[key] for row in rows) for key in rows[0]}
        for rows in zip(*outcomes, strict=True)
    ]


def _pooled(outcomes: dict[str, Outcome]) -> Outcome:
    """Cases of several collections; a programme of each counts for itself."""
    return [
        {f"{name[-4:]}:{key}": found for key, found in row.items()}
        for name, outcome in outcomes.items()
        for row in outcome
    ]


def main() -> None:
    """Print the scores, the gain over a saved run, and on request the misses of the half `tune`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", type=Path, help="keep the outcomes in a file")
    parser.add_argument("--against", type=Path, help="compare with the outcomes of a saved run")
    parser.add_argument("--only", default="", help="collections whose name begins so")
    parser.add_argument("--misses", action="store_true", help="list those of the half `tune`")
    parser.add_argument("--encoder", action="store_true", help="judge the encoder instead")
    arguments = parser.parse_args()
    if arguments.encoder:
        judge_the_encoder()
        return
    before = json.loads(arguments.against.read_text()) if arguments.against else {}
    kept: dict[str, Outcome] = {}
    for name, cases in collections():
        if not name.startswith(arguments.only):
            continue
        run = Run(cases=cases, encode=sentence_encoder)
        kept[name] = run.outcome()
        bare = replace(run, encode=without_encoder).outcome()
        print(f"{name:10s} {len(cases.projects):3d} projects {_scores(kept[name], bare)}")
        if name in before:
            print(
                "           gain over the saved run: {:+.3f} [{:+.3f}, {:+.3f}]".format(
                    *difference(kept[name], before[name])
                )
            )
        if arguments.misses and name.startswith("tune"):
            print(*run.misses(), sep="\n")
    if arguments.save:
        arguments.save.write_text(json.dumps(kept))


def _scores(ours: Outcome, bare: Outcome) -> str:
    gain, low, high = difference(ours, bare)
    return (
        f"{macro_recall(ours):.3f}  without the encoder {macro_recall(bare):.3f}"
        f"  the encoder's gain {gain:+.3f} [{low:+.3f}, {high:+.3f}]"
    )


if __name__ == "__main__":
    main()
