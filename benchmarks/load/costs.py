"""What one request of each kind costs the server in CPU: a figure that holds on a machine that others use as well."""

from collections.abc import Awaitable, Callable, Mapping

from benchmarks.load.client import Answer, Proxy
from benchmarks.load.people import ASSET, STRANGE, Crowd, text_of
from benchmarks.load.serving import Groups

TURNS = 60
DRAWN = {"Cookie": STRANGE}


async def tell_costs(proxy: Proxy, crowd: Crowd, groups: Groups) -> None:
    """Print milliseconds of CPU of all web processes, the worker and the database, a request."""
    home = await proxy.ask("GET", "/", visitor="198.18.0.1")
    file = next(iter(ASSET.findall(text_of(home))))
    project = next((each.path for each in crowd.pages if each.path.count("/") == 3), "/projekte/")

    def get(path: str, headers: Mapping[str, str]) -> Callable[[int], Awaitable[Answer]]:
        return lambda number: proxy.ask(
            "GET", path, visitor=f"198.18.9.{number % 250}", headers=headers
        )

    async def write(number: int) -> None:
        await crowd.hand_in(900_000 + number, seconds=0)

    kinds: dict[str, Callable[[int], Awaitable[object]]] = {
        "home, drawn": get("/", DRAWN),
        "wall, drawn": get("/ideen/", DRAWN),
        "project, drawn": get(project, DRAWN),
        "wall, kept": get("/ideen/", {}),
        "one file": get(file, {}),
        "the form": get("/ideen/neu/", {}),
        "form, idea, receipt": write,
    }
    for name, ask in kinds.items():
        for number in range(5):
            await ask(number)
        before = groups.cpu()
        for number in range(TURNS):
            await ask(5 + number)
        after = groups.cpu()
        parts = ", ".join(f"{key} {(after[key] - before[key]) * 1000 / TURNS:.1f}" for key in after)
        print(f"  {name:<20} {parts} ms", flush=True)
