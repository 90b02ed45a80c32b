"""No page costs more because the town has more: the same queries and the same objects at a hundred rows and at many.

The rows of the sweep say which pages there are and who looks at them, so that a new page is measured at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.search.likeness import MOST_LIKE as MOST_CANDIDATES
from machbar.foundation.surfaces.registry import modules_of
from machbar.site.populating import Load, populate
from tests.journeys import sights
from tests.journeys.sights import Eyes, Sight
from tests.journeys.towns import Place, filled_town

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOUSE, EACH_MODULE = 8, 2  # performance.md: queries of a page that shows surfaces
MORE_OBJECTS = (
    30  # other rows on the page, with other slots and photos, and never one more page of them
)


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one page took: queries, and objects of the database that were built."""

    queries: int
    objects: int


class _Counter:
    def __init__(self) -> None:
        self.built = 0

    def __call__(self, **_more: object) -> None:
        self.built += 1


@contextmanager
def counting_objects() -> Iterator[_Counter]:
    """Count every model instance that is made."""
    counter = _Counter()
    post_init.connect(counter, weak=False)
    try:
        yield counter
    finally:
        post_init.disconnect(counter)


def _clients(place: Place) -> dict[Eyes, Client]:
    clients = {eyes: Client() for eyes in Eyes}
    clients[Eyes.TEAM].force_login(place.team, backend=BACKEND)
    clients[Eyes.LOTSE].force_login(place.lotse, backend=BACKEND)
    clients[Eyes.DEVICE].cookies[DEVICE_COOKIE] = place.device
    return clients


def _costs(place: Place, rows: list[Sight]) -> dict[str, Cost]:
    clients = _clients(place)
    costs = {}
    for row in rows:
        client = clients[row.eyes]
        client.get(
            row.path(place)
        )  # what is kept for the next request is kept in both measurements
        with counting_objects() as counter, CaptureQueriesContext(connection) as captured:
            answer = client.get(row.path(place))
        assert answer.status_code == row.status, row
        costs[str(row)] = Cost(queries=len(captured), objects=counter.built)
    return costs


def _pages() -> list[Sight]:
    rows = (*sights.ALWAYS, *sights.FILLED)
    return [row for row in rows if row.attempt is None and "token" not in row.route]


def _grow(place: Place, load: Load, seed: int) -> None:
    populate(town=place.town, load=load, seed=seed, at=timezone.now(), tell=lambda *_progress: None)


def _more_objects(name: str) -> int:
    """Pages that look for kin read as many candidates as there are, up to a limit, and no more of them."""
    looks_for_kin = any(page in name for page in ("ideas:kin", "ideas:talk", "queue", "counter"))
    return 2 * MOST_CANDIDATES if looks_for_kin else MORE_OBJECTS


def _compare(small: Load, large: Load) -> None:
    place, rows = filled_town(), _pages()
    _grow(place, small, 1)
    before = _costs(place, rows)
    _grow(place, large, 2)
    after = _costs(place, rows)
    most = HOUSE + EACH_MODULE * len(modules_of(place.town))
    assert {name: cost.queries for name, cost in after.items() if cost.queries > most} == {}
    assert {
        name: (cost, after[name])
        for name, cost in before.items()
        if after[name].queries > cost.queries
    } == {}
    assert {
        name: (cost, after[name])
        for name, cost in before.items()
        if after[name].objects > cost.objects + _more_objects(name)
    } == {}


def test_pages_cost_the_same_in_a_town_with_ten_times_as_much() -> None:
    _compare(Load(ideas=150, projects=60), Load(ideas=1_500, projects=600))


@pytest.mark.long
def test_pages_cost_the_same_with_ten_thousand_ideas_and_a_thousand_projects() -> None:
    _compare(
        Load(ideas=150, projects=60),
        Load(ideas=10_000, projects=1_000, programmes=1_000),
    )
