"""What each signal of matching adds on the development cases, with paired-bootstrap intervals (docs/matching.md).

Every programme weighs the same (macro recall among the first five). 43 cases are few, and our word lists were written
by someone who had read them: trust the order more than the numbers.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean

import numpy as np
import numpy.typing as npt

from machbar.modules.funding.core import Programme, ProjectProfile, read_programmes, read_projects
from machbar.modules.funding.core.matching import (
    PreparedCatalogue,
    Weighed,
    prepare_catalogue,
    weigh,
)
from machbar.reasoning.german import Thesaurus, analyse, thesaurus
from machbar.reasoning.ranking import fused, sentence_encoder, without_encoder
from machbar.reasoning.ranking.bm25 import build_index
from machbar.reasoning.reading import read_records
from tests.shared import SHARED

FOLDER = SHARED / "funding"
TODAY = date(2026, 11, 26)
FIRST = 5
SAMPLES = 2000
PARTS = 10
SEED = 7
SIGNALS = ("concepts", "meaning", "themes", "words")

Scores = npt.NDArray[np.float64]
# Per case the programmes that paid, and whether each is among the first five (a share, where runs are averaged).
Outcome = list[dict[str, float]]
Method = Callable[[ProjectProfile, Weighed], Scores]


@dataclass(frozen=True, kw_only=True)
class Cases:
    """The cases with the programmes that really paid."""

    projects: tuple[ProjectProfile, ...]
    paid: tuple[tuple[str, ...], ...]
    programmes: tuple[Programme, ...]


def read_cases() -> Cases:
    """The development cases and their 122 programmes."""
    records = read_records(FOLDER / "matching_dev.jsonl")
    lines = (FOLDER / "matching_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return Cases(
        projects=read_projects(records),
        paid=tuple(tuple(json.loads(line)["funded_by"]) for line in lines),
        programmes=read_programmes(
            read_records(FOLDER / "matching_dev_programmes.json", key="programmes")
        ),
    )


def macro_recall(outcome: Outcome) -> float:
    """The mean over programmes of the share of their cases in which they are among the first five."""
    found: dict[str, list[float]] = {}
    for row in outcome:
        for key, is_hit in row.items():
            found.setdefault(key, []).append(is_hit)
    return fmean(fmean(hits) for hits in found.values())


def difference(first: Outcome, second: Outcome) -> tuple[float, float, float]:
    """By how much the first is better, with the 95 % interval of a paired bootstrap over cases."""
    dice = random.Random(SEED)  # noqa: S311 - a bootstrap, repeatable
    count = len(first)
    samples = []
    for _ in range(SAMPLES):
        chosen = [dice.randrange(count) for _ in range(count)]
        samples.append(
            macro_recall([first[at] for at in chosen]) - macro_recall([second[at] for at in chosen])
        )
    samples.sort()
    return (
        macro_recall(first) - macro_recall(second),
        samples[int(0.025 * SAMPLES)],
        samples[int(0.975 * SAMPLES) - 1],
    )


def outcome_of(cases: Cases, catalogue: PreparedCatalogue, method: Method) -> Outcome:
    """Which paying programmes a method puts among the first five, by case."""
    keys = [programme.key for programme in catalogue.programmes]
    outcome: Outcome = []
    for project, paid in zip(cases.projects, cases.paid, strict=True):
        weighed = weigh(project, catalogue, encode=sentence_encoder, today=TODAY)
        scores = np.round(method(project, weighed), 3)
        order = np.argsort(-scores, kind="stable")[:FIRST]
        first = {keys[weighed.positions[at]] for at in order}
        outcome.append({key: key in first for key in paid})
    return outcome


def of_signals(*names: str, prior: bool) -> Method:
    """The sum of some signals, with or without the structural prior."""

    def method(project: ProjectProfile, weighed: Weighed) -> Scores:
        del project
        chosen = {name: weighed.signals[name] for name in names}
        return fused(chosen, len(weighed.positions)) + (weighed.prior if prior else 0.0)

    return method


def plain_bm25(catalogue: PreparedCatalogue) -> Method:
    """Our BM25 over stems and split compounds on the bare texts: what matching has to beat."""
    index = build_index([analyse(document.text) for document in catalogue.corpus.documents])

    def method(project: ProjectProfile, weighed: Weighed) -> Scores:
        return index.scores(analyse(project.text))[weighed.positions]

    return method


def outcomes(cases: Cases, lists: Thesaurus) -> dict[str, Outcome]:
    """The outcome of every method we compare."""
    catalogue = prepare_catalogue(cases.programmes, encode=sentence_encoder, lists=lists)
    methods: dict[str, Method] = {"BM25, stems and compounds": plain_bm25(catalogue)}
    methods |= {f"only {name}": of_signals(name, prior=False) for name in SIGNALS}
    methods |= {
        f"all but {left}": of_signals(*(name for name in SIGNALS if name != left), prior=True)
        for left in SIGNALS
    }
    methods["all but the prior"] = of_signals(*SIGNALS, prior=False)
    methods["all"] = of_signals(*SIGNALS, prior=True)
    found = {name: outcome_of(cases, catalogue, method) for name, method in methods.items()}
    bare = prepare_catalogue(cases.programmes, encode=without_encoder, lists=lists)
    lists_only = of_signals(*(name for name in SIGNALS if name != "meaning"), prior=True)
    found["without the encoder"] = outcome_of(cases, bare, lists_only)
    return found


def with_part_of_the_lists(cases: Cases, share: float) -> Mapping[str, float]:
    """Mean figures with random parts of the thesaurus: what is left where nobody wrote the word down."""
    totals: dict[str, list[float]] = {}
    for seed in range(PARTS):
        dice = random.Random(seed)  # noqa: S311 - a sample, repeatable
        whole = thesaurus()
        part = Thesaurus(
            tuple(group for group in whole.groups if dice.random() < share), whole.not_in
        )
        for name, outcome in outcomes(cases, part).items():
            totals.setdefault(name, []).append(macro_recall(outcome))
    return {name: fmean(values) for name, values in totals.items()}


def main() -> None:
    """Print the table of docs/matching.md."""
    cases = read_cases()
    found = outcomes(cases, thesaurus())
    halved = with_part_of_the_lists(cases, 0.5)
    quartered = with_part_of_the_lists(cases, 0.25)
    print("macro recall@5 | with half, a quarter of the lists | what the whole adds to it [95 %]")
    for name, outcome in found.items():
        gain, low, high = difference(found["all"], outcome)
        print(
            f"{name:28s} {macro_recall(outcome):.3f}  {halved[name]:.3f}  {quartered[name]:.3f}  "
            f"{gain:+.3f} [{low:+.3f}, {high:+.3f}]"
        )


if __name__ == "__main__":
    main()
