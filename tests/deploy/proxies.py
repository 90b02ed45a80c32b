"""nginx and Caddy with the very files of `deploy/`, on ports of this machine."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crash.people import SETUP
from tests.crash.server import Server
from tests.deploy.cluster import free_port, is_open, wait_for

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
    """nginx in the foreground."""
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
    """Caddy in the foreground, with a certificate of ours instead of one it fetches."""
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


BEGIN = {"nginx": begin_nginx, "caddy": begin_caddy}


@contextmanager
def house_behind(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Server, int, int]]:
    """A town behind a proxy: the server, and the ports of HTTPS and of plain HTTP."""
    if shutil.which(name, path="/usr/sbin:/usr/bin") is None:
        pytest.skip(f"{name} is not installed (Debian: apt-get install {name})")
    secure, plain = free_port(), free_port()
    monkeypatch.setenv("MACHBAR_HTTPS", "yes")
    monkeypatch.setenv("MACHBAR_PUBLIC_URL", f"https://{NAME}:{secure}")
    server = Server(folder=folder / "house")
    assert server.run("setup", *SETUP).returncode == 0
    (folder / "proxy").mkdir()
    proxy = BEGIN[name](folder / "proxy", server.port, secure, plain)
    try:
        server.start()
        wait_for(lambda: is_open(secure))
        yield server, secure, plain
    finally:
        proxy.terminate()
        proxy.wait(timeout=20)
        server.kill()
