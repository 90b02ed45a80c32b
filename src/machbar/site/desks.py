"""Where requests are worked on: two desks in each web process, whatever number of visitors is slow.

The web server has many threads, which wait for bodies and for readers; each costs little. Django, its connections to
the database and the memory of a picture that is decoded belong to the desks: a request comes to one when all of it is
there, and leaves it before its answer goes out.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any
from wsgiref.util import FileWrapper

from django.db import close_old_connections
from django.http import HttpResponseBase

from machbar.site.incoming import Incoming

DESKS = 2
BLOCK = 64 * 1024
Headers = list[tuple[str, str]]
Start = Callable[..., object]


def _in_large_blocks(file: IO[bytes], _size: int) -> FileWrapper:
    """Django would pass a file on in pieces of 4 kB, which cost more than the reading."""
    return FileWrapper(file, BLOCK)


class Desks:
    """The application that the web server calls."""

    def __init__(self, application: Callable[..., HttpResponseBase | FileWrapper]) -> None:
        self._application = application
        self._incoming = Incoming()
        self._desks = ThreadPoolExecutor(DESKS, thread_name_prefix="desk")

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        with self._incoming.received(environ):
            said, answer = self._desks.submit(self._work, environ).result()
        start(*said)
        return answer

    def _work(self, environ: dict[str, Any]) -> tuple[tuple[str, Headers], Iterable[bytes]]:
        said: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *_error: object) -> None:
            said.append((status, headers))

        answer = self._application(environ | {"wsgi.file_wrapper": _in_large_blocks}, start)
        if isinstance(answer, FileWrapper) or answer.streaming:
            # A file: the thread of the web server reads it while it sends, and closes it.
            close_old_connections()
            return said[-1], answer
        try:
            return said[-1], [b"".join(answer)]
        finally:
            answer.close()
