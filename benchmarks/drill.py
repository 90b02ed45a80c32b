"""The restore drill: how long a whole server takes into a backup, through a trial of it, and back (trust.md, F8).

A town with ten thousand ideas and a gigabyte of pictures (random bytes, which no packing makes smaller) is backed up,
tried out, restored into an empty directory, and verified, by the commands an operator types. Beside it stands how long
the same disk takes to copy the pictures durably. `--megabytes` asks for another size.
"""

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

MEGABYTE = 1_000_000
A_FILE = 2 * MEGABYTE
IDEAS = 10_000
FILL = """
import sys, uuid
from machbar.site.light import start
start(migrate=False)
import os
from django.db import transaction
from django.utils import timezone
from machbar.foundation.media import store
from machbar.foundation.media.models import Picture, PictureFile
from machbar.foundation.towns.models import Town
town, now = Town.objects.get(), timezone.now()
count, size = int(sys.argv[1]), int(sys.argv[2])
with store.locked(), transaction.atomic():
    for _number in range(count):
        picture = Picture.objects.create(
            town=town, form_key=uuid.uuid4().hex, upload_digest="0" * 64, width=10, height=10, created_at=now
        )
        PictureFile.objects.create(
            picture=picture, width=10, height=10, size=size, content_type="image/jpeg",
            sha256=store.write(os.urandom(size)),
        )
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print each command's seconds, the size of what it wrote, and the ratio to a durable copy."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.drill")
    parser.add_argument("--megabytes", type=int, default=1_000)
    wanted = parser.parse_args([] if arguments is None else arguments)
    with tempfile.TemporaryDirectory(prefix="machbar-drill-") as folder:
        _drill(Path(folder), wanted.megabytes)


def _drill(folder: Path, megabytes: int) -> None:
    here, there, file = folder / "here", folder / "there", folder / "stadt.machbar"
    machbar = (sys.executable, "-m", "machbar")
    town = ("--name", "Fiktivstadt am Beispiel", "--short-name", "Fiktivstadt")
    admin = (
        "--admin-email",
        "verwaltung@fiktivstadt.invalid",
        "--admin-name",
        "Verwaltung (fiktiv)",
    )
    hours = ("--state", "Niedersachsen", "--opening-hours", "Di 10–12 Uhr", "--without-catalogue")
    _run(here, *machbar, "setup", *town, *admin, *hours)
    _run(here, *machbar, "populate", "--ideas", str(IDEAS))
    _run(here, sys.executable, "-c", FILL, str(megabytes * MEGABYTE // A_FILE), str(A_FILE))
    began = time.monotonic()
    shutil.copytree(here / "media", folder / "copy")
    os.sync()
    copied = time.monotonic() - began
    print(f"{IDEAS} ideas, {megabytes} MB of pictures; a durable copy of them: {copied:.1f} s")
    for name, data, words in (
        ("backup, read back whole", here, ("backup", str(file))),
        ("trial of the backup", here, ("restore", "--test", str(file))),
        ("restore into an empty directory", there, ("restore", str(file))),
        ("verify what was restored", there, ("verify",)),
    ):
        took = _run(data, *machbar, *words)
        print(f"{name:<32} {took:6.1f} s  ×{took / copied:.1f} of the copy")
    print(f"the file: {file.stat().st_size / MEGABYTE:.0f} MB")


def _run(data: Path, *command: str) -> float:
    environment = {
        **os.environ,
        "MACHBAR_DATA": str(data),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src"),
        "MACHBAR_SECRET_KEY": KEY,
        "DJANGO_SETTINGS_MODULE": "machbar.site.settings",
    }
    began = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.monotonic() - began


KEY = secrets.token_urlsafe(64)


if __name__ == "__main__":
    main(sys.argv[1:])
