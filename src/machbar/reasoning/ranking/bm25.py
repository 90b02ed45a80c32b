"""BM25 over analysed terms, in memory: k1 1.2, b 0.75, with a second field of lesser weight."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

K1 = 1.2
B = 0.75
SECOND_FIELD = 0.3

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Index:
    """Per term the documents that hold it and what it adds to their scores."""

    size: int
    postings: dict[str, tuple[npt.NDArray[np.int64], Scores]]

    def scores(self, terms: Sequence[str]) -> Scores:
        """The score of every document for a query; a term counts once, however often it is said."""
        total = np.zeros(self.size)
        for term in dict.fromkeys(terms):
            if term in self.postings:
                documents, gains = self.postings[term]
                total[documents] += gains
        return total


def build_index(
    documents: Sequence[Sequence[str]], second: Sequence[Sequence[str]] | None = None
) -> Index:
    """Index the terms of ``documents``; those of ``second`` count 0.3 of an occurrence (document expansion)."""
    extras = second if second is not None else [()] * len(documents)
    weights = [_weights(first, extra) for first, extra in zip(documents, extras, strict=True)]
    lengths = [sum(counts.values()) for counts in weights]
    mean = sum(lengths) / len(lengths) if lengths and sum(lengths) else 1.0
    found: dict[str, list[tuple[int, float]]] = {}
    for at, counts in enumerate(weights):
        for term, count in counts.items():
            gain = count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[at] / mean))
            found.setdefault(term, []).append((at, gain))
    return Index(
        size=len(documents),
        postings={term: _posting(rows, len(documents)) for term, rows in found.items()},
    )


def _weights(first: Sequence[str], extra: Sequence[str]) -> dict[str, float]:
    counts: dict[str, float] = {term: float(count) for term, count in Counter(first).items()}
    for term, count in Counter(extra).items():
        counts[term] = counts.get(term, 0.0) + SECOND_FIELD * count
    return counts


def _posting(rows: Sequence[tuple[int, float]], size: int) -> tuple[npt.NDArray[np.int64], Scores]:
    weight = rarity(len(rows), size)
    return (
        np.array([at for at, _ in rows], dtype=np.int64),
        np.array([weight * gain for _, gain in rows]),
    )


def rarity(holding: int, size: int) -> float:
    """The inverse document frequency of BM25, never negative."""
    return math.log(1 + (size - holding + 0.5) / (holding + 0.5))
