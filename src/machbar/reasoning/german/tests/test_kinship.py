"""The lists by which ideas are kin."""

import pytest

from machbar.reasoning.german import is_own, kin_words, read_kin_words, read_thesaurus

LISTS = read_kin_words(
    fillers="# not this\nbrauchen schön",
    settings="Markt",
    families="# nor this\nWerkstatt reparieren\n\nfilm ~kino",
    lists=read_thesaurus(
        {
            "groups": [
                {
                    "id": "bank",
                    "theme": "t",
                    "everyday": ["sitzbank", "platz nehmen"],
                    "admin": ["mobiliar"],
                }
            ]
        }
    ),
)


def test_fillers_and_settings_are_stems_without_the_remarks() -> None:
    assert LISTS.fillers == {"brauch", "schon"}
    assert LISTS.settings == {"markt"}


@pytest.mark.parametrize(
    ("word", "families"),
    [
        ("Sitzbänke", {"bank"}),
        ("reparieren", {"kin:werkstatt"}),
        ("Kinoabend", {"kin:film"}),
        ("Filmabend", {"kin:film"}),
        ("Mobiliar", set()),
        ("Brot", set()),
    ],
)
def test_a_word_belongs_to_families_by_its_everyday_words(word: str, families: set[str]) -> None:
    assert LISTS.of_word(word) == families


def test_a_family_is_asked_for_by_the_stems_of_its_single_words() -> None:
    assert LISTS.stems("bank") == {"sitzbank"}
    assert LISTS.stems("kin:film") == {"film", "kino"}
    assert [is_own(name) for name in ("bank", "kin:film")] == [False, True]


def test_two_families_with_the_same_first_word_are_refused() -> None:
    with pytest.raises(ValueError, match="same word"):
        read_kin_words(fillers="", settings="", families="a b\na c")


def test_the_lists_that_come_along_can_be_read() -> None:
    words = kin_words()

    assert words.fillers
    assert words.settings
    assert "kin:reparatur" in words.of_word("Werkstatt")
    assert not words.fillers & words.settings
