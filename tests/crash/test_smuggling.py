"""Where one request ends and the next begins is read in one way only: nothing is smuggled (ASVS 4.2.1)."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

END = b"\r\n\r\n"
HIDDEN = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
LONG = len(HIDDEN)
# Each message is one request for a strict reader; a lax one would find the hidden request in it.
TRICKS = {
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: %d"
    % LONG,
    "a length and chunks": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\nConnection: close",
    "a length that is none": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +%d" % LONG,
    "a blank before the colon": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked",
    "chunks by another name": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked",
}
APPLICATION = """
def application(environ, start):
    with open(__file__ + ".log", "a") as log:
        log.write(environ["REQUEST_METHOD"] + " " + environ["PATH_INFO"] + "\\n")
    environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The web server of the product with an application that only notes what it is asked."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "noting.py").write_text(APPLICATION, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "noting:application"]
    command += ["--port", str(port), "--workers", "1", "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)})
    try:
        _wait_for(port)
        yield port, folder / "noting.py.log"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    """Until the application answers: the port is open before that, and a server told to end in between never does."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not start")


def _say(port: int, message: bytes) -> bytes:
    """What comes back until the line is closed, or nothing more comes."""
    parts = []
    with socket.create_connection(("127.0.0.1", port), 0.7) as line:
        line.sendall(message)
        with suppress(TimeoutError, ConnectionResetError):
            while part := line.recv(65_536):
                parts.append(part)
    return b"".join(parts)


def _asked(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.mark.parametrize("name", TRICKS)
def test_no_hidden_request_reaches_the_house(server: tuple[int, Path], name: str) -> None:
    port, log = server
    body = b"0" + END + HIDDEN if "chunks" in name else HIDDEN

    answer = _say(port, TRICKS[name] + END + body)

    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 200")) or answer == b""
    assert "GET /smuggled" not in _asked(log), answer


def test_two_honest_requests_on_one_line_are_two(server: tuple[int, Path]) -> None:
    """Without this the proof could not fail."""
    port, log = server
    one = b"GET /first HTTP/1.1\r\nHost: localhost\r\n\r\n"

    last = b"GET /second HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    answer = _say(port, one + last)

    assert answer.count(b"HTTP/1.1 200") == 2
    assert _asked(log)[-2:] == ["GET /first", "GET /second"]
