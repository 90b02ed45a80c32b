"""10,000 readers in a minute and 20 ideas a second (trust.md, F15), against the real server on this machine only.

`python -m benchmarks.load` starts MachBar as `machbar serve` does (two web processes, the worker) with an invented
town on SQLite, then on PostgreSQL, and a bare Django page with the same web server. Readers and people with an idea
come as through the proxy of `deploy/`, each from an address of their own. Every idea that was acknowledged must be in
the database afterwards. `--help` names what can be changed; seconds and readers shrink together for a short look.
"""

import argparse
import asyncio
import json
import re
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load.client import Proxy
from benchmarks.load.costs import tell_costs
from benchmarks.load.people import STRANGE, Book, Crowd, Page, text_of
from benchmarks.load.serving import (
    NAME,
    Groups,
    House,
    megabytes,
    postgres,
)
from machbar.site.commands.serve import web_server

BARE = "benchmarks.load.bare:application"
WARM = 3.0  # seconds before it counts


def main(words: Sequence[str] | None = ()) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, help="10,000 a minute if left out")
    parser.add_argument("--ideas", type=float, default=20, help="a second")
    parser.add_argument("--newcomers", type=float, default=0.5, help="share with an empty browser")
    parser.add_argument("--stock", type=int, default=1_000, help="ideas on the wall before")
    parser.add_argument("--drawn", action="store_true", help="as if no page were kept")
    parser.add_argument("--only", choices=["bare", "sqlite", "postgresql"])
    chosen = parser.parse_args(words)
    chosen.readers = chosen.readers or round(10_000 * chosen.seconds / 60)
    with tempfile.TemporaryDirectory(prefix="machbar-load-") as name:
        Path(name).chmod(0o755)
        for kind in ("bare", "sqlite", "postgresql"):
            if chosen.only in {None, kind}:
                _measure(kind, Path(name) / kind, chosen)


def _measure(kind: str, folder: Path, chosen: argparse.Namespace) -> None:
    folder.mkdir()
    with ExitStack() as stack:
        database, its_process = "", 0
        if kind == "postgresql":
            database, its_process = stack.enter_context(postgres(folder / "postgresql"))
        house = House(folder=folder, database=database)
        if kind == "bare":
            house.run("benchmarks.load.bare")
            _python, _m, *command = web_server("127.0.0.1", house.port, 2, BARE)
            house.start(*command)
        else:
            house.fill(ideas=chosen.stock, projects=max(10, chosen.stock // 10))
            house.start("machbar", "serve", "--port", str(house.port))
        stack.callback(house.stop)
        assert house.process is not None
        groups = Groups(served=house.process.pid, database=its_process)
        book = asyncio.run(_run(kind, house, chosen, groups))
        if kind != "bare":
            _compare(house, book)


async def _run(kind: str, house: House, chosen: argparse.Namespace, groups: Groups) -> Book:
    proxy = Proxy(port=house.port, name=NAME)
    pages = [Page(path="/", share=1)] if kind == "bare" else await pages_of(proxy)
    writes = 0 if kind == "bare" else chosen.ideas
    warm = Crowd(proxy=proxy, pages=pages, newcomers=0, seed=2)
    await warm.come(readers=round(30 * WARM), ideas_a_second=min(writes, 2), seconds=WARM)
    crowd = Crowd(proxy=proxy, pages=pages, newcomers=0 if kind == "bare" else chosen.newcomers)
    crowd.known_tags, crowd.cookie = warm.known_tags, STRANGE if chosen.drawn else ""
    if kind != "bare":
        print(f"{kind}: milliseconds of CPU a request")
        await tell_costs(proxy, warm, groups)
    before, own = groups.cpu(), time.process_time()
    begun = time.perf_counter()
    await crowd.come(readers=chosen.readers, ideas_a_second=writes, seconds=chosen.seconds)
    lasted, own = time.perf_counter() - begun, time.process_time() - own
    after = groups.cpu()
    proxy.close()
    _tell(kind, crowd, chosen, lasted)
    shares = {name: after[name] - before[name] for name in after} | {"measuring": own}
    said = ", ".join(f"{name} {used:.1f} s" for name, used in shares.items() if used)
    memory = max(map(megabytes, groups.members()["web"]))
    print(f"  CPU: {said}, of {2 * lasted:.0f} s on two cores; largest web process {memory:.0f} MB")
    crowd.book.texts |= warm.book.texts
    return crowd.book


async def pages_of(proxy: Proxy) -> list[Page]:
    """What readers open, and how many of a hundred do: after a post about one project, say."""
    wall = await proxy.ask("GET", "/ideen/", visitor="198.18.0.1")
    index = await proxy.ask("GET", "/projekte/", visitor="198.18.0.1")
    ideas = list(dict.fromkeys(re.findall(r'href="(/ideen/[a-z0-9]{10}/)', text_of(wall))))
    projects = list(dict.fromkeys(re.findall(r'href="(/projekte/[a-z0-9]{10}/)', text_of(index))))
    return [
        Page(path="/", share=30),
        Page(path="/ideen/", share=20),
        Page(path="/projekte/", share=10),
        Page(path="/raeume/", share=4),
        Page(path="/ueber-uns/", share=2),
        *(Page(path=path, share=20) for path in projects[:1]),
        *(Page(path=path, share=1) for path in projects[1:6]),
        *(Page(path=path, share=1) for path in ideas[:6]),
        Page(path="/feed.atom", share=2, kind="feed"),
        Page(path="/projekte/feed.atom", share=1, kind="feed"),
    ]


def _tell(kind: str, crowd: Crowd, chosen: argparse.Namespace, lasted: float) -> None:
    book = crowd.book
    asked = sum(map(len, book.times.values()))
    wrong = ", ".join(f"{count} × {what}" for what, count in book.wrong.items()) or "none"
    print(
        f"{kind}: {chosen.readers} readers in {chosen.seconds:.0f} s, {asked} requests in {lasted:.1f} s"
        f" ({asked / lasted:.0f}/s), {book.bytes / 1_000_000:.0f} MB, at most {crowd.proxy.most_open} connections;"
        f" errors: {wrong}"
    )
    for name, times in sorted(book.times.items()):
        marks = "  ".join(f"p{share} {_at(times, share):7.1f}" for share in (50, 95, 99))
        print(f"  {name:<8} {len(times):>6}  {marks}  max {max(times):7.1f} ms", flush=True)


def _at(times: Sequence[float], share: int) -> float:
    """The time within which so many of a hundred were answered."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def _compare(house: House, book: Book) -> None:
    found = json.loads(house.run("benchmarks.load.found"))
    lost = book.texts - set(found)
    doubled = len(found) - len(set(found))
    print(
        f"  {len(book.texts)} ideas acknowledged, {len(found)} in the database, lost: {len(lost)},"
        f" twice: {doubled}"
    )
    assert not lost, sorted(lost)[:3]
    assert not doubled
