"""The names under which the server answers: those that were set, and those of its towns, without a new start.

Django asks for them with every request. The names that were set come first, so that no query is made for them; those
of the towns are read at most once in a few seconds by each process, whatever names strangers try.
"""

import time
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import DatabaseError

FRESH_SECONDS = 5.0


class Hosts(list[str]):
    """A list of names (Django takes nothing else) that ends with those of the towns."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(names)
        self._of_towns: tuple[str, ...] = ()
        self._read_at = float("-inf")

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()
        yield from self._towns()

    def __contains__(self, name: object) -> bool:
        return any(name == each for each in self)

    def _towns(self) -> tuple[str, ...]:
        if apps.ready and time.monotonic() - self._read_at >= FRESH_SECONDS:
            from machbar.foundation.towns.selectors import town_hosts

            # First the clock: while one thread reads, the others take what is there.
            self._read_at = time.monotonic()
            try:
                # `*` and `.example.de` would stand for more than one name.
                self._of_towns = tuple(host for host in town_hosts() if host[0].isalnum())
            except DatabaseError:
                # Without the database no page is drawn anyway, and what is wrong with it is said elsewhere.
                return self._of_towns
        return self._of_towns
