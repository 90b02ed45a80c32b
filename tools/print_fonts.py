"""Makes the fonts of printed papers from the web's own files, so that screen and paper have one source.

Typst takes one file per family and cut, so the two ranges of a family become two families ("MachBar Text" and
"MachBar Text Ext") that every paper names one after the other. Beside them stands which characters both the text and
the sign fonts can show; the writer of papers asks that list, because fonttools stays in the build.
Usage, after `tools/frontend.py`: `python tools/print_fonts.py [--web-fonts FOLDER] [--out FOLDER]`.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

FOUNDATION = Path(__file__).resolve().parents[1] / "src" / "machbar" / "foundation"
WEB_FONTS = FOUNDATION / "ui" / "static" / "vendor" / "fonts"
TARGET = FOUNDATION / "documents" / "vendor"

FAMILIES = {"atkinson-hyperlegible-next": "MachBar Text", "bricolage-grotesque": "MachBar Sign"}
RANGES = {"latin": "", "latin-ext": " Ext"}
FULL_NAME, POSTSCRIPT_NAME, FAMILY_NAME = 4, 6, 1
OTHER_NAMES = (16, 17, 21, 22, 25)
WINDOWS_UNICODE_ENGLISH = (3, 1, 0x409)


def main() -> int:
    """Make the fonts; 2 where the web's fonts are missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--web-fonts", type=Path, default=WEB_FONTS)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    for source in FAMILIES:
        for part in RANGES:
            if not _web_font(arguments.web_fonts, source, part).is_file():
                print(
                    f"{source} is missing: run tools/frontend.py first (make does it).",
                    file=sys.stderr,
                )
                return 2
    make_print_fonts(arguments.web_fonts, arguments.out)
    return 0


def make_print_fonts(web_fonts: Path, out: Path) -> None:
    """Fill ``out`` anew with four renamed ttf files, their licences and `characters.json`."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shown: list[set[int]] = []
    for source, family in FAMILIES.items():
        characters: set[int] = set()
        for part, suffix in RANGES.items():
            font = TTFont(_web_font(web_fonts, source, part), recalcTimestamp=False)
            _rename(font, family + suffix)
            font.flavor = None
            font.save(out / f"{(family + suffix).replace(' ', '')}.ttf", reorderTables=False)
            characters |= set(font.getBestCmap())
        shown.append(characters)
    ranges = list(_ranges(sorted(set.intersection(*shown))))
    (out / "characters.json").write_text(json.dumps(ranges) + "\n", encoding="utf-8")
    for licence in web_fonts.glob("LICENCE-*.txt"):
        shutil.copyfile(licence, out / licence.name)


def _web_font(folder: Path, source: str, part: str) -> Path:
    return folder / f"{source}-{part}-wght-normal.woff2"


def _rename(font: TTFont, family: str) -> None:
    names = font["name"]
    for number in OTHER_NAMES:
        names.removeNames(nameID=number)
    for number, text in (
        (FAMILY_NAME, family),
        (FULL_NAME, family),
        (POSTSCRIPT_NAME, family.replace(" ", "")),
    ):
        names.setName(text, number, *WINDOWS_UNICODE_ENGLISH)


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as runs (first, last)."""
    first = last = -1
    for number in numbers:
        if number != last + 1:
            if first >= 0:
                yield first, last
            first = number
        last = number
    if first >= 0:
        yield first, last


if __name__ == "__main__":
    sys.exit(main())
