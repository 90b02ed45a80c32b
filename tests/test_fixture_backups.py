"""Backups of earlier versions (`tools/make_fixture_backup.py`) come back whole in this one, on both databases."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from machbar.foundation.keeping import container
from tests.test_backup import machbar
from tests.test_new_database import SERVER, empty_database
from tools.make_fixture_backup import content_of

FOLDER = Path(__file__).parent / "fixtures" / "backups"
FIXTURES = sorted(FOLDER.glob("*.machbar"))
MOST_BYTES = 200_000
# Every restore holds back what waits: its lines differ, its rows do not.
CHANGED = {"post_letter"}
# Django keeps a row there for each model, so a later migration adds some.
OF_MODELS = {"django_content_type", "auth_permission"}


def recorded(path: Path) -> dict[str, Any]:
    """What a fixture holds, as it was noted when it was made."""
    return dict(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_is_whole_small_and_what_was_noted(path: Path) -> None:
    known = recorded(path)

    container.check(path, "")

    assert hashlib.sha256(path.read_bytes()).hexdigest() == known["sha256"]
    assert path.stat().st_size < MOST_BYTES
    assert known["rows"]["towns_town"] == 1


def test_there_is_a_fixture_and_each_has_its_note() -> None:
    assert FIXTURES
    assert sorted(FOLDER.glob("*.json")) == [path.with_suffix(".json") for path in FIXTURES]


def crawled(address: Mapping[str, str]) -> dict[str, object]:
    """How the pages over restored data answer."""
    passed = {name: value for name, value in os.environ.items() if not name.startswith("MACHBAR_")}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.crawl_restored"],
        env={
            **passed,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            **address,
        },
        cwd=Path(__file__).resolve().parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.long
@pytest.mark.crawl
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_backup_of_an_earlier_version_comes_back_and_its_pages_answer(
    tmp_path: Path, path: Path
) -> None:
    known = recorded(path)
    with empty_database("fixture") as server:
        for number, address in enumerate([{}, server] if SERVER else [{}]):
            place = {"MACHBAR_DATA": str(tmp_path / f"data{number}"), **address}
            copy = tmp_path / f"copy{number}.machbar"

            restored = machbar("restore", str(path), address=place)

            # 1: `verify` finds rows of pictures that have no files, as the fixture was made.
            assert restored.returncode in {0, 1}, restored.stderr
            assert machbar("backup", str(copy), address=place).returncode == 0
            now = content_of(copy)
            kept = (set(now["rows"]) & set(known["rows"])) - OF_MODELS
            assert {name: now["rows"][name] for name in kept} == {
                name: known["rows"][name] for name in kept
            }
            if now["migrations"] == known["migrations"]:
                same = kept - CHANGED
                assert {name: now["tables"][name] for name in same} == {
                    name: known["tables"][name] for name in same
                }
            assert now["heads"] == known["heads"]
            found = crawled(place)
            assert found["wrong"] == []
            assert isinstance(found["team"], int)
            assert found["team"] > 50
