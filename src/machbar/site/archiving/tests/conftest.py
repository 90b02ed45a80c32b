"""A data directory of its own for each test of the archive."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: Settings) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
