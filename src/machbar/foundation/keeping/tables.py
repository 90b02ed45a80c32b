"""Rows as JSON lines and back, through the models of the migrations that a database has gone through.

One object a row, names of columns in order of the alphabet, rows in order of the primary key: the same rows give the
same bytes on SQLite and PostgreSQL, so their hash can be compared after a restore.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

# Made anew: who is signed in signs in again, the search index follows from the records, and the worker plans its tasks.
LEFT_OUT = frozenset(
    {
        *("django_session", "access_signin", "search_searchentry"),
        "django_tasks_database_dbtaskresult",
    }
)
ROWS = 500
Model = type[models.Model]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A table as it was written: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


def applied(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """The migrations that the database has gone through, in order of the alphabet."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def models_of(connection: BaseDatabaseWrapper) -> dict[str, Model]:
    """Every model that a backup holds, by its table, as the applied migrations left it."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    nodes = [node for node in executor.loader.applied_migrations if node in graph.nodes]
    found = executor.loader.project_state(nodes).apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: model
        for model in sorted(found, key=lambda each: each._meta.db_table)
        if model._meta.can_migrate(connection) and model._meta.db_table not in LEFT_OUT
    }


def write(model: Model, connection: BaseDatabaseWrapper, target: IO[bytes] | None) -> Written:
    """Write all rows (or only count and hash them)."""
    digest, count = hashlib.sha256(), 0
    for line in _lines(model, connection):
        digest.update(line)
        count += 1
        if target is not None:
            target.write(line)
    return Written(rows=count, sha256=digest.hexdigest())


def load(model: Model, connection: BaseDatabaseWrapper, lines: Iterable[bytes]) -> None:
    """Put the rows in as they are: no default, no signal. Raises `ValueError`, `KeyError`, `TypeError`."""
    fields = _fields(model)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    waiting: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in lines:
            row = json.loads(line, parse_float=float)
            waiting.append([_taken(field, row[field.column], connection) for field in fields])
            if len(waiting) == ROWS:
                cursor.executemany(statement, waiting)
                waiting = []
        if waiting:
            cursor.executemany(statement, waiting)


def empty(every: Iterable[Model], connection: BaseDatabaseWrapper) -> None:
    """Remove what the migrations themselves have put in; keys are checked when the transaction ends."""
    with connection.cursor() as cursor:
        for model in every:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def go_on_counting(every: Iterable[Model], connection: BaseDatabaseWrapper) -> None:
    """New rows get numbers behind the loaded ones (PostgreSQL must be told)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(every)):
            cursor.execute(statement)


def _fields(model: Model) -> list[Any]:
    fields = (each for each in model._meta.local_concrete_fields if not each.generated)
    return sorted(fields, key=lambda field: str(field.column))


def _lines(model: Model, connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    fields = _fields(model)
    names = [field.attname for field in fields]
    columns = [field.column for field in fields]
    rows: Any = models.QuerySet(model).using(connection.alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=ROWS):
        shown = dict(zip(columns, map(_shown, fields, row), strict=True))
        yield json.dumps(shown, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _shown(field: Any, value: object) -> object:
    if isinstance(field, models.JSONField):  # a field may read its numbers as decimals
        return json.loads(json.dumps(value, cls=field.encoder))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _taken(field: Any, value: Any, connection: BaseDatabaseWrapper) -> object:
    if isinstance(field, models.BinaryField):
        value = None if value is None else base64.b64decode(value, validate=True)
    elif not isinstance(field, models.JSONField):
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)
