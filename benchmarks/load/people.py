"""Who comes while it is measured: readers, and people with an idea; each counts from the moment they meant to come.

A visitor who has to wait is a slow page, never a later visitor: people do not queue up before they click.
"""

import asyncio
import gzip
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.load.client import Answer, Proxy

FORM = "application/x-www-form-urlencoded"
MARK = "Lastlauf"  # every idea of the run begins with it
THINKING = 5.0  # seconds; whoever is faster counts as a program
STRANGE = (
    "__Host-of=another"  # a cookie that is not ours: for this visitor no kept page is good enough
)
PARALLEL = 6  # files that a browser fetches at once
ASSET = re.compile(r'(?:href|src)="(/(?:static|stil)/[^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass(kw_only=True)
class Book:
    """What was seen: milliseconds a kind, statuses that should not be, receipts."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    texts: set[str] = field(default_factory=set)

    def note(self, kind: str, answer: Answer, begun: float, right: Sequence[int] = (200,)) -> bool:
        """Write down one answer; whether it was right."""
        self.times[kind].append((time.perf_counter() - begun) * 1000)
        self.bytes += len(answer.head) + len(answer.body)
        if answer.status not in right:
            self.wrong[f"{kind} {answer.status or 'no answer'}"] += 1
        return answer.status in right


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page and how many of a hundred readers want it."""

    path: str
    share: int
    kind: str = "page"


Deed = Callable[[int, float, Page, bool], Coroutine[object, object, None]]


@dataclass(kw_only=True)
class Crowd:
    """Everybody of one run; the same ``seed`` brings the same people at the same moments."""

    proxy: Proxy
    pages: Sequence[Page]
    newcomers: float
    """The share of readers whose browser has kept nothing yet and fetches the files of a page as well."""
    cookie: str = ""
    """With a cookie that is not ours each page is drawn, as if none were kept."""
    book: Book = field(default_factory=Book)
    seed: int = 1
    known_tags: dict[str, str] = field(default_factory=dict)

    async def come(self, *, readers: int, ideas_a_second: float, seconds: float) -> None:
        """Let them come evenly spread over the time, and wait until the last has been answered."""
        dice = random.Random(self.seed)  # noqa: S311 - nobody is harmed by who guesses it
        begun = time.perf_counter()
        plan: list[tuple[float, Deed, int]] = [
            (dice.uniform(0, seconds), self._read, number) for number in range(readers)
        ]
        writers = round(ideas_a_second * seconds)
        plan += [(dice.uniform(0, seconds), self._write, number) for number in range(writers)]
        wanted = dice.choices(self.pages, [page.share for page in self.pages], k=len(plan))
        fresh = [dice.random() < self.newcomers for _each in plan]
        under_way = set()
        for (at, deed, number), page, is_new in sorted(
            zip(plan, wanted, fresh, strict=True), key=lambda each: each[0][0]
        ):
            due = begun + at
            pause = due - time.perf_counter()
            if pause > 0.001:
                await asyncio.sleep(pause)
            task = asyncio.create_task(deed(number, due, page, is_new))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)

    async def _read(self, number: int, due: float, page: Page, is_new: bool) -> None:
        visitor = _address(number)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if not is_new and (tag := self.known_tags.get(page.path)):
            headers["If-None-Match"] = tag
        answer = await self.proxy.ask("GET", page.path, visitor=visitor, headers=headers)
        right = self.book.note(page.kind, answer, due, (200, 304))
        if right and (tag := answer.header("ETag")):
            self.known_tags[page.path] = tag
        if right and is_new and page.kind == "page":
            await self._fetch_files(answer, visitor)

    async def _fetch_files(self, answer: Answer, visitor: str) -> None:
        places = iter(dict.fromkeys(ASSET.findall(text_of(answer))))

        async def fetch() -> None:
            for place in places:
                begun = time.perf_counter()
                found = await self.proxy.ask("GET", place, visitor=visitor)
                self.book.note("file", found, begun)

        await asyncio.gather(*(fetch() for _each in range(PARALLEL)))

    async def _write(self, number: int, due: float, _page: Page, _is_new: bool) -> None:
        await self.hand_in(number, due=due)

    async def hand_in(self, number: int, *, due: float = 0, seconds: float = THINKING) -> None:
        """Open the form, think, send it, look at the receipt."""
        visitor, due = _address(100_000 + number), due or time.perf_counter()
        form = await self.proxy.ask("GET", "/ideen/neu/", visitor=visitor)
        if not self.book.note("form", form, due):
            return
        await asyncio.sleep(seconds)
        text = f"{MARK} {self.seed}-{number}: eine Bank am Markt, damit man dort sitzen kann"
        body = urlencode({**dict(HIDDEN.findall(text_of(form))), "text": text}).encode()
        cookies = "; ".join(each.split(";")[0] for each in form.headers("Set-Cookie"))
        headers = {"Content-Type": FORM, "Cookie": cookies}
        headers["Referer"] = f"https://{self.proxy.name}/ideen/neu/"
        begun = time.perf_counter()
        sent = await self.proxy.ask(
            "POST", "/ideen/neu/", visitor=visitor, headers=headers, body=body
        )
        place = sent.header("Location")
        if not self.book.note("idea", sent, begun, (302,)) or not place.startswith("/beleg/"):
            return
        self.book.texts.add(text)
        begun = time.perf_counter()
        receipt = await self.proxy.ask("GET", place, visitor=visitor, headers={"Cookie": cookies})
        self.book.note("receipt", receipt, begun)


def text_of(answer: Answer) -> str:
    """The body as text."""
    body = answer.body
    if answer.header("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(errors="replace")


def _address(number: int) -> str:
    """A visitor's address, of the range that RFC 2544 keeps for measuring."""
    at = number % (2 * 65_536)
    return f"198.{18 + at // 65_536}.{at // 256 % 256}.{at % 256}"
