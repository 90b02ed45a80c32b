"""Where a server cannot listen it says why, and shares its port with nobody."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from machbar.site.cli import main
from machbar.site.commands import serve
from machbar.site.commands.serve import why_not

Said = pytest.CaptureFixture[str]


@pytest.fixture(params=[False, True], ids=["alone", "sharing"])
def taken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A port at which somebody listens, perhaps as granian does."""
    monkeypatch.setattr(serve, "LETTING_GO_SECONDS", 0)
    with socket.socket() as theirs:
        if request.param:
            theirs.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        theirs.bind(("127.0.0.1", 0))
        theirs.listen()
        yield int(theirs.getsockname()[1])


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_is_shared_with_nobody(taken: int, command: str, capsys: Said) -> None:
    status = main([command, "--port", str(taken)])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err == f"--port: An {taken} hört schon jemand. Nehmen Sie einen anderen.\n"


def test_a_free_port_is_left_free() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])

    assert [why_not("127.0.0.1", port), why_not("127.0.0.1", port)] == ["", ""]


@pytest.mark.parametrize("address", ["192.0.2.1", "kein name"])
def test_an_address_of_another_machine_is_refused(address: str) -> None:
    assert why_not(address, 8000) == f"--address: {address} ist keine Adresse dieses Rechners."


@pytest.mark.parametrize(("ended", "part"), [(0, "Die Seiten"), (1, "Die Arbeit im Hintergrund")])
def test_which_part_ended_by_itself_is_said(ended: int, part: str) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) for _ in "ab"
    ]
    children[ended].kill()
    children[ended].wait(timeout=10)

    said = serve._what_ended(children)
    for child in children:
        child.communicate(b"\n", timeout=10)

    assert said.startswith(f"{part} ")
    assert "(Status -9)" in said


def test_pages_that_answer_late_do_not_keep_the_work_in_the_background_from_starting(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """A small machine may need its time; mail and backups must not depend on it."""
    started: list[list[str]] = []
    begin = serve._start

    def silent(command: list[str]) -> "subprocess.Popen[bytes]":
        started.append(command)
        seconds = 20 if len(started) == 1 else 0.1
        return begin([sys.executable, "-c", f"import time; time.sleep({seconds})"])

    monkeypatch.setattr(serve, "START_SECONDS", 0)
    monkeypatch.setattr(serve, "_start", silent)
    monkeypatch.setattr(signal, "signal", lambda *_said: None)

    assert serve.serve(address="127.0.0.1", port=9, workers=1) == 1
    assert [command[-1] for command in started[1:]] == ["worker"]
    assert "Die Arbeit im Hintergrund" in capsys.readouterr().err
