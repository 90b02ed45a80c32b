"""The same deed from several threads at once, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

THREADS = 6
ROUNDS = 10
T = TypeVar("T")


def at_once(deed: Callable[[int], T], *, times: int = 1) -> list[T]:
    """Each of the threads does the deed this many times; all results."""
    from django.db import connections

    def work(thread: int) -> list[T]:
        try:
            return [deed(thread) for _ in range(times)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return [result for results in pool.map(work, range(THREADS)) for result in results]
