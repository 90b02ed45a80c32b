"""A process of its own, with a town of its own: backups that are damaged, hostile or too new, and what they change."""

import gzip
import hashlib
import io
import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from machbar.site.cli import main
from machbar.site.tests.round_trip import SETUP

CUTS, FLIPS = 100, 100


def state_of(data: Path) -> dict[str, str]:
    """Every file of the data directory with its hash, and the names of the folders that are hidden."""
    return {
        path.relative_to(data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.rglob("*"))
        if path.is_file()
        and not path.name.startswith("machbar.sqlite3-")
        and path.suffix != ".lock"
    }


def damaged(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Cut at a hundred places, one byte flipped at a hundred others, something behind the end."""
    for number in range(CUTS):
        yield f"cut {number}", whole[: len(whole) * number // CUTS]
    for number in range(FLIPS):
        at = len(whole) * number // FLIPS
        yield f"flip {at}", whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :]
    yield "more", whole + b"x"


def hostile(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """The same backup with one member more that leads elsewhere, or from a version that is still to come."""
    for name, kind, target in (
        ("files/../../outside", tarfile.REGTYPE, ""),
        ("/tmp/outside", tarfile.REGTYPE, ""),  # noqa: S108
        ("files/media/x", tarfile.SYMTYPE, "/etc/passwd"),
        ("files/media/x", tarfile.LNKTYPE, "files/keys/secret"),
        ("files/media/x", tarfile.CHRTYPE, ""),
    ):
        more = tarfile.TarInfo(name)
        more.type, more.linkname = kind, target
        yield f"{name} {kind!r}", rebuilt(whole, [more], {})
    yield "newer format", rebuilt(whole, [], {"format": 99})
    yield "newer migration", rebuilt(whole, [], {"migrations": [["post", "9999_later"]]})


def rebuilt(whole: bytes, more: list[tarfile.TarInfo], said: dict[str, object]) -> bytes:
    """A backup packed anew, as somebody would who wants it to be believed."""
    from machbar.foundation.keeping import container

    target = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        tarfile.open(fileobj=io.BytesIO(whole)) as source,
    ):
        for member in source:
            file = source.extractfile(member)
            assert file is not None
            content = file.read()
            if member.name == container.FIRST:
                content = json.dumps({**json.loads(content), **said}).encode()
                member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
            if member.name == container.FIRST:
                for each in more:
                    tar.addfile(each)
    return container.GZIP + target.getvalue()[len(container.GZIP) :]


def go(folder: Path) -> None:
    """Print, as JSON on the last line, what was not refused and whether anything changed."""
    from django.conf import settings

    assert main(SETUP) == 0
    path, sealed, bad = folder / "whole", folder / "sealed", folder / "bad"
    assert main(["backup", str(path)]) == 0
    settings.BACKUP_PASSPHRASE = "drei-worte-und-mehr"
    assert main(["backup", str(sealed)]) == 0
    settings.BACKUP_PASSPHRASE = "ein anderes Kennwort"
    before = state_of(settings.DATA)
    tried = [*damaged(path.read_bytes()), *hostile(path.read_bytes())]
    tried += [("wrong passphrase", sealed.read_bytes())]
    taken = []
    for name, content in tried:
        bad.write_bytes(content)
        if main(["restore", "--replace", str(bad)]) != 2:
            taken.append(name)
    changed = [
        name for name, digest in state_of(settings.DATA).items() if before.get(name) != digest
    ]
    found = {"tried": len(tried), "taken": taken, "changed": changed}
    print(json.dumps({**found, "outside": sorted(each.name for each in folder.iterdir())}))


if __name__ == "__main__":
    go(Path(sys.argv[1]))
