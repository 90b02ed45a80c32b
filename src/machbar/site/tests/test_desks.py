"""Two requests at once are worked on and no more, in turn, with two connections; files of the program pass by."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from queue import Queue
from typing import Any
from wsgiref.util import FileWrapper

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import override_settings

from machbar.site.desks import DESKS, Desks, program_files

SECONDS = 20


class House:
    """An application whose requests wait until they are told to go on, behind desks."""

    def __init__(self, *, files: frozenset[str] = frozenset()) -> None:
        self.begun: Queue[str] = Queue()
        self.go_on = threading.Semaphore(0)
        self.seen: list[int] = []
        self.desks = Desks(self._answer, files=files)

    def _answer(self, environ: dict[str, Any], start: Callable[..., object]) -> HttpResponseBase:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        self.seen.append(id(connections["default"]))
        self.begun.put(environ["PATH_INFO"])
        assert self.go_on.acquire(timeout=SECONDS)
        start("200 OK", [])
        return HttpResponse(environ["PATH_INFO"])

    def come(self, path: str) -> threading.Thread:
        """Somebody asks, in a thread of the web server."""
        thread = threading.Thread(target=asked, args=(self.desks, path), daemon=True)
        thread.start()
        return thread

    def next(self) -> str:
        """Whose request is being worked on now."""
        return self.begun.get(timeout=SECONDS)


def asked(desks: Desks, path: str = "/") -> Iterable[bytes]:
    return desks({"REQUEST_METHOD": "GET", "PATH_INFO": path}, lambda *_said: None)


def in_a_thread(deed: Callable[[], object]) -> object:
    """What a thread of the web server brings."""
    done: Queue[object] = Queue()
    threading.Thread(target=lambda: done.put(deed()), daemon=True).start()
    return done.get(timeout=SECONDS)


@pytest.fixture
def closings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which connections were closed. The database of the tests lies in memory and stays open whatever is said."""
    seen: list[str] = []
    kind = type(connections["default"])
    close = kind.close

    def noted(self: BaseDatabaseWrapper) -> None:
        seen.append(threading.current_thread().name)
        close(self)

    monkeypatch.setattr(kind, "close", noted)
    return seen


@pytest.fixture
def closed_afterwards(transactional_db: None) -> Iterator[Callable[[Desks], None]]:
    """A database, and a way to let go of all connections that desks keep."""
    rooms: list[Desks] = []
    yield rooms.append

    def close(_environ: dict[str, Any], start: Callable[..., object]) -> HttpResponseBase:
        both.wait(SECONDS)
        connections.close_all()
        start("200 OK", [])
        return HttpResponse()

    for desks in rooms:
        both = threading.Barrier(DESKS)
        desks._application = close
        threads = [threading.Thread(target=asked, args=(desks,)) for _each in range(DESKS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SECONDS)


def test_twenty_readers_share_the_connections_of_two_desks(
    closed_afterwards: Callable[[Desks], None],
) -> None:
    """However many threads of the web server come."""
    house = House()
    closed_afterwards(house.desks)
    threads = [house.come(f"/{number}") for number in range(20)]
    house.next(), house.next()
    assert house.begun.empty()
    for _each in threads:
        house.go_on.release()
    for thread in threads:
        thread.join(SECONDS)
    assert len(house.seen) == 20
    assert len(set(house.seen)) == DESKS


def test_who_came_first_is_first(closed_afterwards: Callable[[Desks], None]) -> None:
    """Nobody overtakes while all desks are taken."""
    house = House()
    closed_afterwards(house.desks)
    threads = [house.come("/a"), house.come("/b")]
    house.next(), house.next()
    for number in range(6):
        threads.append(house.come(f"/{number}"))
        ends = time.monotonic() + SECONDS
        while len(house.desks._room._waiting) <= number:
            assert time.monotonic() < ends
            time.sleep(0.001)
    order = []
    for _number in range(6):
        house.go_on.release()
        order.append(house.next())
    assert order == [f"/{number}" for number in range(6)]
    for _number in range(2):
        house.go_on.release()
    for thread in threads:
        thread.join(SECONDS)


def test_a_thread_keeps_no_connection_of_its_desk(
    closed_afterwards: Callable[[Desks], None],
) -> None:
    """So that what it does afterwards does not happen on a connection which another thread uses."""
    house = House()
    closed_afterwards(house.desks)
    house.go_on.release()

    def left() -> int:
        asked(house.desks)
        return len(connections.all(initialized_only=True))

    assert in_a_thread(left) == 0


def test_a_desk_is_free_again_after_an_accident(
    closed_afterwards: Callable[[Desks], None],
) -> None:
    """An application that breaks, or a thread that does, costs nobody a desk."""

    def broken(_environ: dict[str, Any], _start: Callable[..., object]) -> HttpResponseBase:
        raise MemoryError

    desks = Desks(broken)

    def fails() -> bool:
        with pytest.raises(MemoryError):
            asked(desks)
        return True

    assert all(in_a_thread(fails) for _each in range(DESKS + 1))


def test_a_file_of_the_program_waits_for_no_desk(
    closed_afterwards: Callable[[Desks], None],
) -> None:
    """Every page names ten of them; each would else wait until pages before it are drawn."""
    house = House(files=frozenset({"/static/a.css"}))
    closed_afterwards(house.desks)
    pages = [house.come("/a"), house.come("/b"), house.come("/c")]
    house.next(), house.next()
    file = house.come("/static/a.css")
    assert house.next() == "/static/a.css"
    for _each in range(4):
        house.go_on.release()
    for thread in (*pages, file):
        thread.join(SECONDS)


def test_who_worked_without_a_desk_leaves_no_connection_open(
    transactional_db: None, closings: list[str]
) -> None:
    """A page that says why there is no file may have asked the database."""
    house = House(files=frozenset({"/static/a.css"}))
    house.go_on.release()

    def closed() -> bool:
        asked(house.desks, "/static/a.css")
        return threading.current_thread().name in closings

    assert in_a_thread(closed)


def test_rows_that_are_read_while_they_are_sent_leave_no_connection_open(
    closed_afterwards: Callable[[Desks], None], closings: list[str]
) -> None:
    """An export reads on after its desk is somebody else's."""

    def rows() -> Iterator[bytes]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            yield str(cursor.fetchone()[0]).encode()

    def export(_environ: dict[str, Any], start: Callable[..., object]) -> HttpResponseBase:
        start("200 OK", [])
        return StreamingHttpResponse(rows())

    desks = Desks(export)
    closed_afterwards(desks)

    def sent() -> tuple[bytes, bool]:
        answer = asked(desks)
        content = b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
        return content, threading.current_thread().name in closings

    assert in_a_thread(sent) == (b"1", True)


def test_a_file_of_a_person_is_read_in_large_pieces(tmp_path: Any) -> None:
    """By whoever sends it."""
    picture = tmp_path / "picture"
    picture.write_bytes(b"x" * 100_000)

    def file(environ: dict[str, Any], start: Callable[..., object]) -> FileWrapper:
        start("200 OK", [])
        wrapped: FileWrapper = environ["wsgi.file_wrapper"](picture.open("rb"), 4096)
        return wrapped

    def sent() -> list[int]:
        answer = asked(Desks(file))
        sizes = [len(each) for each in answer]
        answer.close()  # type: ignore[attr-defined]
        return sizes

    assert in_a_thread(sent) == [65536, 34464]


def test_the_files_of_the_program_are_known_by_their_addresses(tmp_path: Any) -> None:
    """As pages name them; where nobody gave files such names, none is known."""
    (tmp_path / "staticfiles.json").write_text(
        '{"version": "1.1", "hash": "", "paths": {"a.css": "a.0123.css"}}', encoding="utf-8"
    )
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"staticfiles": storage}):
        assert program_files() == {"/static/a.0123.css"}
    assert program_files() == frozenset()
