"""A process of its own, with a data directory of its own: there and back, and a swap that dies at each of its steps."""

import json
import sys
import tempfile
from pathlib import Path
from unittest import mock

from machbar.site.cli import main

SETUP = (
    *("setup", "--name", "Neustadt", "--short-name", "Neustadt", "--state", "Niedersachsen"),
    *("--admin-email", "admin@neustadt.invalid", "--admin-name", "Verwaltung"),
    "--without-catalogue",
)


def members(path: Path) -> dict[str, object]:
    """What a backup holds: size and hash of every table and file."""
    from machbar.foundation.keeping.container import unpack

    with tempfile.TemporaryDirectory() as folder:
        return dict(unpack(path, Path(folder), "").manifest["members"])


def dying_swaps(backup: Path, steps: range) -> int:
    """Restore with a failure at the first rename, the second … until one survives; how many died."""
    died = 0
    from django.conf import settings

    from machbar.foundation.keeping import swapping

    rename = Path.rename
    for number in steps:
        calls = 0

        def failing(self: Path, target: Path, limit: int = number) -> Path:
            nonlocal calls
            calls += 1
            if calls == limit:
                raise OSError(5, "broken on purpose")
            return rename(self, target)

        with mock.patch.object(Path, "rename", failing):
            status = main(["restore", "--replace", str(backup)])
        if status == 0:
            return died
        died += 1
        if swapping.is_open(settings.DATA):
            swapping.finish(settings.DATA)
        again = backup.with_name(f"again{number}.machbar")
        assert main(["backup", str(again)]) == 0
        assert members(again) == members(backup), f"step {number}"
    return died


def go(folder: Path, steps: range) -> None:
    """Print what was found as JSON on the last line."""
    one, two, part = folder / "1.machbar", folder / "2.machbar", folder / "3.machbar"
    statuses = [
        main(SETUP),
        main(["populate", "--ideas", "5", "--projects", "2", "--premises", "3", "--searches", "2"]),
        main(["backup", str(one)]),
        main(["backup", str(one)]),
        main(["restore", str(one)]),
        main(["restore", "--test", str(one)]),
        main(["restore", "--replace", str(one)]),
        main(["backup", str(two)]),
    ]
    part.write_bytes(one.read_bytes()[:-9])
    statuses.append(main(["restore", "--replace", str(part)]))
    print(
        json.dumps(
            {
                "statuses": statuses,
                "equal": members(one) == members(two),
                "died": dying_swaps(one, steps),
                "left": sorted(each.name for each in (folder / "data").glob(".*")),
            }
        )
    )


if __name__ == "__main__":
    go(Path(sys.argv[1]), range(int(sys.argv[2]), int(sys.argv[3])))
