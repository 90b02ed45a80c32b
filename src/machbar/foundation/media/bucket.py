"""Pictures in a store that speaks S3, named by their SHA-256; an object is there whole or not at all.

Nobody but us reads the bucket: pages hand its pictures out as they hand out files of the disk. The library is loaded
when the first picture is asked for, so that a server with a disk never pays for it.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from machbar.foundation.media import locks
from machbar.foundation.media.address import BucketAddress
from machbar.foundation.media.exceptions import StoreAway

if TYPE_CHECKING:
    from obstore.store import S3Store

# One visitor waits for a picture, and a form for its photo: better a sentence soon than a page that hangs.
SECONDS, TRIES = timedelta(seconds=10), 2
CHANGING, KEEPING = 1, 2  # numbers of our locks


@dataclass(frozen=True)
class Bucket:
    """The pictures at ``address``; ``folder`` is a place of this machine for locks where there is one machine."""

    address: BucketAddress
    folder: Path

    def locked(self) -> AbstractContextManager[None]:
        """Alone with the objects, over all processes and, with PostgreSQL, all machines."""
        if connection.vendor == "postgresql":
            return locks.by_database(CHANGING)
        return locks.by_file(self.folder / ".lock")

    def held(self) -> AbstractContextManager[None]:
        """While inside, nothing is removed: a backup fetches one object after the other."""
        if connection.vendor == "postgresql":
            return locks.by_database(KEEPING, shared=True)
        return locks.by_file(self.folder / ".held", shared=True)

    def may_remove(self) -> bool:
        """Whether an object may go just now; what stays because of a backup goes with the next sweep."""
        if connection.vendor == "postgresql":
            return locks.is_free_in_database(KEEPING)
        return locks.is_free_file(self.folder / ".held")

    def has_room(self) -> bool:
        """The store says so itself when it has none."""
        return True

    def write(self, content: bytes) -> str:
        """Keep a content; returns its hash. Raises `StoreAway`."""
        sha256 = hashlib.sha256(content).hexdigest()
        with _asking():
            # Never "it is there already": somebody else may be about to remove it.
            _client(self.address).put(self._name(sha256), content, use_multipart=False)
        return sha256

    def read(self, sha256: str) -> bytes | None:
        """The content with this hash, or None where the object is missing. Raises `StoreAway`."""
        with _asking():
            try:
                return bytes(_client(self.address).get(self._name(sha256)).bytes())
            except FileNotFoundError:
                return None

    def remove(self, sha256: str) -> None:
        """Remove an object; a missing one is removed already. Raises `StoreAway`."""
        with _asking():
            _client(self.address).delete(self._name(sha256))

    def hashes(self, *, older_than: float = 0) -> Iterator[str]:
        """The names of all objects that were written so many seconds ago or earlier. Raises `StoreAway`."""
        latest = datetime.now(UTC) - timedelta(seconds=older_than)
        with _asking():
            for page in _client(self.address).list(f"{self.address.folder}pictures/"):
                for found in page:
                    if found["last_modified"] <= latest:
                        yield found["path"].rpartition("/")[2]

    def is_open_to_strangers(self) -> bool:
        """Write, read and remove a probe, and ask for it unsigned meanwhile. Raises `StoreAway`."""
        name = f"{self.address.folder}probe-{secrets.token_hex(8)}"
        content = secrets.token_bytes(32)
        client = _client(self.address)
        with _asking():
            client.put(name, content, use_multipart=False)
            try:
                if bytes(client.get(name).bytes()) != content:
                    raise StoreAway(_("The store gave something else back than it was given."))
                return _can_be_read(_stranger(self.address), name)
            finally:
                client.delete(name)

    def _name(self, sha256: str) -> str:
        return f"{self.address.folder}pictures/{sha256[:2]}/{sha256}"


@contextmanager
def _asking() -> Iterator[None]:
    """Whatever the library raises becomes `StoreAway`; its own text may name keys and addresses, so it stays inside."""
    from obstore.exceptions import BaseError

    try:
        yield
    except StoreAway:
        raise
    except (BaseError, OSError) as error:
        raise StoreAway(
            _("The store for pictures does not answer as it should (%(kind)s).")
            % {"kind": type(error).__name__}
        ) from error


def _can_be_read(client: "S3Store", name: str) -> bool:
    from obstore.exceptions import BaseError

    try:
        client.get(name).bytes()
    except (BaseError, OSError):
        return False
    return True


@cache
def _client(address: BucketAddress) -> "S3Store":
    return _connected(address, signs=True)


@cache
def _stranger(address: BucketAddress) -> "S3Store":
    """Asks as anybody would."""
    return _connected(address, signs=False)


def _connected(address: BucketAddress, *, signs: bool) -> "S3Store":
    from obstore.store import S3Store

    return S3Store(
        address.bucket,
        endpoint=address.endpoint,
        region=address.region,
        access_key_id=address.key,
        secret_access_key=address.secret,
        skip_signature=not signs,
        disable_bulk_delete=True,  # not every store knows the other way
        client_options={
            "allow_http": not address.is_encrypted,
            "connect_timeout": "3s",
            "timeout": SECONDS,
        },
        retry_config={"max_retries": TRIES, "retry_timeout": SECONDS},
    )
