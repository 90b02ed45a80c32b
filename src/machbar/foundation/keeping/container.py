"""The file itself: a gzipped tar, as it is or sealed with a passphrase; read with suspicion.

`format.json` stands first (version of the format and of MachBar, applied migrations), then `tables/NAME.jsonl` and
`files/PATH`, and `manifest.json` last (rows, sizes, SHA-256 of everything, heads of the audit chains). A file without
its manifest, or with anything more or less than the manifest names, is no backup.
"""

import gzip
import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from machbar.foundation.keeping import files
from machbar.foundation.keeping.exceptions import NotReadable, WrongPassphrase
from machbar.foundation.keeping.sealing import MAGIC, Opener, Sealer

FORMAT = 1
FIRST, LAST = "format.json", "manifest.json"
# What gzip writes first at level 9 without name and time: a flipped byte there changes nothing else, so it is compared.
GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_TABLE = re.compile(r"tables/[a-z0-9_]+\.jsonl")
PIECE = 1024 * 1024
MOST_SAID = 64 * PIECE  # a description of more is none of ours
_BROKEN = (
    tarfile.TarError,
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """A checked backup, laid out in ``folder`` (`tables/`, `files/`); what its two descriptions say."""

    folder: Path
    about: dict[str, Any]
    manifest: dict[str, Any]


@dataclass(kw_only=True)
class Writer:
    """Puts members into the tar and remembers size and hash of each."""

    tar: tarfile.TarFile
    known: dict[str, dict[str, object]] = field(default_factory=dict)

    def add_json(self, name: str, value: object) -> None:
        """A description."""
        content = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
        self._add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> None:
        """A file, read twice: once for its hash."""
        with path.open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            size = source.tell()
            source.seek(0)
            self._add(name, source, size)
        self.known[name] = {"size": size, "sha256": digest}

    def _add(self, name: str, source: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, source)


@contextmanager
def writing(target: IO[bytes], passphrase: str) -> Iterator[Writer]:
    """The tar inside ``target``; complete when the block ends without an exception."""
    sealer = Sealer(target, passphrase) if passphrase else None
    inner: Any = sealer or target
    with (
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=inner, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield Writer(tar=tar)
    if sealer is not None:
        sealer.finish()


def is_sealed(path: Path) -> bool:
    """Whether a passphrase is needed. Raises `NotReadable`."""
    try:
        with path.open("rb") as source:
            return source.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise NotReadable(_("The file cannot be read. Does it exist?")) from error


def opens(path: Path, passphrase: str) -> bool:
    """Whether this passphrase is the one of an encrypted backup; reads its beginning only. Raises `NotReadable`."""
    if not passphrase:
        return False
    try:
        with path.open("rb") as source:
            _inside(source, passphrase)
    except WrongPassphrase:
        return False
    except OSError as error:
        raise NotReadable(_("The file cannot be read. Does it exist?")) from error
    return True


def unpack(path: Path, folder: Path, passphrase: str) -> Content:
    """Lay everything out in the empty ``folder`` and compare it with the manifest.

    Raises `NotReadable` and `WrongPassphrase`; then what lies in ``folder`` is worth nothing.
    """
    about, manifest = _read(path, folder, passphrase)
    return Content(folder=folder, about=about, manifest=manifest)


def check(path: Path, passphrase: str) -> None:
    """Read a backup to its end and compare everything with its manifest; nothing is written.

    Raises `NotReadable` and `WrongPassphrase`.
    """
    _read(path, None, passphrase)


def _read(
    path: Path, folder: Path | None, passphrase: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    if is_sealed(path) and not passphrase:
        raise WrongPassphrase(_("This backup is encrypted. Its passphrase is needed."))
    try:
        with path.open("rb") as source:
            found, said = _members(_inside(source, passphrase), folder)
        about, manifest = said[FIRST], said[LAST]
        expected = dict(manifest["members"])
        tables, heads = manifest["tables"], manifest["heads"]
    except _BROKEN as error:
        raise NotReadable(_("The backup is damaged or cut.")) from error
    if found != expected or not isinstance(tables, dict) or not isinstance(heads, dict):
        raise NotReadable(_("The backup is damaged or cut."))
    return about, manifest


def _inside(source: IO[bytes], passphrase: str) -> IO[bytes]:
    head = source.read(len(MAGIC))
    if head == MAGIC:
        return io.BufferedReader(Opener(source, passphrase), PIECE)
    if not head.startswith(GZIP):
        raise NotReadable(_("This file is no backup of MachBar, or its beginning is damaged."))
    source.seek(0)
    return source


def _members(
    inner: IO[bytes], folder: Path | None
) -> tuple[dict[str, dict[str, object]], dict[str, Any]]:
    """Size and hash of each table and file, and what the two descriptions say."""
    found: dict[str, dict[str, object]] = {}
    said: dict[str, Any] = {}
    last = ""
    with gzip.GzipFile(fileobj=inner, mode="rb") as packed:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            for member in tar:
                if not last and member.name != FIRST:
                    raise NotReadable(_("This file is no backup of MachBar."))
                last = _checked(member, found.keys() | said.keys())
                if last in {FIRST, LAST}:
                    said[last] = _said(tar, member)
                    _refuse_newer(said[FIRST])
                else:
                    found[last] = _lay_out(tar, member, folder and folder / last)
        while rest := packed.read(PIECE):  # to the end, where the sum of the whole stands
            if rest.strip(b"\0"):
                raise NotReadable(_("The backup is damaged or cut."))
    if last != LAST:
        raise NotReadable(_("The backup is damaged or cut."))
    return found, said


def _checked(member: tarfile.TarInfo, found: Collection[str]) -> str:
    name = member.name
    right = name in {FIRST, LAST} or bool(_TABLE.fullmatch(name)) or _is_file_name(name)
    if not member.isreg() or not right or name in found:
        raise NotReadable(
            _("The backup holds “%(name)s”, which does not belong there. It is refused.")
            % {"name": name[:100].encode("ascii", "backslashreplace").decode()}
        )
    return name


def _is_file_name(name: str) -> bool:
    first, *rest = name.split("/")
    below = "/".join(rest)
    odd = "\\" in name or not name.isprintable() or "" in rest
    return first == "files" and bool(rest) and not odd and files.belongs(below)


def _lay_out(
    tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path | None
) -> dict[str, object]:
    digest = hashlib.sha256()
    with ExitStack() as stack:
        copy: IO[bytes] | None = None
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = stack.enter_context(target.open("xb"))
        for piece in _pieces(tar, member):
            digest.update(piece)
            if copy is not None:
                copy.write(piece)
    return {"size": member.size, "sha256": digest.hexdigest()}


def _pieces(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    source = tar.extractfile(member)
    assert source is not None  # noqa: S101 - a regular file
    while piece := source.read(PIECE):
        yield piece


def _said(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Any:
    if member.size > MOST_SAID:
        raise NotReadable(_("The backup is damaged or cut."))
    return json.loads(b"".join(_pieces(tar, member)))


def _refuse_newer(about: dict[str, Any]) -> None:
    if not isinstance(about.get("format"), int) or about["format"] > FORMAT:
        raise NotReadable(
            _("This backup comes from a newer version of MachBar (%(version)s). Please update.")
            % {"version": str(about.get("machbar", "?"))[:40]}
        )
