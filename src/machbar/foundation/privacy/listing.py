"""The list of what was erased, beside the database and outside every backup, so that a restore can erase it again.

One line an erasure in `MACHBAR_DATA/erasures/list.jsonl`: which rows, what became of them, and the person's words as
keyed hashes. Words are recognised by it, not read from it; the key lies in a file of its own (decision 0014).
"""

import hmac
import json
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from django.conf import settings

from machbar.foundation.privacy.needles import surname_of
from machbar.reasoning.contact import digits_of_phone

FOLDER, LIST, KEY = "erasures", "list.jsonl", "key"
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DIGITS = re.compile(r"\d+")
GAP = re.compile(r"[^0-9A-Za-z]{0,3}")
LONGEST_PHONE = 20
BETWEEN = re.compile(r"[\s,.'’-]+")  # two words of a name ("Beispiel, Anna")
GENITIVE = re.compile(r"['’]s(?!\w)", re.IGNORECASE)
ALONE = frozenset({"mail", "phone"})
"""Kinds of words that mean one person wherever they stand."""


class KeyIsGone(Exception):
    """There is a list and no key to it."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Words of a person as the form gives them; empty where not asked for."""

    name: str = ""
    mail: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A word that can be recognised and not read: `name` or `surname` of so many words, `mail` or `phone`."""

    kind: str
    words: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One erasure: rows as (what became of it, table, public id or primary key)."""

    id: str
    at: str
    town: str
    reason: str
    rows: tuple[tuple[str, str, str], ...]
    seals: tuple[Seal, ...]


@dataclass(frozen=True, kw_only=True)
class SealedNeedle:
    """Finds a person by keyed hashes alone; the database cannot help."""

    seals: tuple[Seal, ...]
    key: bytes
    sieve: tuple[str, ...] = ()

    def is_in(self, text: str) -> bool:
        """Whether the person is meant here."""
        return next(self._places(text), None) is not None

    def strike(self, text: str, mask: str) -> str:
        """The text with the mask in place of the person."""
        end, parts = 0, []
        for start, stop in sorted(self._places(text), key=lambda place: (place[0], -place[1])):
            if start >= end:
                parts += [text[end:start], mask]
                end = stop
        return "".join([*parts, text[end:]])

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        for seal in self.seals:
            for start, stop, word in _candidates(seal, text):
                if hmac.compare_digest(_digest(self.key, seal.kind, word), seal.digest):
                    yield start, stop


def seals_of(sought: Sought) -> tuple[Seal, ...]:
    """The words under the key of this server; a name in both orders."""
    key = _key(make=True)
    words = [word.casefold() for word in WORD.findall(sought.name)]
    last = WORD.findall(sought.name.split()[-1].casefold()) if words else []
    orders = {" ".join(words), " ".join([*last, *words[: -len(last) or None]])} - {""}
    found = [
        Seal(kind="name", words=len(words), digest=_digest(key, "name", order))
        for order in sorted(orders)
    ]
    surname = [word.casefold() for word in WORD.findall(surname_of(sought.name))]
    if surname:
        digest = _digest(key, "surname", " ".join(surname))
        found.append(Seal(kind="surname", words=len(surname), digest=digest))
    if sought.mail:
        word = sought.mail.strip().casefold()
        found.append(Seal(kind="mail", words=1, digest=_digest(key, "mail", word)))
    if sought.phone:
        word = digits_of_phone(sought.phone).lstrip("0")
        found.append(Seal(kind="phone", words=1, digest=_digest(key, "phone", word)))
    return tuple(found)


def needles_of(seals: Sequence[Seal]) -> list[SealedNeedle]:
    """Who is meant by these hashes. Raises `KeyIsGone`."""
    return [SealedNeedle(seals=tuple(seals), key=_key(make=False))] if seals else []


def note(listed: Listed) -> None:
    """Add a line, durably. Raises `OSError`."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    line = json.dumps(asdict(listed), ensure_ascii=False) + "\n"
    path = _folder() / LIST
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def every_listed() -> list[Listed]:
    """All erasures, the oldest first; a line that a power cut has left half is no line."""
    try:
        lines = (_folder() / LIST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [listed for listed in map(_read, lines) if listed is not None]


def _read(line: str) -> Listed | None:
    try:
        raw = json.loads(line)
    except ValueError:
        return None
    return Listed(
        id=str(raw["id"]),
        at=str(raw["at"]),
        town=str(raw["town"]),
        reason=str(raw["reason"]),
        rows=tuple((str(deed), str(table), str(name)) for deed, table, name in raw["rows"]),
        seals=tuple(Seal(**each) for each in raw["seals"]),
    )


def _candidates(seal: Seal, text: str) -> Iterator[tuple[int, int, str]]:
    if seal.kind == "mail":
        for found in ADDRESS.finditer(text):
            yield found.start(), found.end(), found.group().strip(".").casefold()
    elif seal.kind == "phone":
        yield from _phones(text)
    elif seal.kind == "surname":
        yield from _surnames(text, seal.words)
    else:
        yield from _names(text, seal.words)


def _names(text: str, count: int) -> Iterator[tuple[int, int, str]]:
    words = list(WORD.finditer(text))
    for first in range(len(words) - count + 1):
        window = words[first : first + count]
        gaps = (text[a.end() : b.start()] for a, b in pairwise(window))
        if all(BETWEEN.fullmatch(gap) for gap in gaps):
            name = " ".join(each.group().casefold() for each in window)
            yield window[0].start(), window[-1].end(), name


def _surnames(text: str, count: int) -> Iterator[tuple[int, int, str]]:
    """As `surname_needle` finds them: also with the s of the genitive."""
    for start, stop, name in _names(text, count):
        genitive = GENITIVE.match(text, stop)
        yield start, genitive.end() if genitive else stop, name
        if name.endswith("s"):
            yield start, stop, name[:-1]


def _phones(text: str) -> Iterator[tuple[int, int, str]]:
    groups = list(DIGITS.finditer(text))
    for first, begin in enumerate(groups):
        digits, end = "", begin.start()
        for each in groups[first:]:
            if digits and not GAP.fullmatch(text[end : each.start()]):
                break
            digits, end = digits + each.group(), each.end()
            if len(digits) > LONGEST_PHONE:
                break
            start = begin.start() - (text[: begin.start()][-1:] == "+")
            national = digits_of_phone(text[start:end])
            if national:
                yield start, end, national.lstrip("0")


def _digest(key: bytes, kind: str, word: str) -> str:
    return hmac.digest(key, f"{kind}:{word}".encode(), "sha256").hex()


def _folder() -> Path:
    return Path(settings.DATA) / FOLDER


def _key(*, make: bool) -> bytes:
    path = _folder() / KEY
    if not path.exists():
        if not make:
            raise KeyIsGone
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    return bytes.fromhex(path.read_text(encoding="ascii").strip())
