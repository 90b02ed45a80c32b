"""Slow visitors: sockets that hold a line as long as they may, and ordinary people who come meanwhile (trust.md, F15).

Each slow socket takes up one of five ways to keep a server waiting, says how long it was borne, and comes again.
"""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.server import Browser, Server, trusting

HEAD = b"Host: localhost\r\nUser-Agent: slow\r\n"
TOKEN = b"a" * 32
PATIENCE = 10.0  # seconds after which an ordinary reader has gone
BEGIN = len(b"HTTP/1.1 200")
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Way = Callable[[Line], Awaitable[bytes]]


@dataclass(kw_only=True)
class Seen:
    """What became of everybody; seconds."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    ideas: list[float] = field(default_factory=list)
    lives: list[float] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    refused: int = 0
    memory: list[int] = field(default_factory=list)

    def summary(self) -> str:
        """One line for the log of the test."""
        waits = sorted(self.waits) or [0.0]
        lives = sorted(self.lives) or [0.0]
        answers = {one: self.answers.count(one) for one in set(self.answers)}
        return (
            f"readers {len(self.waits)}, p50 {waits[len(waits) // 2]:.3f} s, "
            f"p95 {waits[len(waits) * 95 // 100]:.3f} s, most {waits[-1]:.3f} s; ideas {len(self.ideas)}, "
            f"slowest {max(self.ideas, default=0):.2f} s; errors {len(self.errors)} {self.errors[:3]}; "
            f"slow lines ended {len(self.lives)} after {lives[0]:.0f} to {lives[-1]:.0f} s {answers}, "
            f"refused {self.refused}; "
            f"memory {self.memory[0]} to {max(self.memory)} MB, at last {self.memory[-1]} MB"
        )


async def silent(line: Line) -> bytes:
    """Connect and say nothing."""
    return await line[0].read(BEGIN)


async def headers(line: Line) -> bytes:
    """A line of the head that never ends."""
    line[1].write(b"GET / HTTP/1.1\r\n" + HEAD + b"X-Slow: ")
    return await _drip(line)


async def body(line: Line) -> bytes:
    """A form of some megabytes, one byte a second; what it says before makes Django look into it."""
    scheme = b"https" if line[1].get_extra_info("ssl_object") else b"http"
    about = b"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 5000000\r\n"
    about += b"Origin: %b://localhost\r\nCookie: csrf=%b; __Host-csrf=%b\r\n\r\n" % (
        scheme,
        TOKEN,
        TOKEN,
    )
    line[1].write(b"POST /ideen/neu/ HTTP/1.1\r\n" + HEAD + about)
    return await _drip(line)


async def idle(line: Line) -> bytes:
    """One answer, and then the line is kept."""
    line[1].write(b"GET /healthz HTTP/1.1\r\n" + HEAD + b"\r\n")
    said = await line[0].read(BEGIN)
    await line[0].read()
    return said


def reading(path: str) -> Way:
    """Ask for something large, and take a byte a second of it."""

    async def read(line: Line) -> bytes:
        line[1].write(f"GET {path} HTTP/1.1\r\n".encode() + HEAD + b"\r\n")
        said = await line[0].read(BEGIN)
        taken = said
        while taken:
            await asyncio.sleep(1)
            taken = await line[0].read(1)
        return said

    return read


async def _drip(line: Line) -> bytes:
    """A byte a second until there is an answer, or the line is closed."""
    answer = asyncio.ensure_future(line[0].read(BEGIN))
    try:
        while not answer.done():
            line[1].write(b"a")
            await asyncio.wait([answer], timeout=1)
        return answer.result()
    finally:
        answer.cancel()


@dataclass(kw_only=True)
class Rush:
    """So many slow sockets at one port, five readers a second and somebody who hands in ideas."""

    server: Server
    port: int
    way: Way
    sockets: int
    seconds: float
    is_secure: bool = False
    page: str = "/ideen/"
    seen: Seen = field(default_factory=Seen)

    def run(self) -> Seen:
        """Everybody at once; what came of it."""
        # In a thread of its own: a browser of another test may have a loop in this one.
        with ThreadPoolExecutor(1) as own:
            own.submit(lambda: asyncio.run(self._run())).result()
        return self.seen

    async def _run(self) -> None:
        for _round in range(
            10
        ):  # so that each process has done everything once before it is weighed
            reads = [asyncio.to_thread(self._browser().get, self.page) for _one in range(8)]
            await asyncio.gather(*reads, asyncio.to_thread(self._hand_in))
        await asyncio.sleep(2)
        self.seen.memory.append(memory_of(self.server))
        slow = [asyncio.create_task(self._slow()) for _number in range(self.sockets)]
        await asyncio.sleep(2)
        ends = time.monotonic() + self.seconds
        people = [asyncio.create_task(self._write(ends)), asyncio.create_task(self._weigh(ends))]
        while time.monotonic() < ends:
            people.append(asyncio.create_task(self._read()))
            await asyncio.sleep(0.2)
        await asyncio.gather(*people)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        await asyncio.sleep(0.2)  # so that each line is closed

    async def _slow(self) -> None:
        while True:
            try:
                line = await self._connect()
            except OSError:
                self.seen.refused += 1
                await asyncio.sleep(1)
                continue
            began = time.monotonic()
            try:
                self.seen.answers.append(await self.way(line))
            except OSError:
                pass
            finally:
                line[1].transport.abort()
            self.seen.lives.append(time.monotonic() - began)
            await asyncio.sleep(0.5)

    async def _connect(self) -> Line:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(connection, ("127.0.0.1", self.port))
        context = {"ssl": trusting(), "server_hostname": "localhost"} if self.is_secure else {}
        return await asyncio.open_connection(sock=connection, limit=1024, **context)  # type: ignore[arg-type]

    async def _read(self) -> None:
        began = time.monotonic()
        browser = self._browser()
        try:
            asked = asyncio.to_thread(browser.get, self.page)
            status, _location, _page = await asyncio.wait_for(asked, PATIENCE)
        except (OSError, TimeoutError) as error:
            self.seen.errors.append(type(error).__name__)
            return
        if status != 200:
            self.seen.errors.append(str(status))
        self.seen.waits.append(time.monotonic() - began)

    async def _write(self, ends: float) -> None:
        while time.monotonic() < ends:
            began = time.monotonic()
            try:
                said = await asyncio.wait_for(asyncio.to_thread(self._hand_in), PATIENCE)
            except (OSError, TimeoutError) as error:
                said = type(error).__name__
            if said.startswith("/beleg/"):
                self.seen.ideas.append(time.monotonic() - began)
            else:
                self.seen.errors.append(f"idea: {said}")
            await asyncio.sleep(1)

    def _browser(self) -> Browser:
        return Browser(self.port, is_secure=self.is_secure)

    def _hand_in(self) -> str:
        browser = self._browser()
        status, _location, page = browser.get("/ideen/neu/")
        if status != 200:
            return str(status)
        form = {**browser.hidden_fields(page), "text": f"Idee {time.monotonic()}"}
        status, location, _page = browser.post("/ideen/neu/", form)
        return location or str(status)

    async def _weigh(self, ends: float) -> None:
        while time.monotonic() < ends:
            self.seen.memory.append(memory_of(self.server))
            await asyncio.sleep(1)


def memory_of(server: Server) -> int:
    """Megabytes of all processes of an installation; what they share counts once."""
    total = 0
    for process in server.processes():
        with suppress(OSError):
            total += _kilobytes(process)
    return total // 1024


def _kilobytes(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
