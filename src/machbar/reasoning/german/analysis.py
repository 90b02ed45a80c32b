"""One analysis of German text for similar ideas, funding, premises and search: stems and the parts of compounds."""

from functools import lru_cache
from importlib import resources

from machbar.reasoning.german.compounds import parts
from machbar.reasoning.german.folding import words
from machbar.reasoning.german.stems import stem


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that carry no topic; they stay in no index, so that two texts do not meet in "und"."""
    file = resources.files("machbar.reasoning.german").joinpath("data/function_words.txt")
    return frozenset(file.read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Abbreviations of one word in small letters, without their full stop, which ends no sentence."""
    file = resources.files("machbar.reasoning.german").joinpath("data/abbreviations.txt")
    return frozenset(file.read_text(encoding="utf-8").split())


@lru_cache(maxsize=200_000)
def terms_of_word(word: str) -> tuple[str, ...]:
    """The terms of one word: its stem and, for a compound, the stems of its parts. Function words have none."""
    if word.lower() in function_words():
        return ()
    found = [stem(word), *(stem(part) for part in parts(word.lower()))]
    return tuple(dict.fromkeys(term for term in found if term))


def analyse(text: str) -> tuple[str, ...]:
    """The terms of a text in their order, folded to [a-z0-9]+, repeated as often as they occur.

    The same text gives the same terms on every machine and both databases, so the terms may be stored.
    """
    return tuple(term for word in words(text) for term in terms_of_word(word))
