"""A real `machbar serve` in a data directory of its own, killed like in a power cut, and a browser for it."""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

START_SECONDS = 90
FORM = "application/x-www-form-urlencoded"
EDGE = b"edge-of-a-part"


@dataclass(kw_only=True)
class Server:
    """One installation; `start` and `kill` as often as you like."""

    folder: Path
    port: int = 0
    database: str = ""
    log: Path = field(init=False)
    process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.log = self.folder / "log"
        (self.folder / "static").mkdir(parents=True)

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Another command of the same installation."""
        return subprocess.run(
            self._command(*arguments),
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self) -> "subprocess.Popen[bytes]":
        """Serve, and wait until the pages answer."""
        with self.log.open("ab") as log:
            self.process = process = subprocess.Popen(
                self._command("serve", "--port", str(self.port)),
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends and process.poll() is None:
            try:
                # With HTTPS switched on, a plain question is sent there: then it answers as well.
                if Browser(self.port).get("/healthz")[0] in {200, 301}:
                    return process
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def is_running(self) -> bool:
        """Whether nothing has ended it."""
        return self.process is not None and self.process.poll() is None

    def processes(self) -> list[int]:
        """Everything that runs for this installation, known by its data directory."""
        mark = f"MACHBAR_DATA={self.folder / 'data'}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdecimal():
                continue
            try:
                environment = (entry / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if mark in environment:
                found.append(int(entry.name))
        return found

    def kill(self) -> None:
        """SIGKILL to all of them at once, until none is left."""
        while running := self.processes():
            for process in running:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            time.sleep(0.02)
        if self.process is not None:
            self.process.wait()

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "machbar", *arguments]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "MACHBAR_DATA": str(self.folder / "data"),
            "MACHBAR_DATABASE_URL": self.database,
            "MACHBAR_STATIC": str(self.folder / "static"),
        }


@dataclass(kw_only=False)
class Browser:
    """Just enough of a browser: cookies, forms, no redirects followed."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    is_secure: bool = False  # by HTTPS, whatever the certificate

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, place to go on, page."""
        return self._ask("GET", path, None)

    def post(
        self, path: str, form: dict[str, str], photos: dict[str, bytes] | None = None
    ) -> tuple[int, str, str]:
        """The same for a form, perhaps with photos."""
        if photos is None:
            return self._ask("POST", path, urlencode(form).encode(), FORM)
        kind, body = multipart(form, photos)
        return self._ask("POST", path, body, kind)

    def hidden_fields(self, page: str) -> dict[str, str]:
        """What a form carries along."""
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        return dict(fields)

    def _ask(
        self, method: str, path: str, body: bytes | None, kind: str = ""
    ) -> tuple[int, str, str]:
        connection = self._connection()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.is_secure:
            headers |= {
                "Host": f"localhost:{self.port}",
                "Referer": f"https://localhost:{self.port}{path}",
            }
        if body is not None:
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except http.client.HTTPException as error:
            raise ConnectionError from error
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page

    def _connection(self) -> http.client.HTTPConnection:
        if not self.is_secure:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        # By name, as the certificate has it.
        return http.client.HTTPSConnection("localhost", self.port, timeout=20, context=trusting())


@cache
def trusting() -> ssl.SSLContext:
    """Believes every certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def multipart(form: Mapping[str, str], photos: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The type and the body of a form with files."""
    parts = [(f'name="{name}"', text.encode()) for name, text in form.items()]
    parts += [(f'name="{name}"; filename="a.jpg"', photo) for name, photo in photos.items()]
    head = b"--%b\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n"
    body = b"".join(head % (EDGE, about.encode(), content) for about, content in parts)
    return f"multipart/form-data; boundary={EDGE.decode()}", body + b"--%b--\r\n" % EDGE
