"""Which words make two ideas kin: fillers that never do, settings that hardly do, and families of everyday words.

Families are the lines of `data/kin_words.txt` and the single words of the thesaurus' everyday sides. Compounds are
split by our own short list (`light_compounds`), so that a web process stays light.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from machbar.reasoning.german.folding import without_accents
from machbar.reasoning.german.searching import read_word, search_terms
from machbar.reasoning.german.stems import stem
from machbar.reasoning.german.thesaurus import Group, Thesaurus, plain, thesaurus

OWN = "kin:"


@dataclass(frozen=True, eq=False)
class KinWords:
    """The three lists, by stems; ``families`` are the groups of the matcher."""

    fillers: frozenset[str]
    settings: frozenset[str]
    families: Thesaurus
    _of_term: dict[str, frozenset[str]] = field(init=False, repr=False)
    _of_stem: dict[str, frozenset[str]] = field(init=False, repr=False)
    _stems: dict[str, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        of_term: dict[str, set[str]] = defaultdict(set)
        of_stem: dict[str, set[str]] = defaultdict(set)
        for group in self.families.groups:
            for term in group.everyday:
                of_term[term].add(group.id)
            for known in _family_stems(group):
                of_stem[known].add(group.id)
        stems = {group.id: _family_stems(group) for group in self.families.groups}
        object.__setattr__(self, "_of_term", {key: frozenset(ids) for key, ids in of_term.items()})
        object.__setattr__(self, "_of_stem", {key: frozenset(ids) for key, ids in of_stem.items()})
        object.__setattr__(self, "_stems", stems)

    def of_word(self, word: str) -> frozenset[str]:
        """The families that one word belongs to: by its stem, or by what is inside it."""
        by_stem = self._of_stem.get(read_word(word).whole, frozenset())
        return by_stem.union(*(self._of_term[term] for term in self.families.terms_in(word)))

    def stems(self, family: str) -> frozenset[str]:
        """The stems of a family's words, as the search index holds them (phrases left out)."""
        return self._stems[family]


def is_own(family: str) -> bool:
    """Whether a family comes from the list made for ideas, not from the thesaurus."""
    return family.startswith(OWN)


def read_kin_words(
    *, fillers: str, settings: str, families: str, lists: Thesaurus | None = None
) -> KinWords:
    """The lists from their texts; lines with # say something about them."""
    everyday = [
        Group(id=group.id, theme=group.theme, everyday=group.everyday, admin=())
        for group in (lists.groups if lists else ())
    ]
    own = [
        Group(id=f"{OWN}{line.split()[0]}", theme="", everyday=tuple(line.split()), admin=())
        for line in _lines(families.lower())
    ]
    if len({group.id for group in own}) != len(own):
        raise ValueError("two families begin with the same word")
    return KinWords(
        fillers=_stems_of(fillers),
        settings=_stems_of(settings),
        families=Thesaurus((*everyday, *own), lists.not_in if lists else {}, split=search_terms),
    )


@lru_cache(maxsize=1)
def kin_words() -> KinWords:
    """The lists that come with MachBar."""
    folder = resources.files("machbar.reasoning.german").joinpath("data")
    return read_kin_words(
        fillers=folder.joinpath("idea_fillers.txt").read_text(encoding="utf-8"),
        settings=folder.joinpath("idea_settings.txt").read_text(encoding="utf-8"),
        families=folder.joinpath("kin_words.txt").read_text(encoding="utf-8"),
        lists=thesaurus(),
    )


def _family_stems(group: Group) -> frozenset[str]:
    """The stems of a family's single words, but for those that count with their capital only."""
    single = (term for term in group.everyday if " " not in term and not term.startswith("="))
    return frozenset(_stem(plain(term)) for term in single) - {""}


def _stem(word: str) -> str:
    """The stem as search knows it, without looking for parts: that would take most of the time of loading."""
    return stem(without_accents(word))


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _stems_of(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for line in _lines(text) for word in line.split()) - {""}
