"""Where requests are worked on: two desks in each web process, whatever number of visitors is slow.

The web server has many threads, which wait for bodies and for readers; each costs little. Connections to the database
and the memory of a picture that is decoded belong to the desks: a thread sits down at one when all of its request is
there, first come first served, and leaves it before the answer goes out. A file of the program needs no desk.
"""

import threading
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import IO, Any
from wsgiref.util import FileWrapper

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import close_old_connections, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponseBase

from machbar.site.incoming import Incoming

DESKS = 2
BLOCK = 64 * 1024
Headers = list[tuple[str, str]]
Start = Callable[..., object]
Application = Callable[..., HttpResponseBase | FileWrapper]


def program_files() -> frozenset[str]:
    """The addresses of the files that came with the program, as pages name them."""
    named = getattr(staticfiles_storage, "hashed_files", {})
    return frozenset(map(staticfiles_storage.url, named))


def _in_large_blocks(file: IO[bytes], _size: int) -> FileWrapper:
    """Django would pass a file on in pieces of 4 kB, which cost more than the reading."""
    return FileWrapper(file, BLOCK)


class Desk:
    """A place to work at. Its connections to the database stay when the thread goes, for whoever sits here next."""

    def __init__(self) -> None:
        self._connections: dict[str, BaseDatabaseWrapper] = {}

    def sit_down(self) -> None:
        """Give the connections of this desk to the thread that asks."""
        for alias, connection in self._connections.items():
            connections[alias] = connection

    def leave(self) -> None:
        """Take them back; the thread keeps none."""
        for connection in connections.all(initialized_only=True):
            if self._connections.get(connection.alias) is not connection:
                connection.inc_thread_sharing()  # one thread after the other, never two at once
                self._connections[connection.alias] = connection
            del connections[connection.alias]


class Room:
    """The desks, and those who wait for one."""

    def __init__(self, desks: int) -> None:
        self._free = [Desk() for _each in range(desks)]
        self._waiting: deque[SimpleQueue[Desk]] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def at_a_desk(self) -> Iterator[None]:
        """Wait for a desk and work there."""
        desk = self._next_desk()
        try:
            desk.sit_down()
            yield
        finally:
            desk.leave()
            self._pass_on(desk)

    def _next_desk(self) -> Desk:
        with self._lock:
            if self._free:
                return self._free.pop()
            mine = SimpleQueue[Desk]()
            self._waiting.append(mine)
        return mine.get()

    def _pass_on(self, desk: Desk) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().put(desk)
            else:
                self._free.append(desk)


class Sent:
    """An answer that comes piece by piece, read where no desk is: what it opened to read is closed at its end."""

    def __init__(self, answer: HttpResponseBase) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """The web server is done with it."""
        try:
            self._answer.close()
        finally:
            connections.close_all()


class Desks:
    """The application that the web server calls."""

    def __init__(self, application: Application, *, files: Container[str] = frozenset()) -> None:
        self._application = application
        self._files = files
        self._incoming = Incoming()
        self._room = Room(DESKS)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        with self._incoming.received(environ):
            if self._is_file(environ):
                return self._without_desk(environ, start)
            with self._room.at_a_desk():
                return self._work(environ, start)

    def _is_file(self, environ: dict[str, Any]) -> bool:
        return environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"] in self._files

    def _without_desk(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """WhiteNoise answers before anybody asks the database; a page that says why it does not may have asked."""
        try:
            return self._work(environ, start)
        finally:
            connections.close_all()

    def _work(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        answer = self._application(environ | {"wsgi.file_wrapper": _in_large_blocks}, start)
        if isinstance(answer, FileWrapper) or answer.streaming:
            # The thread of the web server reads it while it sends, and closes it.
            close_old_connections()
            return answer if isinstance(answer, FileWrapper) else Sent(answer)
        try:
            return [b"".join(answer)]
        finally:
            answer.close()
