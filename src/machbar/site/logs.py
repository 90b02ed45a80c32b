"""Log lines that name the place of an error but nobody: no address of a page, no mail address, no token, no IP address.

Messages of exceptions often hold what somebody typed or an address with a personal link in it. A traceback here
therefore shows files, lines and the kinds of the exceptions, never their messages.
"""

import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


# Signs that begin a line of their own, drive a terminal, or turn the direction of a line round.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class DiscreetFormatter(logging.Formatter):
    """The usual line with its time in UTC, always one line; a traceback without the messages of its exceptions."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802, ARG002 - logging
        """When, in UTC with milliseconds."""
        moment = datetime.fromtimestamp(record.created, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is that of logging
        """The line; what could make two of it is written as its code (`\\x0a`)."""
        return _CONTROL.sub(_written_out, super().formatMessage(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name is that of logging
        """Each exception of the chain, the first cause first."""
        _kind, error, _trace = ei
        parts: list[str] = []
        while error is not None:
            kind = f"{type(error).__module__}.{type(error).__qualname__}"
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{frames}{kind}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nthen:\n".join(reversed(parts))


def _written_out(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
