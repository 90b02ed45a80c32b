"""The fonts of papers: made from the web's files, under names of their own, with the list of what they show."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools.print_fonts import FAMILIES, RANGES, WEB_FONTS, make_print_fonts

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts") / "vendor"
    make_print_fonts(WEB_FONTS, folder)
    return folder


def test_four_fonts_with_names_of_their_own_and_both_licences(fonts: Path) -> None:
    names = {
        file.name: TTFont(file)["name"].getDebugName(1) for file in sorted(fonts.glob("*.ttf"))
    }

    assert names == {
        "MachBarSign.ttf": "MachBar Sign",
        "MachBarSignExt.ttf": "MachBar Sign Ext",
        "MachBarText.ttf": "MachBar Text",
        "MachBarTextExt.ttf": "MachBar Text Ext",
    }
    assert len(list(fonts.glob("LICENCE-*.txt"))) == 2


def test_the_list_names_what_both_families_show(fonts: Path) -> None:
    ranges = json.loads((fonts / "characters.json").read_text(encoding="utf-8"))

    listed = {number for first, last in ranges for number in range(first, last + 1)}
    shown = [
        set().union(
            *(
                TTFont(fonts / f"{(family + suffix).replace(' ', '')}.ttf").getBestCmap()
                for suffix in RANGES.values()
            )
        )
        for family in FAMILIES.values()
    ]
    assert listed == shown[0] & shown[1]
    assert all(first <= last for first, last in ranges)
    assert {ord(letter) for letter in "äöüÄÖÜßẞ€„“–…"} <= listed


def test_making_them_again_gives_the_same_and_clears_what_lay_there(
    fonts: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.ttf").touch()

    make_print_fonts(WEB_FONTS, tmp_path / "out")

    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == {
        file.name: file.read_bytes() for file in fonts.iterdir()
    }


def test_without_the_web_fonts_the_command_says_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "tools/print_fonts.py", "--web-fonts", str(tmp_path)]
    command += ["--out", str(tmp_path / "out")]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "atkinson-hyperlegible-next is missing: run tools/frontend.py first (make does it).\n"
    )
