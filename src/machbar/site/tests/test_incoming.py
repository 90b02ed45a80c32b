"""Bodies are waited for as long as enough comes; what drips, is cut off or too large is refused in words."""

import threading
import time
from collections.abc import Iterator
from queue import Queue

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from machbar.foundation.testing import make_town
from machbar.site import incoming
from machbar.site.incoming import REFUSAL, Incoming, UnfinishedMiddleware

WINDOW = 0.2


class Line:
    """What the web server hands over of a visitor who sends when told to."""

    def __init__(self) -> None:
        self.sent: Queue[bytes] = Queue()

    def read(self, size: int, /) -> bytes:
        """The next bytes, whenever they come."""
        chunk = self.sent.get()
        assert len(chunk) <= size
        return chunk


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours become a second."""
    monkeypatch.setattr(incoming, "WINDOW", WINDOW)
    monkeypatch.setattr(incoming, "WINDOWS", 5)
    monkeypatch.setattr(incoming, "LEAST", 10)
    monkeypatch.setattr(incoming, "SAFE", WINDOW / 2)


def received(line: Line, length: int, house: Incoming | None = None) -> dict[str, object]:
    """What the application is told, with the body as bytes."""
    environ: dict[str, object] = {"CONTENT_LENGTH": str(length), "wsgi.input": line}
    with (house or Incoming()).received(environ):
        if REFUSAL not in environ:
            environ["body"] = environ["wsgi.input"].read()  # type: ignore[attr-defined]
    return environ


def send(line: Line, chunks: Iterator[bytes], every: float) -> None:
    def sending() -> None:
        for chunk in chunks:
            line.sent.put(chunk)
            time.sleep(every)

    threading.Thread(target=sending, daemon=True).start()


def test_a_slow_body_is_waited_for_and_handed_on_whole() -> None:
    """It takes three windows, and brings enough in each."""
    line = Line()
    send(line, iter([b"0123456789"] * 8), WINDOW * 0.4)

    environ = received(line, 80)

    assert environ["body"] == b"0123456789" * 8


def test_a_dripping_body_is_given_up_and_its_thread_ends_with_the_line() -> None:
    line, before = Line(), threading.active_count()
    send(line, iter([b"x"] * 20), WINDOW * 0.4)
    began = time.monotonic()

    environ = received(line, 5_000_000)

    assert (environ[REFUSAL], environ["CONTENT_LENGTH"]) == (408, "0")
    assert time.monotonic() - began < 2 * WINDOW
    line.sent.put(b"")  # the web server has closed the line
    ends = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < ends:
        time.sleep(0.05)
    assert threading.active_count() <= before


def test_nothing_lasts_longer_than_the_hour() -> None:
    line = Line()
    send(line, iter([b"0123456789"] * 15), WINDOW * 0.4)

    assert received(line, 5_000_000)[REFUSAL] == 408
    line.sent.put(b"")


def test_what_was_cut_off_or_is_too_large_does_not_reach_a_form() -> None:
    cut, huge = Line(), Line()
    send(cut, iter([b"half", b""]), 0)

    assert received(cut, 8)[REFUSAL] == 400
    assert received(huge, incoming.MOST + 1)[REFUSAL] == 413


def test_where_too_many_come_at_once_the_slowest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "AT_ONCE", 2)
    monkeypatch.setattr(incoming, "WINDOW", 30.0)
    house, slow, better, form = Incoming(), Line(), Line(), Line()
    found: dict[str, dict[str, object]] = {}

    def bring(name: str, line: Line, length: int) -> threading.Thread:
        def bringing() -> None:
            found[name] = received(line, length, house)

        thread = threading.Thread(target=bringing)
        thread.start()
        return thread

    waiting = [bring("slow", slow, 1_000), bring("better", better, 1_000)]
    slow.sent.put(b"x")
    for part in (300, 200):
        better.sent.put(b"x" * part)
    time.sleep(WINDOW)
    form.sent.put(b"text")
    bring("form", form, 4).join(10)
    better.sent.put(b"x" * 500)
    for thread in waiting:
        thread.join(10)
    slow.sent.put(b"")  # the web server has closed the line

    assert found["slow"][REFUSAL] == 408
    assert (found["better"]["body"], found["form"]["body"]) == (b"x" * 1_000, b"text")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "nicht ganz angekommen"),
        (408, "Das hat zu lange gedauert."),
        (413, "12 MB"),
        (503, "zu viel los"),
        (507, "Festplatte ist voll"),
    ],
)
def test_the_reason_is_said_in_words(status: int, words: str, settings: Settings) -> None:
    make_town()
    request = RequestFactory().get("/ideen/neu/")
    request.META[REFUSAL] = status

    answer = UnfinishedMiddleware(lambda _request: pytest.fail("nobody works on it"))(request)

    page = answer.content.decode()  # type: ignore[attr-defined]
    assert (answer.status_code, answer["Connection"]) == (status, "close")
    assert words in page
    assert "Es wurde nichts gespeichert." in page


@pytest.mark.django_db
def test_what_was_typed_is_kept_and_one_button_leads_back_to_its_form(settings: Settings) -> None:
    make_town()
    request = RequestFactory().get(
        "/ideen/neu/", headers={"Referer": "http://testserver/ideen/neu/?ort=1"}
    )
    elsewhere = RequestFactory().get(
        "/ideen/neu/", headers={"Referer": "https://anderswo.example.org/"}
    )
    for each in (request, elsewhere):
        each.META[REFUSAL] = 413

    pages = [
        UnfinishedMiddleware(lambda _request: HttpResponse())(each).content.decode()  # type: ignore[attr-defined]
        for each in (request, elsewhere)
    ]

    assert all(" data-refused" in page for page in pages)
    assert all('href="/"' in page for page in pages)
    assert 'href="/ideen/neu/?ort=1"' in pages[0]
    assert "anderswo" not in pages[1]
    assert "Zurück zum Formular" not in pages[1]


@pytest.mark.django_db
def test_a_body_that_is_not_whole_is_answered_under_a_foreign_host_too(settings: Settings) -> None:
    request = RequestFactory().get("/ideen/neu/", headers={"Host": "anderswo.example.org"})
    request.META[REFUSAL] = 408

    answer = UnfinishedMiddleware(lambda _request: HttpResponse())(request)

    assert (answer.status_code, answer["Connection"]) == (408, "close")
