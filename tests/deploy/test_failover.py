"""The primary is killed under load, the standby promoted: no idea that was acknowledged is lost (deploy/README.md).

Everything runs on this machine, on ports of its own, with the very files of `deploy/postgresql`; eight people write.
"""

import json
import shutil
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.crash.people import SETUP, Person
from tests.crash.server import Browser, Server
from tests.deploy.cluster import Databases

PEOPLE = 8
SECONDS = 8


@pytest.fixture
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    if not Path("/usr/sbin/pgbouncer").exists() and shutil.which("pgbouncer") is None:
        pytest.skip("PgBouncer is not installed (Debian: apt-get install pgbouncer)")
    folder = tmp_path_factory.mktemp("servers")
    # pytest's own folders are root's alone; PostgreSQL refuses to run as root.
    # One of several test processes has a folder of its own in them.
    for parent in folder.parents:
        if parent.name.startswith(("pytest-", "popen-")):
            parent.chmod(0o755)
    made = Databases(folder=folder)
    yield made
    made.stop()


def acknowledged(people: list[Person]) -> dict[str, str]:
    return {text: receipt for person in people for text, receipt in person.receipts.items()}


@pytest.mark.long
def test_no_acknowledged_idea_is_lost_when_the_standby_takes_over(
    databases: Databases, tmp_path: Path
) -> None:
    databases.start()
    server = Server(folder=tmp_path, database=databases.url)
    done = server.run("setup", *SETUP)
    assert done.returncode == 0, done.stderr
    server.start()
    people = [Person(name=f"Person {number}", port=server.port) for number in range(PEOPLE)]
    stop, numbers = threading.Event(), count()
    threads = [
        threading.Thread(target=person.hand_in, args=(stop, numbers), daemon=True)
        for person in people
    ]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    before = len(acknowledged(people))

    databases.lose_primary()
    lost_at = time.monotonic()
    databases.promote()
    while len(acknowledged(people)) <= before + PEOPLE and time.monotonic() < lost_at + 60:
        time.sleep(0.05)
    away = time.monotonic() - lost_at
    time.sleep(SECONDS)
    stop.set()
    for thread in threads:
        thread.join(timeout=60)
    assert server.is_running(), server.log.read_text(encoding="utf-8")

    shown = acknowledged(people)
    missing = [text for text, receipt in shown.items() if not opens(server, receipt, text)]
    checked = server.run("verify")
    server.kill()
    print(
        json.dumps(
            {
                "before": before,
                "after": len(shown) - before,
                "missing": len(missing),
                "seconds": round(away, 1),
            }
        )
    )
    assert [person.surprises for person in people] == [[]] * PEOPLE, server.log.read_text()
    assert before >= PEOPLE
    assert len(shown) > before + PEOPLE
    assert missing == []
    assert checked.returncode == 0, checked.stdout + checked.stderr


def opens(server: Server, receipt: str, text: str) -> bool:
    status, _location, page = Browser(server.port).get(receipt)
    return status == 200 and text in page
