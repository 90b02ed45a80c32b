"""Pictures that lie in a store that speaks S3: into a backup one by one, and back into the store before a restore ends.

In a backup they have the names that they would have on a disk, so that each kind of server takes the backups of the
other: that is how a town moves into a store, or out of it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from machbar.foundation.keeping.container import Writer
from machbar.foundation.media import store
from machbar.foundation.media.disk import Disk
from machbar.foundation.media.models import PictureFile

LIST = "hashes"


def note_hashes(work: Path) -> None:
    """Write down which pictures the rows of this moment know; nothing where they lie on the disk."""
    if store.bucket() is None:
        return
    rows = PictureFile.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
    with (work / LIST).open("w", encoding="ascii") as target:
        target.writelines(f"{sha256}\n" for sha256 in rows.iterator(chunk_size=5_000))


def add_from_bucket(into: Writer, work: Path) -> int:
    """Fetch them, each by itself; how many there were. Raises `StoreAway`.

    One that is missing is left out, as on a disk: `machbar verify` names it.
    """
    count, one = 0, work / "picture"
    for sha256 in _noted(work):
        content = store.read(sha256)
        if content is None:
            continue
        one.write_bytes(content)
        into.add_file(f"files/media/{store.BELOW_MEDIA}/{sha256[:2]}/{sha256}", one)
        count += 1
    return count


def _noted(work: Path) -> Iterator[str]:
    if not (work / LIST).exists():
        return
    with (work / LIST).open(encoding="ascii") as lines:
        for line in lines:
            yield line.strip()


def give_to_bucket(media: Path) -> None:
    """Put the unpacked pictures into the store and take them from the disk; nothing where they stay there.

    Each is named by its content: what the store has already is not changed, and what no row knows in the end is swept
    up. Raises `StoreAway`; then nothing has changed but what lies in the store beside.
    """
    if store.bucket() is None:
        return
    unpacked = Disk(media / store.BELOW_MEDIA)
    for sha256 in unpacked.hashes():
        content = unpacked.read(sha256)
        if content is not None:
            store.write(content)
    shutil.rmtree(media, ignore_errors=True)
