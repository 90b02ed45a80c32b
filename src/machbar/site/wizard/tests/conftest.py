"""A town that is being set up, and a data directory of its own for each test."""

from pathlib import Path

import pytest
from pytest_django import Settings

from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town
from machbar.modules.projects.vocabularies import add_vocabularies


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: Settings) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def town() -> Town:
    made = make_town(is_public=False)
    add_vocabularies(town=made)
    return made
