"""A town on a disk that is full, then well again; run as a process of its own, prints what it found.

The data directory lies on a small disk of its own (`test_full_disk.py` mounts it). It has never room for a photo: that
asks for a reserve which this disk has not got.
"""

import contextlib
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

BLOCK = 64 * 1024
TYPED = "Ein Brunnen mit Trinkwasser"


@contextlib.contextmanager
def full(folder: Path) -> Iterator[None]:
    """Until the end of the block there is not a byte left."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as written:
        for size in (BLOCK, 1):
            with contextlib.suppress(OSError):
                while written.write(b"x" * size):
                    pass
    yield
    filler.unlink()


def hand_in(guest: "Client", photo: bytes = b"") -> tuple[str, str]:
    """Send the public form: the status with the headline (or the way on), and the page."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    form: dict[str, object] = {"text": TYPED, "contact": "niemand@example.invalid"}
    if photo:
        form |= {"photo_credit": "Wir", "photo_consent": "on"}
        form["photo"] = SimpleUploadedFile("bild.jpg", photo, "image/jpeg")
    answer = guest.post("/ideen/neu/", form, headers={"referer": "http://localhost/ideen/neu/"})
    page = answer.content.decode()
    found = re.search(r"<h1[^>]*>([^<]*)<", page)
    told = found.group(1).strip() if found else answer.headers["Location"][:7]
    return f"{answer.status_code} {told}", page


def backup(folder: Path) -> list[object]:
    """What the command says into a folder of the same disk, and which files it leaves there."""
    from machbar.site.cli import main

    target, said = folder / "backups", io.StringIO()
    target.mkdir(exist_ok=True)
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        status = main(["backup", str(target / "b.machbar")])
    return [status, sorted(each.name for each in target.iterdir())]


def look(folder: Path, photo: bytes) -> dict[str, object]:
    """Everything in order; each answer under the name of its moment."""
    from django.test import Client

    from machbar.foundation.people.models import Role
    from machbar.foundation.testing import make_person, make_town
    from machbar.modules.ideas.models import Idea

    town = make_town()
    guest, guide = (Client(raise_request_exception=False) for _both in range(2))
    guide.force_login(make_person(Role.LOTSE, town=town))
    guide.get("/werkstatt/heute/")
    found: dict[str, object] = {}
    with full(folder):
        found["full: reading"] = [
            guest.get(path).status_code for path in ("/", "/ideen/", "/healthz")
        ]
        found["full: the team reads"] = guide.get("/werkstatt/heute/").status_code
        found["full: an idea"], page = hand_in(guest)
        found["full: the words are shown"] = TYPED in page
        found["full: a photo"] = hand_in(guest, photo)[0]
        found["full: a backup"] = backup(folder)
    found["well again: ideas before"] = Idea.objects.count()
    found["well again: an idea"] = hand_in(guest)[0]
    found["well again: ideas"] = Idea.objects.count()
    found["well again: a backup"] = backup(folder)
    from machbar.foundation.keeping.soundness import database_troubles
    from machbar.foundation.media.selectors import file_troubles

    found["well again: troubles"] = [*database_troubles(), *file_troubles()]
    return found


def main() -> None:
    """Look, and print."""
    import django

    django.setup()
    from django.conf import settings

    from machbar.foundation.media.tests.builders import photo

    print(json.dumps(look(Path(settings.DATA), photo(400, 300)), ensure_ascii=False))


if __name__ == "__main__":
    os.umask(0o077)
    main()
