"""Copies what pages need from node_modules into the static files: KERN's sheet, two fonts, and the map's program.

Everything it writes, licences too, lies below one folder that git ignores. The fonts keep the
ranges their package cuts them into, so a browser fetches the second file of a family only for a
text that needs it (ł, ẞ, ş). axe-core stays in node_modules.
Usage: `python tools/frontend.py [--node-modules FOLDER] [--out FOLDER]`.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "machbar" / "foundation" / "ui" / "static" / "vendor"

KERN = "@kern-ux/native"
LEAFLET = "leaflet"
LEAFLET_FILES = (
    "leaflet.js",
    "leaflet.js.map",
    "leaflet.css",
)  # the script names its map: the build wants both
FONTS = {
    "@fontsource-variable/atkinson-hyperlegible-next": "Atkinson Hyperlegible Next Variable",
    "@fontsource-variable/bricolage-grotesque": "Bricolage Grotesque Variable",
}
WEIGHTS = "200 800"
SUBSETS = ("latin-ext", "latin")


class MissingFileError(Exception):
    """A file of a package is not where its exact version has it; the text says which."""


def main() -> int:
    """Copy everything; 2 where a package or one of its files is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--node-modules", type=Path, default=MODULES)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    try:
        copy_everything(arguments.node_modules, arguments.out)
    except MissingFileError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def copy_everything(modules: Path, out: Path) -> None:
    """Fill ``out`` anew from ``modules``; or raise ``MissingFileError`` and leave it."""
    wanted = {
        modules / KERN / "dist" / "kern.min.css": out / "kern" / "kern.min.css",
        **{modules / LEAFLET / "dist" / name: out / "leaflet" / name for name in LEAFLET_FILES},
        **_leaflet_images(modules, out),
        **{
            source: out / "fonts" / source.name
            for package in FONTS
            for source in (_font_file(modules, package, subset) for subset in SUBSETS)
        },
        **_licences(modules, out),
    }
    rules = [_rule(modules, package, subset) for package in FONTS for subset in SUBSETS]
    for source in wanted:
        _must_exist(source)
    shutil.rmtree(out, ignore_errors=True)
    for source, target in wanted.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (out / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def _leaflet_images(modules: Path, out: Path) -> dict[Path, Path]:
    """The pictures that Leaflet's sheet names."""
    images = modules / LEAFLET / "dist" / "images"
    _must_exist(images / "layers.png")
    return {file: out / "leaflet" / "images" / file.name for file in sorted(images.glob("*.png"))}


def _font_file(modules: Path, package: str, subset: str) -> Path:
    short = package.partition("/")[2]
    return modules / package / "files" / f"{short}-{subset}-wght-normal.woff2"


def _rule(modules: Path, package: str, subset: str) -> str:
    """The `@font-face` of one file; its characters stand in the package's `unicode.json`."""
    ranges = modules / package / "unicode.json"
    _must_exist(ranges)
    characters = json.loads(ranges.read_text(encoding="utf-8"))[subset]
    return (
        f'@font-face {{ font-family: "{FONTS[package]}"; font-style: normal; font-display: swap; '
        f"font-weight: {WEIGHTS}; "
        f'src: url("fonts/{_font_file(modules, package, subset).name}") format("woff2"); '
        f"unicode-range: {characters}; }}"
    )


def _licences(modules: Path, out: Path) -> dict[Path, Path]:
    """Each package's licence, beside the files that came from it."""
    folders = {KERN: "kern", LEAFLET: "leaflet", **dict.fromkeys(FONTS, "fonts")}
    return {
        _licence(modules / package): out
        / folder
        / f"LICENCE-{package.replace('/', '-').removeprefix('@')}.txt"
        for package, folder in folders.items()
    }


def _licence(package: Path) -> Path:
    return next(iter(sorted(package.glob("LICEN[CS]E*"))), package / "LICENSE")


def _must_exist(file: Path) -> None:
    if not file.is_file():
        raise MissingFileError(f"{file} is missing: run `npm ci` first (make does it).")


if __name__ == "__main__":
    sys.exit(main())
