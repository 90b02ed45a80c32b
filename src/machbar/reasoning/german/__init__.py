"""German text: folding, stems, parts of compounds, and the editable lists of everyday and administrative words."""

from machbar.reasoning.german.analysis import abbreviations, analyse, terms_of_word
from machbar.reasoning.german.folding import fold, words
from machbar.reasoning.german.kinship import KinWords, is_own, kin_words, read_kin_words
from machbar.reasoning.german.searching import (
    MOST_WORDS,
    Piece,
    Question,
    Wanted,
    passage,
    read_question,
    read_word,
    search_terms,
)
from machbar.reasoning.german.stems import stem
from machbar.reasoning.german.themes import Theme, read_themes, themes
from machbar.reasoning.german.thesaurus import Concepts, Group, Thesaurus, read_thesaurus, thesaurus

__all__ = [
    "MOST_WORDS",
    "Concepts",
    "Group",
    "KinWords",
    "Piece",
    "Question",
    "Theme",
    "Thesaurus",
    "Wanted",
    "abbreviations",
    "analyse",
    "fold",
    "is_own",
    "kin_words",
    "passage",
    "read_kin_words",
    "read_question",
    "read_themes",
    "read_thesaurus",
    "read_word",
    "search_terms",
    "stem",
    "terms_of_word",
    "themes",
    "thesaurus",
    "words",
]
