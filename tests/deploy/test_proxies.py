"""HTTPS by the very files of `deploy/nginx` and `deploy/caddy`, on ports of this machine: what a visitor gets."""

import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.crash.people import SETUP
from tests.crash.server import Server, multipart
from tests.deploy.cluster import free_port, is_open, wait_for

pytestmark = pytest.mark.long
DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NAME = "localhost"


def certificate(folder: Path) -> None:
    """A certificate that only this test believes."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += [
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={NAME}",
        "-addext",
        f"subjectAltName=DNS:{NAME}",
    ]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


def begin_nginx(folder: Path, backend: int, secure: int, plain: int) -> "subprocess.Popen[bytes]":
    certificate(folder)
    site = (DEPLOY / "nginx" / "machbar.conf").read_text(encoding="utf-8")
    for before, after in {
        "127.0.0.1:8000": f"127.0.0.1:{backend}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "https://$host$request_uri": f"https://$host:{secure}$request_uri",
        "machbar.example.de;": f"{NAME};",
        "/etc/letsencrypt/live/machbar.example.de": str(folder),
    }.items():
        assert before in site
        site = site.replace(before, after)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        # Started by root, its workers would be somebody else, who may not enter the folders of a test.
        f"{'user root;' if os.geteuid() == 0 else ''}\ndaemon off;\npid {folder}/pid;\n"
        f"error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\n  client_body_temp_path {folder}/body;\n  proxy_temp_path {folder}/proxy;\n"
        f"  include {folder}/site.conf;\n}}\n",
        encoding="utf-8",
    )
    return subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")])


def begin_caddy(folder: Path, backend: int, secure: int, plain: int) -> "subprocess.Popen[bytes]":
    certificate(folder)
    text = (DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8")
    tls = f"{NAME}:{secure} {{\n\ttls {folder}/fullchain.pem {folder}/privkey.pem\n"
    for before, after in {
        "machbar.example.de {\n": tls,
        "127.0.0.1:8000": f"127.0.0.1:{backend}",
        "{\n\tservers {\n": f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {secure}\n"
        "\tskip_install_trust\n\tservers {\n",
    }.items():
        assert before in text
        text = text.replace(before, after)
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    return subprocess.Popen(command, env={"HOME": str(folder), "PATH": "/usr/bin"})


@pytest.fixture(params=[begin_nginx, begin_caddy], ids=["nginx", "caddy"])
def ports(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[int, int]]:
    """The ports of HTTPS and of plain HTTP."""
    begin: Callable[[Path, int, int, int], subprocess.Popen[bytes]] = request.param
    name = begin.__name__.removeprefix("begin_")
    if shutil.which(name, path="/usr/sbin:/usr/bin") is None:
        pytest.skip(f"{name} is not installed (Debian: apt-get install {name})")
    secure, plain = free_port(), free_port()
    monkeypatch.setenv("MACHBAR_HTTPS", "yes")
    monkeypatch.setenv("MACHBAR_PUBLIC_URL", f"https://{NAME}:{secure}")
    server = Server(folder=tmp_path / "house")
    assert server.run("setup", *SETUP).returncode == 0
    folder = tmp_path / "proxy"
    folder.mkdir()
    proxy = begin(folder, server.port, secure, plain)
    try:
        server.start()
        wait_for(lambda: is_open(secure))
        yield secure, plain
    finally:
        proxy.terminate()
        proxy.wait(timeout=20)
        server.kill()


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
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    https = HTTPSConnection(NAME, secure, context=trusting, timeout=30)

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
