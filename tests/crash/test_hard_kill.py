"""Whoever saw a receipt finds it again, whatever was killed meanwhile (trust.md, F1 and F6).

Eight people hand in ideas as fast as they can; at a random moment everything is killed with SIGKILL; after the next
start each receipt that was shown opens its idea, an idea sent again is not there twice, and the audit chain holds.
"""

import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from tests.crash.people import Person
from tests.crash.server import Browser, Server

PEOPLE = 8


def test_no_shown_receipt_is_lost_in_three_kills(server: Server) -> None:
    kill_while_people_write(server, rounds=3)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_no_shown_receipt_is_lost_in_five_hundred_kills(server: Server, part: int) -> None:
    kill_while_people_write(server, rounds=50, seed=part)


def kill_while_people_write(server: Server, *, rounds: int, seed: int = 20261126) -> None:
    moment = random.Random(seed)  # noqa: S311 - a reproducible choice of moments
    numbers = count()
    shown: dict[str, str] = {}
    server.start()
    for _round in range(rounds):
        people = write_until_killed(server, numbers, moment.uniform(0.2, 2.5))
        assert [person.surprises for person in people] == [[]] * PEOPLE
        server.start()
        for person in people:
            if person.unanswered is not None:
                person.send()
            shown |= person.receipts
        for text, receipt in shown.items() if _round == rounds - 1 else newest(people):
            status, _location, page = Browser(server.port).get(receipt)
            assert (status, text in page) == (200, True), text
    assert len(shown) >= rounds
    server.kill()
    checked = server.run("verify")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "die Kette hält" in checked.stdout
    # One entry per idea: what was sent twice is there once.
    found = texts(server)
    assert entries_of_ideas(server) == len(found) == len(set(found))
    assert set(shown) <= set(found)


def entries_of_ideas(server: Server) -> int:
    """How often the audit trail of the stopped server says that an idea came in."""
    with closing(sqlite3.connect(server.folder / "data" / "machbar.sqlite3")) as database:
        asked = "SELECT count(*) FROM audit_auditentry WHERE event = 'idea.handed_in'"
        [(count_of,)] = database.execute(asked).fetchall()
    return int(count_of)


def newest(people: list[Person]) -> "list[tuple[str, str]]":
    return [pair for person in people for pair in person.receipts.items()]


def write_until_killed(server: Server, numbers: "count[int]", seconds: float) -> list[Person]:
    """Eight people write; after these seconds everything is killed."""
    people = [Person(name=f"Person {number}", port=server.port) for number in range(PEOPLE)]
    stop = threading.Event()
    threads = [
        threading.Thread(target=person.hand_in, args=(stop, numbers), daemon=True)
        for person in people
    ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    server.kill()
    stop.set()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()
    return people


def texts(server: Server) -> list[str]:
    """All ideas in the database of the stopped server; also checks the file itself."""
    with closing(sqlite3.connect(server.folder / "data" / "machbar.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return [text for (text,) in database.execute("SELECT text FROM ideas_idea")]


def test_when_serve_itself_is_killed_nothing_lives_on(server: Server) -> None:
    process = server.start()
    wait_for(lambda: len(server.processes()) >= 5)  # serve, web server, two web processes, worker
    time.sleep(2)  # the web server must have come so far that it can end its own processes

    process.kill()
    process.wait()

    assert wait_for(lambda: server.processes() == [])


def test_when_the_worker_is_killed_serve_ends_with_one(server: Server) -> None:
    process = server.start()
    assert wait_for(lambda: bool(working(server)))

    os.kill(working(server)[0], signal.SIGKILL)

    assert process.wait(timeout=60) == 1
    assert wait_for(lambda: server.processes() == [])


def test_a_stop_ends_everything_with_zero(server: Server) -> None:
    process = server.start()
    assert wait_for(lambda: bool(working(server)))

    process.terminate()

    assert process.wait(timeout=60) == 0
    assert wait_for(lambda: server.processes() == [])


def working(server: Server) -> list[int]:
    """The process of `machbar worker`."""
    found = []
    for process in server.processes():
        try:
            command = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"worker" in command:
            found.append(process)
    return found


def wait_for(condition: Callable[[], bool], seconds: float = 40) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.1)
    return False
