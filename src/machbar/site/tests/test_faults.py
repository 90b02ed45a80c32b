"""What hinders the server from outside is named, and nobody loses the words they had typed."""

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.db import InternalError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from machbar.foundation.testing import make_town
from machbar.site import urls
from machbar.site.commands import worker
from machbar.site.faults import Fault, fault_of

TYPED = "Ein Brunnen mit Trinkwasser"


def reading_only(folder: Path) -> None:
    """Write through a connection that may only read."""
    file = folder / "some.sqlite3"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE idea (text)")
    made.close()
    reader = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        reader.execute("INSERT INTO idea VALUES ('x')")
    finally:
        reader.close()


def full(_folder: Path) -> None:
    """Write more pages than there may be."""
    small = sqlite3.connect(":memory:")
    small.execute("CREATE TABLE idea (text)")
    small.execute("PRAGMA max_page_count = 2")
    try:
        small.execute("INSERT INTO idea VALUES (?)", ["x" * 100_000])
    finally:
        small.close()


def busy(folder: Path) -> None:
    """Write while somebody else does."""
    first, second = (sqlite3.connect(folder / "some.sqlite3", timeout=0) for _one in range(2))
    first.execute("BEGIN IMMEDIATE")
    try:
        second.execute("BEGIN IMMEDIATE")
    finally:
        first.close()
        second.close()


def away(folder: Path) -> None:
    """Open what is no file."""
    sqlite3.connect(folder)


@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        (full, Fault.FULL),
        (reading_only, Fault.READ_ONLY),
        (busy, Fault.BUSY),
        (away, Fault.AWAY),
    ],
)
def test_the_fault_behind_an_error_of_sqlite_is_known(
    deed: Callable[[Path], None], fault: Fault, tmp_path: Path
) -> None:
    with pytest.raises(OperationalError) as caught:
        try:
            deed(tmp_path)
        except sqlite3.OperationalError as error:
            raise OperationalError("as Django says it") from error

    assert fault_of(caught.value) == fault


def test_the_fault_behind_an_error_of_the_system_is_known() -> None:
    assert fault_of(OSError(errno.ENOSPC, "no space")) == Fault.FULL
    assert fault_of(OSError(errno.EROFS, "read only")) == Fault.READ_ONLY
    assert fault_of(OSError(errno.ENOENT, "no such file")) is None
    assert fault_of(ValueError("ours")) is None
    assert fault_of(None) is None


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the errors of PostgreSQL")
def test_the_fault_behind_an_error_of_postgresql_is_known() -> None:
    with pytest.raises(Exception, match="read-only") as caught, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        make_town()

    assert fault_of(caught.value) == Fault.READ_ONLY


def test_a_server_that_ends_in_the_middle_of_its_answer_is_away() -> None:
    of_the_server = psycopg.errors.InFailedSqlTransaction("a mistake of ours")

    assert fault_of(psycopg.InternalError("received 2 results from command 'BEGIN'")) == Fault.AWAY
    assert fault_of(of_the_server) is None


def test_a_worker_outlives_the_end_of_its_database_but_no_mistake_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def work_meets(cause: Exception) -> bool:
        def stumble() -> None:
            raise InternalError("as Django says it") from cause

        monkeypatch.setattr(worker, "take_up_what_was_left", stumble)
        return worker.work()

    assert not work_meets(psycopg.InternalError("received 2 results from command 'BEGIN'"))
    with pytest.raises(InternalError):
        work_meets(psycopg.errors.InFailedSqlTransaction("a mistake of ours"))


def hindered(_request: HttpRequest, what: str) -> HttpResponse:
    """A page whose work meets this fault."""
    raise OSError(int(what), "outside")


urlpatterns = [path("stolpern/<str:what>/", hindered), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "status", "headline"),
    [
        (errno.ENOSPC, 507, "Unsere Festplatte ist voll."),
        (errno.EROFS, 503, "Im Augenblick können wir nur lesen."),
        (errno.EIO, 500, "Hier ist etwas kaputtgegangen."),
    ],
)
def test_the_page_says_what_is_wrong_and_shows_what_was_typed(
    settings: Settings, what: int, status: int, headline: str
) -> None:
    settings.ROOT_URLCONF = __name__
    make_town()
    guest = Client(raise_request_exception=False)

    answer = guest.post(f"/stolpern/{what}/", {"text": TYPED})

    page = answer.content.decode()
    assert (answer.status_code, f"<h1>{headline}</h1>" in page) == (status, True)
    assert TYPED in page
    assert answer.headers.get("Retry-After") == (None if status == 500 else "300")
