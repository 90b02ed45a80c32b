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
        found = dict(unpack(path, Path(folder), "").manifest["members"])
    found.pop(
        "tables/post_letter.jsonl"
    )  # what waited in a backup waits for a person after a restore
    return found


def write_a_letter() -> None:
    """A letter that waits."""
    from machbar.foundation.post.services import send_letter
    from machbar.foundation.towns.models import Town

    send_letter(
        town=Town.objects.get(), to="a@b.invalid", subject="Betreff", body="Text", key="one"
    )


def states_of_letters() -> list[str]:
    """Of all letters."""
    from machbar.foundation.post.models import Letter

    return [str(state) for state in Letter.objects.values_list("state", flat=True)]


def restored_beside_a_server(backup: Path) -> int:
    """What a restore says while a server holds the data."""
    import os

    from django.conf import settings

    from machbar.foundation.keeping import presence

    held = presence.hold(settings.DATA, alone=False)
    try:
        return main(["restore", "--replace", str(backup)])
    finally:
        os.close(held)


def dying_swaps(backup: Path, steps: range) -> int:
    """Restore with a failure at the first rename, the second … until one survives; how many died."""
    died = 0
    from django.conf import settings

    from machbar.foundation.keeping import swapping
    from machbar.site.light import finish_restore

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
        if number == steps[0]:
            finish_restore(settings.DATA)  # as a server or a command does at its start
        swapping.finish(settings.DATA)
        again = backup.with_name(f"again{number}.machbar")
        assert main(["backup", str(again)]) == 0
        assert members(again) == members(backup), f"step {number}"
    return died


def by_itself(*, is_long: bool) -> dict[str, object]:
    """One on the shelf, tried out in a process of its own; then an update that first has no room, then backs up.

    The long form takes a real step back; walking through all migrations again costs it half a minute.
    """
    import shutil

    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from machbar.foundation.keeping import schedule, shelf
    from machbar.site import light

    said: dict[str, object] = {"shelf": main(["backup"])}
    [first] = shelf.on_shelf(settings.BACKUP_FOLDER)
    said["trial"] = schedule.try_out(first.name, timezone.now())
    said["sound"] = shelf.on_shelf(settings.BACKUP_FOLDER)[0].is_sound
    if is_long:
        call_command("migrate", "post", "0001", verbosity=0)
    full = shutil.disk_usage(settings.DATA)._replace(free=1000)
    behind = light._is_behind if is_long else lambda: True
    with mock.patch.object(light, "_is_behind", behind):
        with mock.patch("shutil.disk_usage", return_value=full):
            said["no room"] = _status(["migrate"])
        with mock.patch("django.core.management.call_command", side_effect=OSError("cut")):
            said["cut"] = _status(["migrate"])
        said["update"] = _status(["migrate"])
    before = [each for each in shelf.on_shelf(settings.BACKUP_FOLDER) if each.is_before_update]
    said["before"] = len(before)
    if is_long:
        assert main(["restore", "--replace", str(before[0].path)]) == 0
    return said


def _status(words: list[str]) -> int:
    try:
        return main(words)
    except SystemExit as end:
        return int(end.code or 0)
    except OSError:
        return -1


def go(folder: Path, steps: range) -> None:
    """Print what was found as JSON on the last line."""
    one, two, part = folder / "1.machbar", folder / "2.machbar", folder / "3.machbar"
    statuses = [
        main(SETUP),
        main(["populate", "--ideas", "5", "--projects", "2", "--premises", "3", "--searches", "2"]),
    ]
    write_a_letter()
    statuses += [
        main(["backup", str(one)]),
        main(["backup", str(one)]),
        main(["restore", str(one)]),
        restored_beside_a_server(one),
        main(["restore", "--test", str(one)]),
        main(["restore", "--replace", str(one)]),
        main(["backup", str(two)]),
    ]
    letters = states_of_letters()
    part.write_bytes(one.read_bytes()[:-9])
    statuses.append(main(["restore", "--replace", str(part)]))
    print(
        json.dumps(
            {
                "statuses": statuses,
                "letters": letters,
                "equal": members(one) == members(two),
                "died": dying_swaps(one, steps),
                "by_itself": by_itself(is_long=steps[0] == 1),
                "left": sorted(each.name for each in (folder / "data").glob(".*")),
            }
        )
    )


if __name__ == "__main__":
    go(Path(sys.argv[1]), range(int(sys.argv[2]), int(sys.argv[3])))
