"""The same work for many things, by as many processes as there are cores, with the same answers in the same order.

Processes are forked, so that they share the encoder and a prepared catalogue without a copy; only the things and the
answers travel. Where forking is not possible, or is not worth it, one process does it all.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Each process comes to hold a part of the memory for itself, so a large server does not start one a core.
MOST = 4

# What the forking process does at the moment: a forked one finds it here, whatever types it takes and gives.
_work: list[Callable[[Any], Any]] = []


def cores() -> int:
    """How many cores this process may use, at most four; 1 where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def in_order(
    work: Callable[[T], R], things: Sequence[T], *, workers: int, together: int
) -> Iterator[R]:
    """``work`` of each thing, in their order; ``together`` of them go to a process at once.

    ``work`` must give the same answer wherever it runs. It may be any function: a forked process has it already.
    """
    if workers < 2 or len(things) <= together:
        yield from map(work, things)
        return
    _work.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield from pool.imap(_by_last, things, chunksize=together)
    finally:
        _work.pop()


def _by_last(thing: object) -> Any:
    return _work[-1](thing)
