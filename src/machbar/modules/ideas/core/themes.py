"""What an idea may be about and where it may be, read from its words: suggestions with reasons, never decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from machbar.reasoning.german import fold, read_question, search_terms, thesaurus, words

MOST_WORDS = 4


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """An entry of a list: ``speaks_for`` names themes of `reasoning.german` whose words count for it."""

    code: str
    label: str
    speaks_for: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An entry that a text speaks of, and the words of the text that say so (at most four, as they are written)."""

    code: str
    label: str
    words: tuple[str, ...]


def suggest_themes(
    text: str, entries: Sequence[Sorted], *, most: int = 2
) -> tuple[Suggestion, ...]:
    """The entries that most words of a text speak of; ties stay in the order of the list.

    Words come from the thesaurus by way of the entry's themes, and from the entry's own name: so an entry that a
    town has added itself is found as well.
    """
    spoken = _spoken_themes(text)
    found: list[tuple[int, int, Suggestion]] = []
    for position, entry in enumerate(entries):
        by_theme = [word for theme in entry.speaks_for for word in spoken.get(theme, ())]
        said = _each_once([*_words_of_label(text, entry.label), *by_theme])
        if said:
            suggestion = Suggestion(code=entry.code, label=entry.label, words=said[:MOST_WORDS])
            found.append((-len(said), position, suggestion))
    return tuple(suggestion for _score, _position, suggestion in sorted(found, key=_order)[:most])


def suggest_district(texts: Iterable[str], entries: Sequence[Sorted]) -> Suggestion | None:
    """The entry whose whole name stands in one of the texts; the first text counts first, the longest name wins."""
    for text in texts:
        said = [fold(word) for word in words(text)]
        hits = [entry for entry in entries if _stands_in(_folded(entry.label), said)]
        if hits:
            best = max(hits, key=lambda entry: len(_folded(entry.label)))
            return Suggestion(code=best.code, label=best.label, words=(best.label,))
    return None


def _order(found: tuple[int, int, Suggestion]) -> tuple[int, int]:
    return found[:2]


def _spoken_themes(text: str) -> dict[str, tuple[str, ...]]:
    """The words of a text that speak for each theme of the thesaurus."""
    known = thesaurus()
    spoken: dict[str, list[str]] = {}
    for group in known.concepts(text).counts:
        spoken.setdefault(known.by_id[group].theme, []).extend(known.spoken(text, group))
    return {theme: _each_once(said) for theme, said in spoken.items()}


def _words_of_label(text: str, label: str) -> list[str]:
    """The words of a text that stand in the name of an entry, in whatever form."""
    asked = read_question(label).words
    return [
        word
        for word in words(text)
        if (terms := search_terms(word)) and any(wanted.is_in(terms) for wanted in asked)
    ]


def _each_once(said: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.casefold(): word for word in reversed(list(said))}.values())[::-1]


def _folded(label: str) -> list[str]:
    return [fold(word) for word in words(label)]


def _stands_in(name: Sequence[str], said: Sequence[str]) -> bool:
    length = len(name)
    return length > 0 and any(
        list(said[start : start + length]) == list(name) for start in range(len(said) - length + 1)
    )
