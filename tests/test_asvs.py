"""The table of ASVS 5.0.0: no number is missing or invented, every answer has its place or its reason."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from tools import asvs

ROOT = Path(__file__).resolve().parents[1]
# Counted in the official table of 5.0.0: level 1 and level 2 of each chapter (70 and 183 of 345).
OFFICIAL = {
    "V1": (8, 19),
    "V2": (4, 7),
    "V3": (8, 11),
    "V4": (2, 8),
    "V5": (4, 5),
    "V6": (13, 22),
    "V7": (6, 12),
    "V8": (4, 3),
    "V9": (4, 3),
    "V10": (5, 24),
    "V11": (3, 11),
    "V12": (3, 6),
    "V13": (1, 12),
    "V14": (2, 7),
    "V15": (3, 10),
    "V16": (0, 16),
    "V17": (0, 7),
}
CHAPTERS = asvs.read()
ALL = [each for chapter in CHAPTERS for each in chapter.requirements]


def test_every_chapter_has_as_many_requirements_of_each_level_as_the_standard() -> None:
    found = {
        chapter.key: (
            sum(each.level == 1 for each in chapter.requirements),
            sum(each.level == 2 for each in chapter.requirements),
        )
        for chapter in CHAPTERS
    }

    assert found == OFFICIAL
    assert (sum(one for one, _two in found.values()), len(ALL)) == (70, 253)
    left_out = sum(sum(OFFICIAL[key]) for key in ("V9", "V10", "V17"))
    assert len(ALL) - left_out == 210


def test_numbers_are_those_of_their_chapter_in_order_and_once() -> None:
    for chapter in CHAPTERS:
        numbers = [tuple(map(int, each.number.split("."))) for each in chapter.requirements]
        assert numbers == sorted(set(numbers)), chapter.key
        assert {f"V{first}" for first, _section, _third in numbers} == {chapter.key}


def test_every_answer_has_its_place_or_its_reason() -> None:
    wrong = [
        each.number
        for each in ALL
        if (each.answer in {"done", "differs"} and not each.pointers)
        or (each.answer in {"na", "open", "differs"} and not each.note.strip())
        or each.answer not in asvs.WORDS
    ]

    assert wrong == []


def test_every_pointer_leads_somewhere() -> None:
    assert [
        (each.number, at) for each in ALL for at in each.pointers if not leads_somewhere(at)
    ] == []


def test_the_page_is_current() -> None:
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.page(CHAPTERS)


def test_what_is_open_is_said_at_the_top() -> None:
    """Without this nobody would notice that the sums are made of the answers."""
    counts = Counter(each.answer for each in ALL)

    assert f"| **all** | 70 | 183 | {counts['done']} | {counts['na']} |" in asvs.page(CHAPTERS)


def leads_somewhere(pointer: str) -> bool:
    """Whether the file is there, and in it the function, class or heading."""
    path, mark, inside = re.match(r"([^:#]+)(::|#)?(.*)", pointer).groups()  # type: ignore[union-attr]
    if not (ROOT / path).is_file():
        return False
    if mark == "::":
        return (
            re.search(rf"^\s*(?:def|class) {re.escape(inside)}\b", _text(path), re.MULTILINE)
            is not None
        )
    return (
        mark is None
        or re.search(rf"^#+ {re.escape(inside)}$", _text(path), re.MULTILINE) is not None
    )


@cache
def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
