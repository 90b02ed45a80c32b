"""Slow visitors (trust.md, F15): two hundred sockets that hold the line, and nobody else notices.

Against `machbar serve` alone, as small towns run it, and behind the proxies of `deploy/`.
"""

import os
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection

from machbar.site.incoming import WINDOW
from tests.crash.server import Browser, Server
from tests.deploy import slow
from tests.deploy.photos import idea_with_photo, large_photo
from tests.deploy.proxies import BEGIN, house_behind
from tests.deploy.slow import Rush, Seen, Way

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="nothing here is about the database"
)
SOCKETS = 200
MAP = "karte.png 10.79 52.23 10.84 52.27 © fiktiv"
WAYS: dict[str, Way] = {
    "says nothing": slow.silent,
    "drips its head": slow.headers,
    "drips a form": slow.body,
    "keeps the line": slow.idle,
    "hardly reads a page": slow.reading("/projekte/"),
    "hardly reads a picture": slow.reading("/raeume/karte.bild"),
}
# How long one of them is borne at most, where we promise it; seconds, with some for a busy machine.
BORNE = {"says nothing": 35, "drips its head": 35, "drips a form": 150, "keeps the line": 45}


@pytest.fixture
def server(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A town with a large picture under its map, served without a proxy."""
    (server.folder / "data" / "karte.png").write_bytes(os.urandom(6_000_000))
    monkeypatch.setenv("MACHBAR_MAP", MAP)
    server.start()
    return server


def nobody_waited(seen: Seen) -> None:
    print(seen.summary())
    waits = sorted(seen.waits)
    assert seen.errors == []
    assert waits[len(waits) * 95 // 100] < 3
    assert len(seen.ideas) >= 2
    # A thread and the buffers of a line for each, and not what they ask for or send (up to 1.2 GB).
    assert max(seen.memory) < seen.memory[0] + SOCKETS


def test_a_few_slow_sockets_keep_nobody_waiting(server: Server) -> None:
    """More forms than there are desks, and more lines than a web process once kept."""
    for name, sockets in (("drips a form", 12), ("says nothing", 140)):
        rush = Rush(server=server, port=server.port, way=WAYS[name], sockets=sockets, seconds=4)

        nobody_waited(rush.run())


@pytest.mark.long
@pytest.mark.parametrize("name", WAYS)
def test_two_hundred_slow_sockets_keep_nobody_waiting(server: Server, name: str) -> None:
    seconds = BORNE.get(name, 30)
    rush = Rush(server=server, port=server.port, way=WAYS[name], sockets=SOCKETS, seconds=seconds)
    threads = threads_of(server)

    seen = rush.run()

    nobody_waited(seen)
    if name in BORNE:
        assert len(seen.lives) >= SOCKETS
        assert max(seen.lives) < BORNE[name]
    if name == "drips a form":
        assert set(seen.answers) == {b"HTTP/1.1 408"}
    # Whoever waited for them has gone home.
    ends = time.monotonic() + 60
    while threads_of(server) > threads + 20 and time.monotonic() < ends:
        time.sleep(1)
    assert threads_of(server) <= threads + 20


@pytest.mark.long
def test_a_large_photo_on_a_slow_line_arrives(server: Server) -> None:
    """Eleven megabytes at 650 kbit/s last longer than a dripping form is borne."""
    guest = Browser(server.port)
    _status, _location, page = guest.get("/ideen/neu/")
    kind, form = idea_with_photo(page, large_photo())
    line = HTTPConnection("127.0.0.1", server.port, timeout=60)
    cookies = "; ".join(f"{name}={value}" for name, value in guest.cookies.items())
    about = {"Content-Type": kind, "Content-Length": str(len(form)), "Cookie": cookies}
    began = time.monotonic()

    line.request("POST", "/ideen/neu/", slowly(form), about)
    answer = line.getresponse()
    line.close()

    assert (answer.status, answer.headers["Location"][:7]) == (302, "/beleg/")
    assert time.monotonic() - began > WINDOW


def slowly(form: bytes) -> Iterator[bytes]:
    """Eight kilobytes in a tenth of a second."""
    for start in range(0, len(form), 8_000):
        yield form[start : start + 8_000]
        time.sleep(0.1)


@pytest.mark.long
@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("proxy", BEGIN)
def test_behind_a_proxy_two_hundred_slow_sockets_keep_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxy: str, name: str
) -> None:
    monkeypatch.setenv("MACHBAR_MAP", MAP)
    with house_behind(proxy, tmp_path, monkeypatch) as (server, port, _plain):
        (tmp_path / "house" / "data" / "karte.png").write_bytes(os.urandom(6_000_000))
        rush = Rush(
            server=server, port=port, way=WAYS[name], sockets=SOCKETS, seconds=22, is_secure=True
        )

        nobody_waited(rush.run())


def threads_of(server: Server) -> int:
    """Of all processes of an installation."""
    return sum(len(list(Path(f"/proc/{one}/task").iterdir())) for one in server.processes())
