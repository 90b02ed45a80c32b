"""An error on a page: the visitor gets a number, the log gets the same number and the place, and nobody's secrets."""

import io
import logging
import re
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from machbar.foundation.testing import make_town
from machbar.site import urls

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


def test_missing_pages_and_refused_forms_are_not_logged(log: io.StringIO) -> None:
    make_town()

    Client().get(f"/beleg/{TOKEN}/")
    Client(enforce_csrf_checks=True).post(f"/beleg/{TOKEN}/nachtrag/")

    assert log.getvalue() == ""
