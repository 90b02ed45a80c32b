"""A town that is set up once, and a server over a copy of it, for all tests that serve it for real."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.crash.server import Server


@pytest.fixture(scope="session")
def set_up_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a town, made once and only copied."""
    from tests.crash.people import SETUP
    from tests.crash.server import Server

    folder = tmp_path_factory.mktemp("town")
    done = Server(folder=folder).run("setup", *SETUP)
    assert done.returncode == 0, done.stderr
    return folder / "data"


@pytest.fixture
def server(tmp_path: Path, set_up_town: Path) -> "Iterator[Server]":
    """Not yet started; what runs of it in the end is killed."""
    from tests.crash.server import Server

    shutil.copytree(set_up_town, tmp_path / "data")
    made = Server(folder=tmp_path)
    yield made
    made.kill()
