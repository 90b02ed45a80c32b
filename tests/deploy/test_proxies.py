"""HTTPS by the very files of `deploy/nginx` and `deploy/caddy`, on ports of this machine: what a visitor gets."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.crash.server import multipart, trusting
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


def large_photo() -> bytes:
    """A photo of about eleven megabytes, as a good camera makes it."""
    target = BytesIO()
    Image.effect_noise((4000, 3000), 90).convert("RGB").save(target, "JPEG", quality=93)
    assert 9_000_000 < target.tell() < 12_000_000, target.tell()
    return target.getvalue()


def idea_with_photo(page: str, photo: bytes) -> tuple[str, bytes]:
    """The type and the body of the form."""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields |= {"text": "Ein Brunnen", "photo_credit": "Wir", "photo_consent": "on"}
    return multipart(fields, {"photo": photo})


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
