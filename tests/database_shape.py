"""What a database holds, as text: `python -m tests.database_shape built|walked` makes one and prints it.

Both are the product's own `migrate`: `built` on an empty database, `walked` on one that has a table already (that in
which migrations are noted), so that every migration is walked through. The database is that of the environment
(MACHBAR_DATA or MACHBAR_DATABASE_URL) and must be empty. The order of columns in a table does not count.
"""

import json
import os
import sys
from collections.abc import Iterator

# When a migration was noted, and in which order, is the only thing that may differ.
NOT_COMPARED = {("django_migrations", "applied"), ("django_migrations", "id")}


def main(way: str) -> None:
    """Make the database in this way and print its shape."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "machbar.site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    if way == "walked":
        MigrationRecorder(connection).ensure_schema()
    call_command("migrate", verbosity=0)
    json.dump({"schema": sorted(schema()), "rows": _rows()}, sys.stdout)


def schema() -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
            for kind, name, table, sql in cursor.fetchall():
                text = "; ".join(sorted(parts(sql or ""))) if kind == "table" else sql
                yield f"{kind} {name} on {table}: {text}"
            return
        for query in POSTGRESQL:
            cursor.execute(query)
            yield from (" | ".join(map(str, row)) for row in cursor.fetchall())


POSTGRESQL = (
    """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity,
       collation_name FROM information_schema.columns WHERE table_schema = current_schema()""",
    """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = current_schema()::regnamespace""",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "SELECT tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    """SELECT oid::regprocedure, prosrc FROM pg_proc
       WHERE pronamespace = current_schema()::regnamespace""",
    "SELECT extname FROM pg_extension",
)


def parts(sql: str) -> list[str]:
    """The text split at the commas of its outermost parentheses: columns and constraints of a CREATE TABLE."""
    depth = 0
    found = [""]
    for sign in sql:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 1 and sign in "(,":
            found.append("")
        else:
            found[-1] += sign
    found[-1] = found[-1].removesuffix(")")
    return [" ".join(part.split()) for part in found]


def _rows() -> dict[str, list[str]]:
    """Every row of every table, its columns by name."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            found[table] = sorted(
                json.dumps(
                    {
                        name: str(value)
                        for name, value in zip(names, row, strict=True)
                        if (table, name) not in NOT_COMPARED
                    },
                    sort_keys=True,
                )
                for row in cursor.fetchall()
            )
    return found


if __name__ == "__main__":
    main(sys.argv[1])
