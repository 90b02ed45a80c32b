"""The migrated test database for processes of their own, so that none of them migrates for seconds.

On SQLite it lies in memory and is written to a file; on PostgreSQL it is the template of a new database.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString, Protocol
from urllib.parse import urlsplit


def write_test_database(file: Path) -> None:
    """The empty tables of the SQLite test database as a file; to be called where no transaction is open."""
    from django.db import connection

    from machbar.foundation.towns.models import Town

    assert not Town.objects.exists()  # nothing of another test may be in it
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)


def copy_test_database() -> "RenewedOnServer":
    """An empty copy of the PostgreSQL test database, to be removed; to be called where no transaction is open."""
    from django.db import connection

    source = str(connection.settings_dict["NAME"])
    # A database that is in use is no template.
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined] # only PostgreSQL has one
    url = urlsplit(os.environ["MACHBAR_DATABASE_URL"])._replace(path=f"/{source}_copy").geturl()
    copy = RenewedOnServer(url=url, beginning=source)
    copy.renew()
    return copy


class Renewed(Protocol):
    """A database that begins anew as often as wanted."""

    def keep(self) -> None:
        """What it holds now is what it begins with from now on; nobody may be connected."""

    def renew(self) -> None:
        """Begin anew."""

    def remove(self) -> None:
        """Leave nothing behind."""


@dataclass(frozen=True, kw_only=True)
class RenewedFile:
    """A file of SQLite with what lies beside it; ``beginning`` is a file of its own."""

    file: Path
    beginning: Path

    def keep(self) -> None:
        with closing(sqlite3.connect(self.file)) as held, closing(self._kept()) as kept:
            held.backup(kept)

    def renew(self) -> None:
        for end in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + end).unlink(missing_ok=True)
        self.file.write_bytes(self.beginning.read_bytes())

    def remove(self) -> None:
        self.file.unlink(missing_ok=True)

    def _kept(self) -> sqlite3.Connection:
        self.beginning.unlink()
        return sqlite3.connect(self.beginning)


@dataclass(kw_only=True)
class RenewedOnServer:
    """A database of a PostgreSQL; ``beginning`` is another one of the same server."""

    url: str
    beginning: str
    _is_ours: bool = False

    def keep(self) -> None:
        kept = f"{self.name}_kept"
        self._run("ALTER DATABASE {} RENAME TO {}", self.name, kept)
        self.beginning, self._is_ours = kept, True

    def renew(self) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self._run("CREATE DATABASE {} TEMPLATE {}", self.name, self.beginning)

    def remove(self) -> None:
        for name in [self.name, *([self.beginning] if self._is_ours else [])]:
            self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    @property
    def name(self) -> str:
        """The database of ``url``."""
        return urlsplit(self.url).path.lstrip("/")

    def _run(self, statement: LiteralString, *names: str) -> None:
        import psycopg
        from psycopg.sql import SQL, Identifier

        server = urlsplit(self.url)._replace(path="/postgres").geturl()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(SQL(statement).format(*(Identifier(name) for name in names)))
