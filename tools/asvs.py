"""Makes docs/security/asvs.md from asvs.toml beside it: ASVS 5.0.0, levels 1 and 2, each requirement with our answer.

Usage: `python tools/asvs.py` writes the page, `python tools/asvs.py --check` says whether it is current.
"""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "security" / "asvs.toml"
PAGE = TABLE.with_suffix(".md")
WORDS = {"done": "done", "na": "not applicable", "differs": "differs, with reason", "open": "open"}


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One requirement: its number, level, our words, answer, pointers (paths in the repository) and note."""

    number: str
    level: int
    about: str
    answer: str
    pointers: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One chapter of the standard."""

    key: str
    name: str
    requirements: tuple[Requirement, ...]


def read(file: Path = TABLE) -> tuple[Chapter, ...]:
    """The table; short names of folders and shared notes are written out. Raises `KeyError` for an unknown note."""
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    short, notes = raw.pop("short"), raw.pop("notes")
    return tuple(
        Chapter(
            key=key,
            name=entries.pop("name"),
            requirements=tuple(
                _requirement(number, entry, short, notes) for number, entry in entries.items()
            ),
        )
        for key, entries in raw.items()
    )


def _requirement(
    number: str, entry: Mapping[str, object], short: Mapping[str, str], notes: Mapping[str, str]
) -> Requirement:
    note = str(entry.get("note", ""))
    note = notes[note[1:]] if note.startswith("@") else note
    return Requirement(
        number=number,
        level=int(str(entry["l"])),
        about=str(entry["about"]),
        answer=str(entry["is"]),
        pointers=tuple(_long(pointer, short) for pointer in _texts(entry.get("by", []))),
        note=_long_words(note, short),
    )


def _texts(found: object) -> list[str]:
    return [str(each) for each in found] if isinstance(found, list) else []


def _long(pointer: str, short: Mapping[str, str]) -> str:
    start = next((each for each in short if pointer.startswith(each)), "")
    return short[start] + pointer.removeprefix(start) if start else pointer


def _long_words(note: str, short: Mapping[str, str]) -> str:
    for start, folder in short.items():
        note = note.replace(f"({start}", f"({folder}")
    return note


def page(chapters: tuple[Chapter, ...]) -> str:
    """The whole page."""
    return "\n".join(_lines(chapters)) + "\n"


def _lines(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    yield "# ASVS 5.0.0, levels 1 and 2"
    yield ""
    yield "Made by `tools/asvs.py` from `asvs.toml`; please change that. Numbers and levels are those of the"
    yield "official table of May 2025, looked up in its repository; the words are ours. *Differs* means: not to"
    yield "the letter, with the reason and what stands instead."
    yield ""
    yield "| chapter | level 1 | level 2 | " + " | ".join(WORDS.values()) + " |"
    yield "|---|---|---|" + "---|" * len(WORDS)
    for chapter in chapters:
        yield _sums(f"{chapter.key} {chapter.name}", chapter.requirements)
    yield _sums("**all**", tuple(each for chapter in chapters for each in chapter.requirements))
    for chapter in chapters:
        yield from (
            "",
            f"## {chapter.key} {chapter.name}",
            "",
            "| | | answer | where, why |",
            "|---|---|---|---|",
        )
        yield from (_row(each) for each in chapter.requirements)


def _sums(name: str, requirements: tuple[Requirement, ...]) -> str:
    levels = Counter(each.level for each in requirements)
    answers = Counter(each.answer for each in requirements)
    cells = [levels[1], levels[2], *(answers[answer] for answer in WORDS)]
    return f"| {name} | " + " | ".join(map(str, cells)) + " |"


def _row(each: Requirement) -> str:
    where = ", ".join(f"`{pointer}`" for pointer in each.pointers)
    said = ". ".join(part for part in (where, each.note) if part)
    return f"| {each.number} | {each.about} | {WORDS[each.answer]} | {said} |"


def main() -> int:
    """Write, or check: 1 where the page is not current."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    wanted = page(read())
    if parser.parse_args().check:
        is_current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted
        print("asvs: the page is current" if is_current else "asvs: please run tools/asvs.py")
        return 0 if is_current else 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
