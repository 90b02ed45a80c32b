"""A very small HTTP/1.1 client, so that the measuring takes little of the machine that is measured.

It behaves as the proxies of `deploy/` do: connections to the server stay open and are used again, a new one is opened
whenever none is free, and each request says for which visitor it is asked.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

HOST = "127.0.0.1"
SECONDS = 30  # then a visitor has given up
MOST_IDLE = (
    16  # as nginx keeps them; each open connection takes one of the places that a web process has
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came back; ``status`` is 0 where nothing did."""

    status: int
    head: bytes = b""
    body: bytes = b""

    def header(self, name: str) -> str:
        """The first value of a header; empty where there is none."""
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        """All values of a header."""
        begin = name.lower().encode() + b":"
        lines = (line for line in self.head.split(b"\r\n") if line.lower().startswith(begin))
        return [line.partition(b":")[2].strip().decode("latin-1") for line in lines]


class _Connection(asyncio.Protocol):
    """One connection: a question, its answer, the next question."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.waiting: asyncio.Future[Answer] | None = None
        self.seen = bytearray()
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.is_open = transport, True

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_open = False
        self._end(Answer(status=0))

    def data_received(self, data: bytes) -> None:
        self.seen += data
        answer = _whole(self.seen)
        if answer is not None:
            self.seen.clear()
            self._end(answer)

    def ask(self, question: bytes) -> "asyncio.Future[Answer]":
        """Send; the answer comes later."""
        assert self.transport is not None
        loop = asyncio.get_running_loop()
        self.waiting = waiting = loop.create_future()
        patience = loop.call_later(SECONDS, self._end, Answer(status=0))
        waiting.add_done_callback(lambda _answer: patience.cancel())
        self.transport.write(question)
        return waiting

    def _end(self, answer: Answer) -> None:
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(answer)


def _whole(seen: bytearray) -> Answer | None:
    """The answer once all of it is there."""
    end = seen.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = bytes(seen[:end])
    answer = Answer(status=int(head[9:12]), head=head)
    length = answer.header("Content-Length")
    if answer.status == 304 or length == "0":
        return answer
    if length:
        body = seen[end + 4 :]
        whole = len(body) >= int(length)
        return Answer(status=answer.status, head=head, body=bytes(body)) if whole else None
    if not seen.endswith(b"0\r\n\r\n"):
        return None
    return Answer(status=answer.status, head=head, body=_unchunked(bytes(seen[end + 4 :])))


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while True:
        line = body.index(b"\r\n", at)
        size = int(body[at:line], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[line + 2 : line + 2 + size])
        at = line + 2 + size + 2


@dataclass(kw_only=True)
class Proxy:
    """Connections to one server; ``most_open`` is how many there were at once."""

    port: int
    name: str
    idle: list[_Connection] = field(default_factory=list)
    is_open: int = 0
    most_open: int = 0

    async def ask(
        self,
        method: str,
        path: str,
        *,
        visitor: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """The answer; status 0 where the server said nothing in time, or closed the connection."""
        question = self._question(method, path, visitor, headers or {}, body)
        try:
            connection = self._idle() or await self._connect()
        except OSError:
            return Answer(status=0)
        answer = await connection.ask(question)
        if answer.status and connection.is_open and len(self.idle) < MOST_IDLE:
            self.idle.append(connection)
        elif connection.transport is not None:
            self.is_open -= 1
            connection.transport.close()
        return answer

    def close(self) -> None:
        """Hang up."""
        for connection in self.idle:
            if connection.transport is not None:
                connection.transport.close()

    def _idle(self) -> _Connection | None:
        """A connection that is free and still open; those that the server has closed are forgotten."""
        while self.idle:
            connection = self.idle.pop()
            if connection.is_open:
                return connection
            self.is_open -= 1
        return None

    async def _connect(self) -> _Connection:
        loop = asyncio.get_running_loop()
        _transport, connection = await loop.create_connection(_Connection, HOST, self.port)
        self.is_open += 1
        self.most_open = max(self.most_open, self.is_open)
        return connection

    def _question(
        self, method: str, path: str, visitor: str, headers: Mapping[str, str], body: bytes
    ) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.name}", "Accept-Encoding: gzip"]
        lines += [f"X-Forwarded-For: {visitor}", "X-Forwarded-Proto: https"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + body
