"""Files of a backup: its name is never taken from another, and no work of a killed process stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from machbar.foundation.keeping.files import belongs, hold, take_name, work_folder


def no_second_names(source: object, target: object) -> None:
    """What a stick formatted with FAT answers to `os.link`."""
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        (
            "keys/secret",
            True,
        ),  # so a restored server is the same one, and an open backup gives its key away
        ("keys/server.json", True),
        ("erasures/key", False),
        ("backups/machbar-2026-11-27-030000.machbar", False),
    ],
)
def test_a_backup_holds_the_keys_of_the_server(name: str, is_kept: bool) -> None:
    assert belongs(name) is is_kept


@pytest.mark.parametrize("has_links", [True, False])
def test_a_finished_file_gets_its_name_on_every_disk_and_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", no_second_names)
    part, path = tmp_path / "part", tmp_path / "b.machbar"
    part.write_text("first")
    take_name(part, path)
    part.unlink(missing_ok=True)
    part.write_text("second")

    with pytest.raises(OSError, match="exists" if has_links else "not permitted"):
        take_name(part, path)

    assert path.read_text() == "first"


@pytest.mark.parametrize("has_links", [True, False])
def test_what_is_erased_meanwhile_stays_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", no_second_names)
    data, still = tmp_path / "data", tmp_path / "still"
    (data / "keys").mkdir(parents=True)
    (data / "keys" / "secret").write_text("fiktiv")

    hold(data, still)
    (data / "keys" / "secret").unlink()

    assert (still / "keys" / "secret").read_text() == "fiktiv"


def test_the_work_of_a_killed_process_goes_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead, alive, note = (
        tmp_path / f".backup-{ended.pid}-x",
        tmp_path / f".backup-{os.getppid()}-x",
        tmp_path / ".backup-note.json",
    )
    for folder in (dead, alive):
        (folder / "still").mkdir(parents=True)
    note.touch()

    with work_folder(tmp_path, "backup") as work:
        assert sorted(tmp_path.iterdir()) == sorted([alive, note, work])
    assert sorted(tmp_path.iterdir()) == sorted([alive, note])
