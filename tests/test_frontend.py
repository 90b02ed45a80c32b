"""The copy of the front-end packages: complete, with licences, and clear about what is missing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.frontend import (
    FONTS,
    KERN,
    LEAFLET,
    LEAFLET_FILES,
    SUBSETS,
    MissingFileError,
    copy_everything,
)

ROOT = Path(__file__).resolve().parents[1]


def make_modules(folder: Path) -> Path:
    """A node_modules with the files the copy needs, each holding its own path."""
    files = [f"{KERN}/dist/kern.min.css", f"{KERN}/LICENSE"]
    files += [f"{LEAFLET}/dist/{name}" for name in LEAFLET_FILES]
    files += [f"{LEAFLET}/dist/images/layers.png", f"{LEAFLET}/LICENSE"]
    for package in FONTS:
        short = package.partition("/")[2]
        files += [f"{package}/files/{short}-{subset}-wght-normal.woff2" for subset in SUBSETS]
        files.append(f"{package}/LICENSE")
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    ranges = json.dumps({"latin": "U+0000-00FF", "latin-ext": "U+0100-02BA"})
    for package in FONTS:
        (folder / package / "unicode.json").write_text(ranges, encoding="utf-8")
    return folder


def test_everything_a_page_needs_is_copied_with_its_licence(tmp_path: Path) -> None:
    copy_everything(make_modules(tmp_path / "modules"), tmp_path / "out")

    assert sorted(
        str(file.relative_to(tmp_path / "out"))
        for file in (tmp_path / "out").rglob("*")
        if file.is_file()
    ) == [
        "fonts.css",
        "fonts/LICENCE-fontsource-variable-atkinson-hyperlegible-next.txt",
        "fonts/LICENCE-fontsource-variable-bricolage-grotesque.txt",
        "fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
        "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        "fonts/bricolage-grotesque-latin-ext-wght-normal.woff2",
        "fonts/bricolage-grotesque-latin-wght-normal.woff2",
        "kern/LICENCE-kern-ux-native.txt",
        "kern/kern.min.css",
        "leaflet/LICENCE-leaflet.txt",
        "leaflet/images/layers.png",
        "leaflet/leaflet.css",
        "leaflet/leaflet.js",
        "leaflet/leaflet.js.map",
    ]


def test_the_font_sheet_names_only_files_that_were_copied(tmp_path: Path) -> None:
    copy_everything(make_modules(tmp_path / "modules"), tmp_path / "out")
    rules = (tmp_path / "out" / "fonts.css").read_text(encoding="utf-8").splitlines()

    assert rules[1] == (
        '@font-face { font-family: "Atkinson Hyperlegible Next Variable"; font-style: normal; '
        "font-display: swap; font-weight: 200 800; "
        'src: url("fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2") format("woff2"); '
        "unicode-range: U+0000-00FF; }"
    )
    assert len(rules) == len(FONTS) * len(SUBSETS)
    for rule in rules:
        assert (tmp_path / "out" / rule.partition('url("')[2].partition('"')[0]).is_file()


def test_what_lay_there_before_is_gone(tmp_path: Path) -> None:
    stray = tmp_path / "out" / "fonts" / "old.woff2"
    stray.parent.mkdir(parents=True)
    stray.touch()

    copy_everything(make_modules(tmp_path / "modules"), tmp_path / "out")

    assert not stray.exists()


@pytest.mark.parametrize(
    "missing",
    [
        f"{KERN}/dist/kern.min.css",
        f"{KERN}/LICENSE",
        f"{LEAFLET}/dist/leaflet.js.map",
        f"{LEAFLET}/dist/images/layers.png",
    ],
)
def test_a_missing_file_is_named_and_the_old_copy_stays(tmp_path: Path, missing: str) -> None:
    modules = make_modules(tmp_path / "modules")
    copy_everything(modules, tmp_path / "out")
    (modules / missing).unlink()

    with pytest.raises(MissingFileError, match=missing):
        copy_everything(modules, tmp_path / "out")

    assert (tmp_path / "out" / "kern" / "kern.min.css").is_file()


def test_without_packages_the_command_says_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "tools/frontend.py", "--node-modules", str(tmp_path)]
    command += ["--out", str(tmp_path / "out")]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.endswith("is missing: run `npm ci` first (make does it).\n")


def test_the_lock_file_names_exact_versions_and_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    wanted = {**package["dependencies"], **package["devDependencies"]}

    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
