"""Restored data in the place of the old: old or new, never between; what cuts it off, a repetition ends."""

import contextlib
from pathlib import Path

from machbar.foundation.keeping import presence, swapping
from machbar.foundation.keeping.tests.faults import fault_at

LOCKS = {presence.SERVING, presence.FINISHING}
OLD = {"keys/secret": "old", "machbar.sqlite3": "old", "machbar.sqlite3-wal": "old", "a.png": "old"}
NEW = {"keys/secret": "new", "machbar.sqlite3": "new", "media/pictures/ab/abc": "new"}


def lay(folder: Path, content: dict[str, str]) -> None:
    for name, text in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def held(data: Path) -> dict[str, str]:
    return {
        path.relative_to(data).as_posix(): path.read_text()
        for path in data.rglob("*")
        if path.is_file()
    }


def test_whatever_file_operation_fails_the_next_start_finds_old_or_new_data(tmp_path: Path) -> None:
    ends: list[str] = []
    while True:
        data = tmp_path / str(len(ends))
        lay(data, OLD)
        new = tmp_path / f"new{len(ends)}"
        lay(new / "files", {k: v for k, v in NEW.items() if k != "machbar.sqlite3"})
        lay(new, {"machbar.sqlite3": "new"})
        with fault_at(len(ends) + 1, below=data) as fault, contextlib.suppress(OSError):
            swapping.swap(data, new / "files", new / "machbar.sqlite3")
        swapping.finish(data)
        found = held(data)
        assert not [name for name in found if name.startswith(swapping.ASIDE)], len(ends)
        visible = {k: v for k, v in found.items() if not k.startswith(".") and k not in LOCKS}
        assert visible in (OLD, NEW), (len(ends), found)
        ends.append(visible["keys/secret"])
        if not fault.happened:
            break
    assert ends == sorted(ends, reverse=True)
    assert ends[-1] == "new"
    assert len(ends) > 15
