"""Copies what pages need from node_modules into the static files: KERN's sheet and two fonts, with their licences.

Everything it writes lies below `foundation/ui/static/vendor`, which git ignores. Usage: `python tools/frontend.py`.
"""

import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "machbar" / "foundation" / "ui" / "static" / "vendor"

FONTS = {
    "atkinson-hyperlegible-next": ("Atkinson Hyperlegible Next Variable", "200 800"),
    "bricolage-grotesque": ("Bricolage Grotesque Variable", "200 800"),
}
SUBSETS = ("latin-ext", "latin")


def main() -> int:
    """Copy everything; 2 where a package is missing."""
    if not MODULES.is_dir():
        print("node_modules is missing: run `npm ci` first (make does it).", file=sys.stderr)
        return 2
    shutil.rmtree(TARGET, ignore_errors=True)
    _copy(MODULES / "@kern-ux/native", "dist/kern.min.css", TARGET / "kern" / "kern.min.css")
    rules = [rule for package in FONTS for rule in _font(package)]
    (TARGET / "fonts.css").write_text("\n".join(rules), encoding="utf-8")
    return 0


def _font(package: str) -> list[str]:
    source = MODULES / "@fontsource-variable" / package
    family, weights = FONTS[package]
    ranges = json.loads((source / "unicode.json").read_text(encoding="utf-8"))
    rules = []
    for subset in SUBSETS:
        name = f"{package}-{subset}-wght-normal.woff2"
        _copy(source, f"files/{name}", TARGET / "fonts" / name)
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-style: normal; font-display: swap; '
            f'font-weight: {weights}; src: url("fonts/{name}") format("woff2"); '
            f"unicode-range: {ranges[subset]}; }}"
        )
    return rules


def _copy(package: Path, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(package / name, target)
    for licence in package.glob("LICEN[CS]E*"):
        shutil.copyfile(licence, target.parent / f"LICENCE-{package.name}.txt")


if __name__ == "__main__":
    sys.exit(main())
