"""A new database is built at once; it must be the one that every migration would have made."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.database_shape import parts

SERVER = os.environ.get("MACHBAR_DATABASE_URL", "")


class Shape(TypedDict):
    """What `tests.database_shape` prints."""

    schema: list[str]
    rows: dict[str, list[str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    return made(tmp_path_factory.mktemp("built"), "built")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    return made(tmp_path_factory.mktemp("walked"), "walked")


def made(folder: Path, way: str) -> Shape:
    """The shape of an empty database after `migrate`, in a process of its own."""
    with empty_database(way) as address:
        done = subprocess.run(
            [sys.executable, "-m", "tests.database_shape", way],
            env={**os.environ, **address, "MACHBAR_DATA": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    shape: Shape = json.loads(done.stdout)
    return shape


@contextmanager
def empty_database(way: str) -> Iterator[dict[str, str]]:
    """The address of a new database on the server of the tests; SQLite makes its own file."""
    if not SERVER:
        yield {}
        return
    import psycopg

    name = f"machbar_{way}_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            address = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
            yield {"MACHBAR_DATABASE_URL": address}
        finally:
            connection.execute(f"DROP DATABASE {name}")


def test_a_new_database_has_the_same_tables_as_one_that_walked_through_every_migration(
    built: Shape, walked: Shape
) -> None:
    assert built["schema"] == walked["schema"]


def test_a_new_database_holds_the_same_rows_as_one_that_walked_through_every_migration(
    built: Shape, walked: Shape
) -> None:
    assert built["rows"] == walked["rows"]
    assert [
        table for table in ("django_migrations", "auth_permission") if not built["rows"][table]
    ] == []


def test_the_columns_and_constraints_of_a_table_are_told_apart() -> None:
    sql = 'CREATE TABLE "a" ("b" integer, "c" decimal(3, 2), CONSTRAINT "d" CHECK ("b" IN (1, 2)))'

    assert parts(sql) == [
        'CREATE TABLE "a"',
        '"b" integer',
        '"c" decimal(3, 2)',
        'CONSTRAINT "d" CHECK ("b" IN (1, 2))',
    ]
