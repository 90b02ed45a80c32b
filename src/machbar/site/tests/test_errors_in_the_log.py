"""An error on a page: the visitor gets a number, the log gets the same number and the place, and nobody's secrets."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.site import urls
from machbar.site.sign_in import one_time_address

pytestmark = pytest.mark.django_db

TOKEN = "token-of-a-personal-link"
MAIL = "somebody@example.invalid"
ADDRESS = "198.51.100.23"


def broken(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a mistake whose message tells everything."""
    try:
        dict[str, str]()[MAIL]
    except KeyError as error:
        raise ValueError(f"{token} {MAIL} {ADDRESS}") from error
    return HttpResponse()


urlpatterns = [path("kaputt/<str:token>/", broken), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What reaches the terminal, through the product's own handler."""
    written = io.StringIO()
    handler = next(
        each
        for each in logging.getLogger("machbar").handlers
        if type(each) is logging.StreamHandler
    )
    # Not `setStream`: it flushes the old stream, which may be a closed one of an earlier test's capture.
    before, handler.stream = handler.stream, written
    yield written
    handler.stream = before


def test_page_and_log_share_a_number_and_the_log_keeps_secrets(
    settings: Settings, log: io.StringIO
) -> None:
    settings.ROOT_URLCONF = __name__
    make_town()
    browser = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)

    answer = browser.get(f"/kaputt/{TOKEN}/?mail={MAIL}")

    line = log.getvalue()
    [number] = re.findall(r"error ([0-9a-f]{8})", line)
    assert answer.status_code == 500
    assert number in answer.content.decode()
    assert line.rstrip().endswith("builtins.ValueError")
    assert "builtins.KeyError\nthen:" in line
    assert "test_errors_in_the_log.py" in line
    assert "in broken" in line
    for secret in (TOKEN, MAIL, ADDRESS, "/kaputt/"):
        assert secret not in line


def test_pages_that_are_not_there_leave_no_line(log: io.StringIO) -> None:
    make_town()

    Client().get(f"/gibt-es-nicht/{TOKEN}/?mail={MAIL}")
    Client().get("/raeume/gibtesnicht/")

    assert log.getvalue() == ""


def test_what_is_refused_is_noted_by_page_and_public_id_without_a_secret(log: io.StringIO) -> None:
    town = make_town(key="watched")
    editor = make_person(Role.EDITOR, town=town)
    inside = Client(REMOTE_ADDR=ADDRESS)
    inside.force_login(editor)
    log.truncate(0)

    Client(REMOTE_ADDR=ADDRESS).get(f"/beleg/{TOKEN}/")
    Client(enforce_csrf_checks=True).post(f"/beleg/{TOKEN}/nachtrag/", {"text": MAIL})
    inside.get("/werkstatt/einstellungen/stadt/")
    inside.get("/werkstatt/projekte/gibt-es-nicht/")
    Client().post("/tresen/koppeln/", {"code": "12345678"})

    written = log.getvalue()
    who = f"person:{editor.public_id}"
    assert re.findall(r"machbar\.security (.*)", written) == [
        "unknown link: GET ideas:receipt by guest in watched",
        "refused: POST ideas:add by guest in watched",
        f"refused: GET town_settings by {who} in watched",
        f"hidden or not there: GET projects:workspace by {who} in watched",
        "wrong code: POST access:pair_counter by guest in watched",
    ]
    for secret in (TOKEN, MAIL, ADDRESS, "/beleg/", "12345678", editor.email, editor.name):
        assert secret not in written


def test_signing_in_and_out_is_noted_whichever_way_it_goes(log: io.StringIO) -> None:
    person = make_person(Role.LOTSE, town=make_town(key="watched"))
    browser = Client()
    browser.post("/anmelden/", {"email": person.email})
    browser.post("/anmelden/code/", {"code": "WRONG1"})
    token = one_time_address(town=Town.objects.get(), person=person).rstrip("/").rpartition("/")[2]

    browser.post(f"/anmelden/einmal/{token}/")
    browser.post("/abmelden/")

    assert re.findall(r"(\w+) machbar\.security (.*)", log.getvalue()) == [
        ("WARNING", "wrong code: POST account_confirm_login_code by guest in watched"),
        ("INFO", f"signed in: person:{person.public_id} by sign_in_once"),
        ("INFO", f"signed out: person:{person.public_id} by account_logout"),
    ]
    assert person.email not in log.getvalue()


def test_nothing_typed_begins_a_line_of_its_own_and_times_are_utc(log: io.StringIO) -> None:
    logging.getLogger("machbar.test").warning("said %s", "a\r\nERROR forged\x1b[2J\u2028\u202eb")

    [line] = log.getvalue().splitlines()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING machbar\.test said ", line)
    assert line.endswith(r"a\r\nERROR forged\x1b[2J\u2028\u202eb")
    stamp = datetime.fromisoformat(line.split(" ", 1)[0])
    assert abs(datetime.now(UTC) - stamp) < timedelta(minutes=1)
