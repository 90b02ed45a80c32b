"""What the database itself says of its state: pages and indexes whole (SQLite), no key into nowhere (both)."""

from collections.abc import Iterator

from django.db import IntegrityError, connection, transaction


def database_troubles() -> Iterator[str]:
    """One line for each thing that is wrong; nothing where all is well."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (str(line) for (line,) in cursor.fetchall() if line != "ok")
    try:
        with transaction.atomic():
            connection.check_constraints()
    except IntegrityError as error:
        yield str(error)
