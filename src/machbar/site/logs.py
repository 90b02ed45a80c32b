"""Log lines that name the place of an error but nobody: no address of a page, no mail address, no token, no IP address.

Messages of exceptions often hold what somebody typed or an address with a personal link in it. A traceback here
therefore shows files, lines and the kinds of the exceptions, never their messages.
"""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """The usual line; a traceback without the messages of its exceptions."""

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
