"""Encryption of a stream: AES-256-GCM in frames of 1 MiB, each bound to its place, the last one marked as the last.

The key comes from the passphrase by scrypt (n=2**17, r=8, p=1: about 130 MB and a third of a second). Head: MAGIC,
16 bytes of salt. Then frames: four bytes length (big endian, without the tag), ciphertext, 16 bytes tag. The nonce of
frame i is i in 11 bytes and one byte that is 1 in the last frame; the key is used for one file only, because each
has a new salt. Frame 0 is empty and only tells a wrong passphrase from a damaged file.
"""

import hashlib
import io
import secrets
from typing import IO

from django.utils.translation import gettext as _

from machbar.foundation.keeping.exceptions import NotReadable, WrongPassphrase

MAGIC = b"MachBar-Sicherung 1 AES-256-GCM\n"
SALT = 16
TAG = 16
FRAME = 1024 * 1024
_N = 2**17


class Sealer(io.RawIOBase):
    """Writes encrypted into ``target``, which stays open; only what `finish` has ended can be read back."""

    def __init__(self, target: IO[bytes], passphrase: str) -> None:
        salt = secrets.token_bytes(SALT)
        self._cipher = _Cipher(passphrase, salt)
        self._target = target
        self._waiting = bytearray()
        target.write(MAGIC + salt)
        self._frame(b"", last=False)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: object) -> int:
        """Take bytes; whole frames leave at once."""
        part = bytes(content)  # type: ignore[call-overload]
        self._waiting += part
        while len(self._waiting) > FRAME:
            self._frame(bytes(self._waiting[:FRAME]), last=False)
            del self._waiting[:FRAME]
        return len(part)

    def finish(self) -> None:
        """Write the last frame."""
        self._frame(bytes(self._waiting), last=True)

    def _frame(self, content: bytes, *, last: bool) -> None:
        sealed = self._cipher.seal(content, last=last)
        self._target.write(len(content).to_bytes(4, "big") + sealed)


class Opener(io.RawIOBase):
    """Reads what a `Sealer` wrote; ``source`` stands behind MAGIC. Raises `WrongPassphrase`, `NotReadable`."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        self._source = source
        self._cipher = _Cipher(passphrase, source.read(SALT))
        self._waiting = b""
        self._ended = False
        try:
            self._next()
        except NotReadable as error:
            raise WrongPassphrase(_("The passphrase does not open this backup.")) from error

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._waiting and not self._ended:
            self._next()
        part = self._waiting[: len(view)]
        view[: len(part)] = part
        self._waiting = self._waiting[len(part) :]
        return len(part)

    def _next(self) -> None:
        length = int.from_bytes(self._source.read(4), "big")
        if length > FRAME:
            raise NotReadable(_("The backup is damaged or cut."))
        sealed = self._source.read(length + TAG)
        self._waiting, self._ended = self._cipher.open(sealed)
        if self._ended and self._source.read(1):
            raise NotReadable(_("The backup is damaged or cut."))


class _Cipher:
    def __init__(self, passphrase: str, salt: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = hashlib.scrypt(
            passphrase.encode(), salt=salt, n=_N, r=8, p=1, maxmem=256 * 1024 * 1024, dklen=32
        )
        self._aead = AESGCM(key)
        self._number = 0

    def seal(self, content: bytes, *, last: bool) -> bytes:
        sealed = self._aead.encrypt(self._nonce(last=last), content, MAGIC)
        self._number += 1
        return sealed

    def open(self, sealed: bytes) -> tuple[bytes, bool]:
        from cryptography.exceptions import InvalidTag

        for last in (False, True):
            try:
                content = self._aead.decrypt(self._nonce(last=last), sealed, MAGIC)
            except (InvalidTag, ValueError):
                continue
            self._number += 1
            return content, last
        raise NotReadable(_("The backup is damaged or cut."))

    def _nonce(self, *, last: bool) -> bytes:
        return self._number.to_bytes(11, "big") + bytes([last])
