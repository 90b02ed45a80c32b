"""Which programmes fit a project, best first, with the reasons. Loads numpy: import it where it is used.

Structured eligibility comes before everything; the rest is ranked by the fused signals of `reasoning.ranking` and
a structural prior from the programme's own facts (matching-methods.md, steps 6 and 7), never from how often it paid.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from machbar.modules.funding.core.applicants import ApplicantKind
from machbar.modules.funding.core.eligibility import applicant, area, check, is_excluded, status
from machbar.modules.funding.core.model import Group, Programme, ProjectProfile
from machbar.reasoning.german import Thesaurus
from machbar.reasoning.ranking import (
    Corpus,
    Document,
    Encode,
    Evidence,
    Query,
    analyse_query,
    build_corpus,
    evidence_for,
    fused,
    signals,
)
from machbar.reasoning.verdicts import Answer, Verdict

DECIMALS = 3
SCALE = 4.0  # signals; keeps the score between 0 and 1 apart at the top
MANY_KINDS = 6
SEVERAL_KINDS = 5
RURAL_WEIGHT = 0.5
MOST_WORDS = 2

_RURAL = re.compile(r"ländlich|dorf|dörf|auf dem land", re.IGNORECASE)
_CENTRAL = re.compile(r"innenst|zentr|altst|ortskern|stadtkern", re.IGNORECASE)
_REGION = re.compile(r"ländliche[nr]? R|Region")
_VILLAGE = re.compile(r"\bdorf|dörf|bauernhof|\bhof\b|ländlich|gemeinde(?!haus)", re.IGNORECASE)
_TOWN = re.compile(r"stadt|städt|zentrum", re.IGNORECASE)

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class PreparedCatalogue:
    """A catalogue with everything computed that does not depend on a project."""

    programmes: tuple[Programme, ...]
    corpus: Corpus
    generality: npt.NDArray[np.float64]
    rurality: npt.NDArray[np.float64]

    @property
    def has_vectors(self) -> bool:
        """Whether the sentence encoder (or its stored vectors) took part."""
        return self.corpus.vectors is not None


@dataclass(frozen=True, kw_only=True)
class Match:
    """One programme for one project. ``score`` lies between 0 and 1; excluded programmes have 0."""

    programme: Programme
    score: float
    group: Group
    verdict: Verdict
    evidence: Evidence


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """All programmes that are not excluded, best first, and the excluded ones by their key."""

    ranked: tuple[Match, ...]
    excluded: tuple[Match, ...]
    used_encoder: bool


def document_of(programme: Programme) -> Document:
    """What of a programme is searched."""
    text = f"{programme.text} {programme.examples}".strip()
    return Document(key=programme.key, text=text, tags=programme.tags)


def prepare_catalogue(
    programmes: Sequence[Programme], *, encode: Encode, lists: Thesaurus | None = None
) -> PreparedCatalogue:
    """Prepare a catalogue once; ``encode`` is the encoder, stored vectors, or `without_encoder`.

    ``lists`` takes the place of the thesaurus that comes with MachBar.
    """
    ordered = tuple(sorted(programmes, key=lambda programme: programme.key))
    return PreparedCatalogue(
        programmes=ordered,
        corpus=build_corpus(
            [document_of(programme) for programme in ordered], encode=encode, lists=lists
        ),
        generality=np.array([_generality(programme) for programme in ordered], dtype=np.float64),
        rurality=np.array(
            [_balance(programme.text, _RURAL, _CENTRAL) for programme in ordered], dtype=np.float64
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """The programmes that may be ranked (their positions in the catalogue) and what speaks for each of them."""

    positions: Positions
    excluded: tuple[int, ...]
    query: Query
    signals: dict[str, npt.NDArray[np.float64]]
    prior: npt.NDArray[np.float64]


def weigh(
    project: ProjectProfile, catalogue: PreparedCatalogue, *, encode: Encode, today: date
) -> Weighed:
    """Exclude by rules, then score the rest by every signal (raw) and by the structural prior."""
    closed = _closed(catalogue, project.applicant, project.state, project.ags, today)
    positions = [
        at
        for at, programme in enumerate(catalogue.programmes)
        if at not in closed and not is_excluded(project, programme, today=today)
    ]
    kept = set(positions)
    query = analyse_query(project.text, catalogue.corpus, encode=encode)
    among = np.array(positions, dtype=np.int64)
    return Weighed(
        positions=among,
        excluded=tuple(at for at in range(len(catalogue.programmes)) if at not in kept),
        query=query,
        signals={name: row[among] for name, row in signals(query, catalogue.corpus).items()},
        prior=_prior(project, catalogue, among),
    )


def rank_programmes(
    project: ProjectProfile,
    catalogue: PreparedCatalogue,
    *,
    encode: Encode,
    today: date,
    limit: int | None = None,
) -> Ranking:
    """Rank a catalogue for a project. ``limit`` shortens the ranked part; excluded ones are always all there."""
    weighed = weigh(project, catalogue, encode=encode, today=today)
    total = np.round(fused(weighed.signals, len(weighed.positions)) + weighed.prior, DECIMALS)
    scores = _shown(total)
    # Stable: the catalogue is in the order of its keys, so equal sums stay in that order.
    order = np.argsort(-total, kind="stable")[:limit]
    closed = _closed(catalogue, project.applicant, project.state, project.ags, today)
    return Ranking(
        ranked=tuple(
            _match(
                project,
                catalogue.programmes[weighed.positions[at]],
                float(scores[at]),
                evidence_for(weighed.query, catalogue.corpus, int(weighed.positions[at])),
                today,
            )
            for at in order
        ),
        excluded=tuple(
            closed[at]
            if at in closed
            else _match(project, catalogue.programmes[at], 0.0, Evidence(), today)
            for at in weighed.excluded
        ),
        used_encoder="meaning" in weighed.signals,
    )


def _match(
    project: ProjectProfile, programme: Programme, score: float, evidence: Evidence, today: date
) -> Match:
    return Match(
        programme=programme,
        score=score,
        group=group_of(programme),
        verdict=check(project, programme, today=today),
        evidence=evidence,
    )


@lru_cache(maxsize=256)
def _closed(
    catalogue: PreparedCatalogue,
    kind: ApplicantKind | None,
    state: str | None,
    ags: str | None,
    today: date,
) -> Mapping[int, Match]:
    """The programmes closed to a kind of applicant at a place; the same for many projects, so remembered."""
    someone = ProjectProfile(key="", title="", applicant=kind, state=state, ags=ags)
    return {
        at: _match(someone, programme, 0.0, Evidence(), today)
        for at, programme in enumerate(catalogue.programmes)
        if Answer.NO
        in (
            applicant(someone, programme).answer,
            area(someone, programme).answer,
            status(programme, today).answer,
        )
    }


def _shown(total: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The sums between 0 and 1, for people; two that look the same may still differ, so nothing is ordered by them."""
    return np.round(1.0 / (1.0 + np.exp(-total / SCALE)), DECIMALS)


def _prior(
    project: ProjectProfile, catalogue: PreparedCatalogue, among: Positions
) -> npt.NDArray[np.float64]:
    """What place and applicant say beyond the words: broad programmes, and village with village."""
    lean = _balance(project.text, _VILLAGE, _TOWN)
    prior: npt.NDArray[np.float64] = (
        catalogue.generality[among] + RURAL_WEIGHT * lean * catalogue.rurality[among]
    )
    return prior


def _generality(programme: Programme) -> float:
    """1 if six or more kinds may apply, 0.5 if it applies nationwide, 1 if its text speaks of rural places."""
    return (
        (1.0 if len(programme.applicants) >= MANY_KINDS else 0.0)
        + (0.5 if programme.area.is_nationwide else 0.0)
        + (1.0 if _RURAL.search(programme.text) else 0.0)
    )


def _balance(text: str, plus: re.Pattern[str], minus: re.Pattern[str]) -> int:
    return min(MOST_WORDS, len(plus.findall(text))) - min(MOST_WORDS, len(minus.findall(text)))


def group_of(programme: Programme) -> Group:
    """General are programmes for nearly everyone with hardly a topic of their own, such as LEADER."""
    kinds, tags = len(programme.applicants), set(programme.tags)
    is_regional = {"regional", "dorfentwicklung"} <= tags or (
        "dorfentwicklung" in tags and kinds >= MANY_KINDS and bool(_REGION.search(programme.text))
    )
    is_general = kinds >= SEVERAL_KINDS and (is_regional or "klein" in tags)
    return Group.GENERAL if is_general else Group.TOPIC
