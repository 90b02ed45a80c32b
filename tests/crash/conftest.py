"""What the tests share that kill a process step by step."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import copy_test_database, write_test_database


@pytest.fixture(scope="module")
def beginning(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The migrated database that each round begins with: a file, or the name of one on PostgreSQL."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            copy = copy_test_database()
        yield copy.name
        copy.remove()
        return
    file = tmp_path_factory.mktemp("database") / "beginning"
    with django_db_blocker.unblock():
        write_test_database(file)
    yield str(file)
