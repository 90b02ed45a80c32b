"""Fixtures of all tests: hypothesis without deadlines, the shared inputs, and no leftovers between tests."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.shared import SHARED

if TYPE_CHECKING:
    from machbar.foundation.media.tests.bucket_server import BucketServer

settings.register_profile(
    "normal", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("MACHBAR_HYPOTHESIS", "normal"))


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """Every test begins in German, whatever the one before it activated."""
    from django.utils import translation

    with translation.override("de"):
        yield


@pytest.fixture(scope="session")
def bucket_server(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[BucketServer]":
    """A store that speaks S3, for all tests of this process; each takes a folder of its own in it."""
    from machbar.foundation.media.tests.bucket_server import BucketServer

    server = BucketServer(folder=tmp_path_factory.mktemp("store") / "buckets")
    server.start()
    yield server
    server.stop()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--only-database`: for a second database, on which the rest would find the same again."""
    parser.addoption("--only-database", action="store_true", help="only tests that ask a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the options do not ask for, and say so where the shared test inputs are absent."""
    if config.getoption("--only-database"):
        asking = [item for item in items if asks_a_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
        items[:] = asking
    # The longest tests begin first: so no worker is left alone with one of them at the end.
    # Those of the permission table stay together: they share two towns, which take some seconds to make.
    items.sort(
        key=lambda item: (item.path.name != "test_sweep.py", item.path.parent.name != "permissions")
    )
    _leave_out_what_needs_shared_inputs(items)


def asks_a_database(item: pytest.Item) -> bool:
    """Whether the test is marked for a database, or uses one through a fixture, or is Django's own kind of test."""
    from django.test import SimpleTestCase

    names = set(getattr(item, "fixturenames", ()))
    kind = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or bool(names & {"db", "transactional_db", "django_db_setup"})
        or (kind is not None and issubclass(kind, SimpleTestCase))
    )


def _leave_out_what_needs_shared_inputs(items: list[pytest.Item]) -> None:
    """Only tests that need them."""
    if SHARED.is_dir():
        return
    absent = pytest.mark.skip(reason=f"shared test inputs are not at {SHARED}")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(absent)
