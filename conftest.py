"""Fixtures of all tests: hypothesis without deadlines, the shared inputs, and no leftovers between tests."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.shared import SHARED

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say so where the shared test inputs are absent; only tests that need them are left out."""
    if SHARED.is_dir():
        return
    absent = pytest.mark.skip(reason=f"shared test inputs are not at {SHARED}")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(absent)
