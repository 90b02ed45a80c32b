"""Where the files of pictures lie: on the disk, or in a store that speaks S3; named by their SHA-256 on both.

Writing and removing take one lock for the whole server, together with the rows that go with them: nobody removes a
file while somebody else is about to count on it. Decoding never happens under the lock.
"""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.conf import settings

from machbar.foundation.media.bucket import Bucket
from machbar.foundation.media.disk import Disk

BELOW_MEDIA = "pictures"


def disk() -> Disk:
    """The pictures on the disk, whether they are in use or not."""
    return Disk(Path(settings.MEDIA_ROOT) / BELOW_MEDIA)


def bucket() -> Bucket | None:
    """The pictures in a store, where the operator has named one."""
    if settings.MEDIA_BUCKET is None:
        return None
    return Bucket(settings.MEDIA_BUCKET, Path(settings.DATA) / ".media")


def _place() -> Bucket | Disk:
    return bucket() or disk()


@contextmanager
def elsewhere(media: Path) -> Iterator[None]:
    """While inside, the files lie below a folder: a restore works on what has not yet taken its place."""
    here, there = settings.MEDIA_ROOT, settings.MEDIA_BUCKET
    settings.MEDIA_ROOT, settings.MEDIA_BUCKET = media, None
    try:
        yield
    finally:
        settings.MEDIA_ROOT, settings.MEDIA_BUCKET = here, there


def locked() -> AbstractContextManager[None]:
    """Alone with the files, over all processes of this server."""
    return _place().locked()


def held() -> AbstractContextManager[None]:
    """While inside, a backup finds every file that it has heard of."""
    return _place().held()


def may_remove() -> bool:
    """Whether files may go just now; those that stay go with the next sweep."""
    return _place().may_remove()


def has_room() -> bool:
    """Whether there is more room than what the database needs."""
    return _place().has_room()


def write(content: bytes) -> str:
    """Keep a content, durably; returns its hash. Raises `OSError`, and then leaves nothing behind."""
    return _place().write(content)


def read(sha256: str) -> bytes | None:
    """The content with this hash, or None where the file is missing. Raises `StoreAway`."""
    return _place().read(sha256)


def remove(sha256: str) -> None:
    """Remove a file; a missing one is removed already."""
    _place().remove(sha256)


def hashes(*, older_than: float = 0) -> Iterator[str]:
    """The names of all files that have not been touched for so many seconds, unfinished ones with their ending."""
    return _place().hashes(older_than=older_than)


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still holds what its name says."""
    content = read(sha256)
    return content is not None and hashlib.sha256(content).hexdigest() == sha256
