"""What hinders the server from outside: a full disk, one that only reads, a database or store that is busy or away.

Such a fault is no mistake in the code, and somebody who has just typed something must hear that nothing was saved, see
the words again, and find the pages that only read (trust.md, F3 and F4).
"""

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from machbar.foundation.media.exceptions import StoreAway


class Fault(Enum):
    """The kind of fault; its value is the status of the answer (507: RFC 4918, section 11.5)."""

    FULL = (507, "full")
    READ_ONLY = (503, "read only")
    BUSY = (503, "busy")
    AWAY = (503, "away")

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.value[0]


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the person reads."""

    headline: str
    sentence: str


ERRNO = {
    errno.ENOSPC: Fault.FULL,
    errno.EDQUOT: Fault.FULL,
    errno.EROFS: Fault.READ_ONLY,
}
# https://www.sqlite.org/rescode.html: extended codes begin with the name of their primary code.
SQLITE = {
    "SQLITE_FULL": Fault.FULL,
    "SQLITE_READONLY": Fault.READ_ONLY,
    "SQLITE_BUSY": Fault.BUSY,
    "SQLITE_LOCKED": Fault.BUSY,
    "SQLITE_CANTOPEN": Fault.AWAY,
    "SQLITE_IOERR": Fault.AWAY,
}
# PostgreSQL, appendix A: 08 connection, 53 resources, 57P the operator; 25006 read-only, 55P03 and 40P01 locks.
SQLSTATES = {
    "53100": Fault.FULL,
    "25006": Fault.READ_ONLY,
    "55P03": Fault.BUSY,
    "40P01": Fault.BUSY,
    "08": Fault.AWAY,
    "53": Fault.AWAY,
    "57P": Fault.AWAY,
}
# What psycopg and its pool raise where no server answers any more, so that there is no state to tell; InternalError
# where the answer of a server that is ending does not fit the question ("received 2 results from command 'BEGIN'").
WITHOUT_STATE = {"OperationalError", "InterfaceError", "InternalError", "PoolTimeout", "PoolClosed"}


def fault_of(error: BaseException | None) -> Fault | None:
    """What outside of the code is behind an error, or None where nothing is known to be."""
    for each in _behind(error):
        found = _of_one(each)
        if found is not None:
            return found
    return None


def is_damaged(error: BaseException | None) -> bool:
    """Whether the file of the database is no database any more."""
    names = (str(getattr(each, "sqlite_errorname", "")) for each in _behind(error))
    return any(name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) for name in names)


def words_for(fault: Fault) -> Words:
    """What somebody reads whose page could not be answered."""
    nothing_saved = _("Nothing was saved.")
    ours = _("The fault lies with us, not with what you typed. Please try again later.")
    sentences = {
        Fault.FULL: Words(
            headline=_("Our disk is full."),
            sentence=f"{nothing_saved} {ours} " + _("You can go on reading everything."),
        ),
        Fault.READ_ONLY: Words(
            headline=_("Just now we can only read."),
            sentence=f"{nothing_saved} {ours} " + _("You can go on reading everything."),
        ),
        Fault.BUSY: Words(
            headline=_("Just now there is too much going on."),
            sentence=f"{nothing_saved} " + _("Please send it again in a moment."),
        ),
        Fault.AWAY: Words(
            headline=_("The house cannot reach its papers."), sentence=f"{nothing_saved} {ours}"
        ),
    }
    return sentences[fault]


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what caused it, at most ten deep."""
    for _step in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _of_one(error: BaseException) -> Fault | None:
    if isinstance(error, StoreAway):
        return Fault.AWAY
    if isinstance(error, sqlite3.Error):
        name = str(getattr(error, "sqlite_errorname", ""))
        return next((fault for begin, fault in SQLITE.items() if name.startswith(begin)), None)
    state = str(getattr(error, "sqlstate", None) or "")
    if state:
        return next((fault for begin, fault in SQLSTATES.items() if state.startswith(begin)), None)
    if type(error).__module__.startswith("psycopg") and type(error).__name__ in WITHOUT_STATE:
        return Fault.AWAY
    if isinstance(error, OSError) and error.errno in ERRNO:
        return ERRNO[error.errno]
    return None
