"""Ranking short texts for a described need: word lists, themes, BM25 and the sentence encoder, fused as z-scores.

A corpus is prepared once per catalogue; a query is then scored against all its documents. Everything is computed
from the texts and lists alone, never learned from cases, so the same input gives the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from machbar.reasoning.german import (
    Concepts,
    Thesaurus,
    analyse,
    stem,
    terms_of_word,
    themes,
    thesaurus,
    words,
)
from machbar.reasoning.german.thesaurus import plain
from machbar.reasoning.ranking.bm25 import Index, Scores, build_index, rarity
from machbar.reasoning.ranking.encoder import Encode, Vectors

EVERYDAY_GROUPS = 5
ADMIN_GROUPS = 4
TERMS_OF_A_GROUP = 4
SHARPNESS = 20.0
LIST_WEIGHT = 0.5
MOST_EVIDENCE = 3
LEAST_PART = 5  # letters: that two words share "haus" or "werk" tells nobody anything
THEME_FLOOR = 0.05

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text to be found. ``tags`` are ids of themes its editors gave it."""

    key: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Documents with everything that can be computed before a query is known.

    `written` says for each term of a document the word in which it stands there.
    """

    documents: tuple[Document, ...]
    concepts: tuple[Concepts, ...]
    concept_weights: Mapping[str, tuple[npt.NDArray[np.int64], Scores]]
    words: Index
    written: tuple[Mapping[str, str], ...]
    theme_vectors: Matrix
    theme_weights: Scores
    theme_directions: Matrix
    vectors: Vectors | None
    thesaurus: Thesaurus


@dataclass(frozen=True, kw_only=True)
class Query:
    """A need in words (description and keywords together), analysed."""

    text: str
    terms: tuple[str, ...]
    concepts: Concepts
    themes: Scores
    vector: Vectors | None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Why a document was found: words of the query and of the document per concept, shared words, shared themes.

    A shared word stands as the query and as the document write it; of "Zollplatz" and "Marktplatz" only a part is
    shared, and whoever reads the reason must see that.
    """

    concepts: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    themes: tuple[str, ...] = ()


def expanded_document(text: str, concepts: Concepts, lists: Thesaurus) -> str:
    """The text with the first everyday terms of its strongest groups (strength by administrative terms only)."""
    return " ".join([text, *_everyday(concepts, lists)])


def expanded_query(text: str, concepts: Concepts, lists: Thesaurus) -> str:
    """The text with the first administrative terms of its strongest groups."""
    strongest = _strongest(concepts.counts, ADMIN_GROUPS)
    added = [
        plain(term) for name in strongest for term in lists.by_id[name].admin[:TERMS_OF_A_GROUP]
    ]
    return " ".join([text, *dict.fromkeys(added)])


def _everyday(concepts: Concepts, lists: Thesaurus) -> tuple[str, ...]:
    spoken_of = {name: count for name, count in concepts.admin_counts.items() if count}
    added = [
        plain(term)
        for name in _strongest(spoken_of, EVERYDAY_GROUPS)
        for term in lists.by_id[name].everyday[:TERMS_OF_A_GROUP]
    ]
    return tuple(dict.fromkeys(added))


def _strongest(counts: Mapping[str, int], most: int) -> list[str]:
    """Ids of the groups with most matches; equal ones in the order of the list."""
    return sorted(counts, key=lambda name: -counts[name])[:most]


def text_to_encode(document: Document, lists: Thesaurus | None = None) -> str:
    """What the encoder must know of a document: its expanded text."""
    known = lists or thesaurus()
    return expanded_document(document.text, known.concepts(document.text), known)


def query_texts_to_encode(text: str, lists: Thesaurus | None = None) -> tuple[str, str]:
    """What the encoder must know of a query: its text and its expanded text."""
    known = lists or thesaurus()
    return text, expanded_query(text, known.concepts(text), known)


def theme_texts_to_encode() -> tuple[str, ...]:
    """The labels and examples of the themes."""
    return tuple(sentence for theme in themes() for sentence in theme.sentences)


def build_corpus(
    documents: Sequence[Document], *, encode: Encode, lists: Thesaurus | None = None
) -> Corpus:
    """Prepare documents for ranking; costs some milliseconds a document, most of it the encoder."""
    known = lists or thesaurus()
    concepts = tuple(known.concepts(document.text) for document in documents)
    everyday = [" ".join(_everyday(found, known)) for found in concepts]
    vectors = encode(
        [
            expanded_document(document.text, found, known)
            for document, found in zip(documents, concepts, strict=True)
        ]
    )
    similar = _theme_similarities(vectors, encode)
    theme_vectors: Matrix = np.array(
        [
            _theme_vector(found, None if similar is None else similar[at], document.tags, known)
            for at, (document, found) in enumerate(zip(documents, concepts, strict=True))
        ]
    ).reshape(len(documents), len(themes()))
    weights = _theme_weights(theme_vectors)
    terms = [analyse(document.text) for document in documents]
    return Corpus(
        documents=tuple(documents),
        concepts=concepts,
        concept_weights=_concept_weights(concepts),
        words=build_index(terms, [analyse(text) for text in everyday]),
        written=tuple(_written(document.text) for document in documents),
        theme_vectors=theme_vectors,
        theme_weights=weights,
        theme_directions=_directions(theme_vectors * weights),
        vectors=vectors if similar is not None else None,
        thesaurus=known,
    )


def analyse_query(text: str, corpus: Corpus, *, encode: Encode) -> Query:
    """Analyse a need. Its vectors are computed by themselves, so that they do not depend on other queries."""
    concepts = corpus.thesaurus.concepts(text)
    rows = None
    if corpus.vectors is not None:
        rows = encode([text, expanded_query(text, concepts, corpus.thesaurus)])
    similar = None if rows is None else _theme_similarities(rows[:1], encode)
    known = None if rows is None or similar is None else (rows, similar)
    return Query(
        text=text,
        terms=analyse(text),
        concepts=concepts,
        themes=_theme_vector(concepts, known and known[1][0], (), corpus.thesaurus),
        vector=known and known[0][1],
    )


def signals(query: Query, corpus: Corpus) -> dict[str, Scores]:
    """The raw score of every document by each signal; `meaning` only where both sides have vectors."""
    found = {
        "concepts": _concept_scores(query, corpus),
        "themes": _theme_scores(query, corpus),
        "words": corpus.words.scores(query.terms),
    }
    if query.vector is not None and corpus.vectors is not None:
        found["meaning"] = (corpus.vectors @ query.vector).astype(np.float64)
    return found


def standardised(scores: Scores) -> Scores:
    """Scores as z-scores; all zero where they do not differ."""
    spread = float(scores.std()) if scores.size else 0.0
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)


def fused(found: Mapping[str, Scores], size: int) -> Scores:
    """The sum of the signals with equal weights, each standardised within the ``size`` documents that compete."""
    total = np.zeros(size)
    for name in sorted(found):
        total = total + standardised(found[name])
    return total


def _concept_weights(
    concepts: Sequence[Concepts],
) -> dict[str, tuple[npt.NDArray[np.int64], Scores]]:
    """Per group the documents that speak of it and how much it counts there."""
    mean = sum(len(found.counts) for found in concepts) / max(1, len(concepts)) or 1.0
    rows: dict[str, list[tuple[int, float]]] = {}
    for at, found in enumerate(concepts):
        for name, count in found.counts.items():
            strength = count / (0.6 + 0.4 * len(found.counts) / mean)
            rows.setdefault(name, []).append((at, strength / (strength + 0.5)))
    return {
        name: (
            np.array([at for at, _ in pairs], dtype=np.int64),
            rarity(len(pairs), len(concepts)) * np.array([gain for _, gain in pairs]),
        )
        for name, pairs in rows.items()
    }


def _concept_scores(query: Query, corpus: Corpus) -> Scores:
    total = np.zeros(len(corpus.documents))
    for name in query.concepts.counts:
        if name in corpus.concept_weights:
            documents, gains = corpus.concept_weights[name]
            total[documents] += gains
    return total


def _theme_scores(query: Query, corpus: Corpus) -> Scores:
    asked = query.themes * corpus.theme_weights
    length = float(np.linalg.norm(asked))
    similar: Scores = corpus.theme_directions @ (asked / length if length else asked)
    return similar


def _directions(weighted: Matrix) -> Matrix:
    """Rows of length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    rows: Matrix = weighted / np.where(lengths > 0, lengths, 1.0)
    return rows


def _theme_weights(vectors: Matrix) -> Scores:
    """Rare themes tell more than common ones."""
    if not len(vectors):
        return np.ones(len(themes()))
    share = vectors.mean(axis=0)
    weights: Scores = np.sqrt(np.log(1 + 1 / np.maximum(share, 1e-6)))
    return weights


def _theme_vector(
    concepts: Concepts, similar: Scores | None, tags: Sequence[str], lists: Thesaurus
) -> Scores:
    """How much a text speaks of each theme, by the encoder, the word lists and its tags."""
    ids = [theme.id for theme in themes()]
    hits = dict.fromkeys(ids, 0.0)
    for name, count in concepts.counts.items():
        hits[lists.by_id[name].theme] += count / (count + 1)
    for tag in tags:
        hits[tag] += 1.0
    listed = np.array([hits[name] for name in ids])
    vector = LIST_WEIGHT * listed / listed.sum() if listed.sum() else np.zeros(len(ids))
    if similar is not None:
        strengths = np.exp(SHARPNESS * (similar - similar.max()))
        vector = vector + strengths / strengths.sum()
    return vector


def _theme_similarities(vectors: Vectors | None, encode: Encode) -> Matrix | None:
    """Texts × themes: the best cosine to the label or an example of each theme."""
    if vectors is None:
        return None
    sentences = _theme_rows(encode)
    if sentences is None:
        return None
    cosines = vectors @ sentences.T
    columns, at = [], 0
    for theme in themes():
        size = len(theme.sentences)
        columns.append(cosines[:, at : at + size].max(axis=1))
        at += size
    return np.array(columns, dtype=np.float64).T


@lru_cache(maxsize=4)
def _theme_rows(encode: Encode) -> Vectors | None:
    return encode(theme_texts_to_encode())


def evidence_for(query: Query, corpus: Corpus, at: int) -> Evidence:
    """The strongest reasons for the document at a position: at most three of each sort, strongest first."""
    return Evidence(
        concepts=_shared_concepts(query, corpus, at),
        words=_shared_words(query.text, query.terms, corpus, at),
        themes=_shared_themes(query, corpus, at),
    )


def _shared_concepts(
    query: Query, corpus: Corpus, at: int
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """The concepts that explain a hit: both sides write the same word, or the document has an official word for it.

    Two everyday words of one concept ("Werkzeug", "Schutzhütte": both are small purchases) explain nothing.
    """
    shared = [name for name in query.concepts.counts if name in corpus.concepts[at].counts]
    holding = {name: len(corpus.concept_weights[name][0]) for name in shared}
    strongest = sorted(shared, key=lambda name: (holding[name], name))[:MOST_EVIDENCE]
    pairs = ((name, *_pair(query, corpus, at, name)) for name in strongest)
    return tuple((name, asked, there) for name, asked, there in pairs if there)


def _pair(
    query: Query, corpus: Corpus, at: int, name: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How query and document speak of a concept; nothing of the document where that explains nothing."""
    spoken, text = corpus.thesaurus.spoken, corpus.documents[at].text
    asked, there = spoken(query.text, name), spoken(text, name)
    said = {word.lower() for word in asked}
    same = tuple(word for word in there if word.lower() in said)
    if same:
        return tuple(word for word in asked if word.lower() == same[0].lower()), same
    return asked, spoken(text, name, is_official=True)


def _shared_words(
    text: str, terms: tuple[str, ...], corpus: Corpus, at: int
) -> tuple[tuple[str, str], ...]:
    """Words of the query with the word of the document that shares a term; the rarest term decides, and the order."""
    written = corpus.written[at]
    there = set(terms) & written.keys()
    holding = {term: len(corpus.words.postings[term][0]) for term in there}
    found: dict[str, tuple[int, str, str]] = {}
    for word in words(text):
        whole, *parts = terms_of_word(word) or ("",)
        telling = [whole, *(part for part in parts if len(part) >= LEAST_PART)]
        shared = [(holding[term], term) for term in telling if term in there]
        if shared:
            count, term = min(shared)
            found.setdefault(word.lower(), (count, word, term))
    strongest = sorted(found.values())[:MOST_EVIDENCE]
    return tuple(
        (word, word if stem(word) == stem(written[term]) else written[term])
        for _count, word, term in strongest
    )


def _written(text: str) -> Mapping[str, str]:
    """For each term the word of the text that holds it: one that is nothing but it, else the first compound."""
    found: dict[str, str] = {}
    for word in words(text):
        for at, term in enumerate(terms_of_word(word)):
            if term not in found or (at == 0 and stem(found[term]) != term):
                found[term] = word
    return found


def _shared_themes(query: Query, corpus: Corpus, at: int) -> tuple[str, ...]:
    """Labels of the themes both speak of; a theme must hold a twentieth of each."""
    here = corpus.theme_vectors[at]
    strength = query.themes * here * corpus.theme_weights**2
    both = (query.themes >= THEME_FLOOR) & (here >= THEME_FLOOR)
    best = sorted(
        np.flatnonzero(both), key=lambda theme: (-round(float(strength[theme]), 6), theme)
    )
    return tuple(themes()[theme].label for theme in best[:MOST_EVIDENCE])
