"""A folder of one's own for what the server keeps beside its database."""

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture
def own_data(tmp_path: Path, settings: Settings) -> None:
    """Nothing is kept yet, and nobody has tried anything before."""
    settings.DATA = tmp_path
    cache.clear()
