"""One analysis of German text for similar ideas, funding, premises and search: stems and the parts of compounds."""

from functools import lru_cache

from machbar.reasoning.german.compounds import parts
from machbar.reasoning.german.folding import words
from machbar.reasoning.german.stems import stem

# Words that carry no topic. They stay in no index, so that two texts do not meet in "und".
_FUNCTION_WORDS = frozenset(
    """aber alle allem allen aller alles als also am an ander andere anderen andern anderer anderes auch auf aus
    bei beim bin bis bist da dabei dafür daher damit danach dann daran darauf daraus darin das dass davon dazu
    dein deine dem den denen der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort
    du durch ein eine einem einen einer eines einige einigen er es etwa etwas euch euer für gegen haben hat
    hatte hätte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja je
    jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen keiner können könnte man manche mehr mein
    meine mit möchte möchten muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine
    seinem seinen seiner seit sich sie sind so solche soll sollen sollte sondern sowie über um und uns unser
    unsere unserem unseren unserer unter viel viele vielen vom von vor war waren was weil weiter welche wenn
    wer werden wie wieder will wir wird wo wollen wurde würde zu zum zur zwar zwischen""".split()
)


@lru_cache(maxsize=200_000)
def terms_of_word(word: str) -> tuple[str, ...]:
    """The terms of one word: its stem and, for a compound, the stems of its parts. Function words have none."""
    if word.lower() in _FUNCTION_WORDS:
        return ()
    found = [stem(word), *(stem(part) for part in parts(word.lower()))]
    return tuple(dict.fromkeys(term for term in found if term))


def analyse(text: str) -> tuple[str, ...]:
    """The terms of a text in their order, folded to [a-z0-9]+, repeated as often as they occur.

    The same text gives the same terms on every machine and both databases, so the terms may be stored.
    """
    return tuple(term for word in words(text) for term in terms_of_word(word))
