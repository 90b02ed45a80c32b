"""`machbar serve`: web server and worker in one command; when one dies, everything ends.

The parent stays without Django. Granian restarts its own workers; our children end with us (PDEATHSIG) and so does
everything they started (process group), see docs/administration.md.
"""

import argparse
import ctypes
import errno
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from machbar.foundation.towns.kept import entrance_in, keep, kept
from machbar.site import environment
from machbar.site.commands.words import at_least_one, gettext, port_number, public_url
from machbar.site.light import serve_here

PR_SET_PDEATHSIG = 1
START_SECONDS = 60
GRACE_SECONDS = 15
LETTING_GO_SECONDS = 3
HEAD_SECONDS = 20  # for the head of a request, and between two requests on one line
THREADS = 256  # of a web process: they wait for bodies and readers; the work is done at two desks (site/desks.py)
FILES = 4096
BUFFER = 64 * 1024  # of a line, for what comes and what goes; granian would take six times that


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Port, address and the number of web workers."""
    parser.add_argument(
        "--port",
        type=port_number,
        default=8000,
        help=gettext("where to listen (8000 if left out)"),
    )
    parser.add_argument(
        "--address",
        default="127.0.0.1",
        help=gettext("address to listen at (this machine only if left out)"),
    )
    parser.add_argument(
        "--workers",
        type=at_least_one,
        default=2,
        help=gettext("how many processes serve pages (2 if left out)"),
    )
    parser.add_argument(
        "--public-url",
        type=public_url,
        help=gettext("under which address the server is reached; is remembered"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Bring the database up to date, then serve until a signal or a child ends; 2 where nobody may listen there."""
    taken = why_not(arguments.address, arguments.port)
    if taken:
        print(taken, file=sys.stderr)
        return 2
    serve_here()
    data = environment.folder("MACHBAR_DATA", Path("data"))
    if arguments.public_url:
        keep(data, public_url=arguments.public_url.rstrip("/"))
    migration = subprocess.run([sys.executable, "-m", "machbar", "migrate"], check=False)
    if migration.returncode:
        return migration.returncode
    first = _first_entry(data, f"http://{arguments.address}:{arguments.port}")
    return serve(
        address=arguments.address, port=arguments.port, workers=arguments.workers, first=first
    )


def why_not(address: str, port: int) -> str:
    """Why a server cannot listen there; empty where it can.

    Asked here, for granian shares a port with whoever else shares it, so that two towns would answer in turn. One that
    is just ending has a moment to let go.
    """
    ends = time.monotonic() + LETTING_GO_SECONDS
    while (error := _refusal(address, port)) is not None:
        is_taken = error.errno == errno.EADDRINUSE
        if not is_taken or time.monotonic() > ends:
            return _sentence(error, address, port)
        time.sleep(0.1)
    return ""


def _refusal(address: str, port: int) -> OSError | None:
    try:
        family, *_kind, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as asking:
            asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            asking.bind(place)
            asking.listen()
    except OSError as error:
        return error
    return None


def _sentence(error: OSError, address: str, port: int) -> str:
    words = {"address": address, "port": port}
    if isinstance(error, PermissionError):
        said = gettext("--port: who is not root may not listen at %(port)d. Take one from 1024.")
    elif error.errno == errno.EADDRINUSE:
        said = gettext("--port: somebody listens at %(port)d already. Take another one.")
    else:
        said = gettext("--address: %(address)s is no address of this machine.")
    return said % words


def serve(*, address: str, port: int, workers: int, first: str = "") -> int:
    """Run web server and worker; 0 after a signal, 1 where a child ended by itself. ``first`` is said, too."""
    children = [_start(web_server(address, port, workers))]
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        _wait_for(address, port, children[0], lambda: stopping)
        if not stopping and children[0].poll() is None:
            children.append(_start([sys.executable, "-m", "machbar", "worker"]))
            print(f"MachBar: http://{address}:{port}/{first}", flush=True)
        while not stopping and all(child.poll() is None for child in children):
            time.sleep(0.2)
        if not stopping:
            print(_what_ended(children), file=sys.stderr, flush=True)
    finally:
        _end(children)
    return 0 if stopping else 1


def _what_ended(children: "list[subprocess.Popen[bytes]]") -> str:
    """Which part of the server ended by itself; a negative status is the signal that ended it."""
    pages = children[0].poll()
    if pages is not None:
        said = gettext(
            "The pages ended by themselves (status %(status)d), so the whole server ends."
        )
        return said % {"status": pages}
    said = gettext("The background work ended by itself (status %(status)d), so the server ends.")
    return said % {"status": children[-1].poll()}


def _first_entry(data: Path, here: str) -> str:
    """Where an installation without a town is set up: its secret address, here and under its public name."""
    token = entrance_in(data)
    if not token:
        return ""
    public = environment.text("MACHBAR_PUBLIC_URL", kept(data).get("public_url", "")).rstrip("/")
    # With HTTPS the pages do not open without it.
    bases = [public] if public.startswith("https://") else [here, public]
    addresses = [f"{base}/einrichten/{token}/" for base in bases if base]
    words = gettext("Here no town has been set up yet. This secret address does it, once:")
    return "\n".join(["", words, *addresses])


def web_server(
    address: str, port: int, workers: int, application: str = "machbar.site.wsgi:application"
) -> list[str]:
    """Granian, so that no slow visitor keeps the others waiting (docs/speed.md, *Slow visitors*)."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", application]
    command += ["--host", address, "--port", str(port), "--workers", str(workers)]
    # Only HTTP/1: while it finds out which version is spoken, granian waits for ever.
    command += ["--http", "1", "--no-ws", "--http1-header-read-timeout", str(HEAD_SECONDS * 1000)]
    command += ["--blocking-threads", str(THREADS), "--backpressure", str(_lines())]
    command += ["--http1-buffer-size", str(BUFFER), "--respawn-failed-workers"]
    # "warning" would only doubt the number of threads.
    return [*command, "--workers-kill-timeout", "10", "--no-access-log", "--log-level", "error"]


def _lines() -> int:
    """How many connections a web process keeps at once: half of the files it may open, which are allowed here.

    Granian counts a connection from its beginning to its end, whether or not anything is asked, and stops listening
    for good when a connection finds no file left.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed // 2


def _start(command: list[str]) -> "subprocess.Popen[bytes]":
    library = ctypes.CDLL(None)

    def die_with_parent() -> None:
        library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    # Else each of many threads may keep memory of its own, and what one gave back the next would not use.
    told = {"MALLOC_ARENA_MAX": "2"} | os.environ
    return subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_parent, env=told)  # noqa: PLW1509 - one C call


def _wait_for(
    address: str, port: int, web: "subprocess.Popen[bytes]", is_stopping: Callable[[], bool]
) -> bool:
    """Until the pages answer, and whether they did; not for ever: mail goes out although a start is slow."""
    ends = time.monotonic() + START_SECONDS
    # As the proxy says it: with HTTPS switched on, plain requests are sent elsewhere, and a name that is none of the
    # server's would stand in its log as an attempt.
    says = {"X-Forwarded-Proto": "https", "Host": _own_name()}
    while time.monotonic() < ends and web.poll() is None and not is_stopping():
        try:
            asked = urllib.request.Request(f"http://{address}:{port}/healthz", headers=says)
            with urllib.request.urlopen(asked, timeout=2):  # noqa: S310 - our own address
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def _own_name() -> str:
    """A name under which the pages answer."""
    return environment.names("MACHBAR_HOSTS", "localhost")[0].lstrip("*.") or "localhost"


def _end(children: "list[subprocess.Popen[bytes]]") -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
