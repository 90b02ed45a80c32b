"""HTTPS by the very files of `deploy/nginx` and `deploy/caddy`, on ports of this machine: what a visitor gets."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest

from tests.crash.server import trusting
from tests.deploy.photos import idea_with_photo, large_photo
from tests.deploy.proxies import BEGIN, NAME, house_behind

pytestmark = pytest.mark.long


@pytest.fixture(params=BEGIN)
def ports(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[int, int]]:
    """The ports of HTTPS and of plain HTTP."""
    with house_behind(request.param, tmp_path, monkeypatch) as (_server, secure, plain):
        yield secure, plain


def ask(
    connection: HTTPConnection, path: str, body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, str]:
    connection.request("POST" if body else "GET", path, body, headers)
    answer = connection.getresponse()
    return answer, answer.read().decode(errors="replace")


def test_a_visitor_gets_https_and_nothing_says_which_program_answers(
    ports: tuple[int, int],
) -> None:
    secure, plain = ports
    https = HTTPSConnection(NAME, secure, context=trusting(), timeout=30)

    page, page_text = ask(https, "/ideen/neu/")
    kind, body = idea_with_photo(page_text, large_photo())
    cookies = "; ".join(each.split(";")[0] for each in page.headers.get_all("Set-Cookie") or [])
    home = f"https://{NAME}:{secure}/ideen/neu/"
    headers = {"Content-Type": kind, "Cookie": cookies, "Referer": home}
    large, _receipt = ask(https, "/ideen/neu/", body, **headers)
    https.close()
    http = HTTPConnection(NAME, plain, timeout=30)
    redirect, _page = ask(http, "/ideen/")
    http.close()

    cookie = page.headers["Set-Cookie"]
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert cookie.startswith("__Host-")
    assert ("Secure" in cookie, "SameSite" in cookie) == (True, True)
    assert "granian" not in str(page.headers).lower()
    assert "/" not in page.headers.get("Server", "")  # no version
    assert (large.status, large.headers.get("Location", "")[:7]) == (302, "/beleg/")
    assert redirect.status in {301, 308}
    assert re.fullmatch(rf"https://{NAME}(:{secure})?/ideen/", redirect.headers["Location"])
