"""The index beside the table: FTS5 with three triggers on SQLite, a generated tsvector with GIN on PostgreSQL.

`create_index` may run any number of times. Django does not know these parts: a migration that alters the table on
SQLite rebuilds it and loses the triggers, therefore it runs after every `migrate` as well.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "search_searchentry"
INDEX = "search_index"
TRIGGERS = ("search_entry_added", "search_entry_removed", "search_entry_changed")

_REMOVE = f"INSERT INTO {INDEX} ({INDEX}, rowid, terms) VALUES ('delete', old.key, old.terms);"  # noqa: S608
_ADD = f"INSERT INTO {INDEX} (rowid, terms) VALUES (new.key, new.terms);"  # noqa: S608
# Terms are our own, already folded; the tokenizer only cuts at blanks and keeps the underscore of marks.
_FTS = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5 (terms, content='{TABLE}', "
    "content_rowid='key', detail=none, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
)
_SQLITE = (
    _FTS,
    f"CREATE TRIGGER IF NOT EXISTS {TRIGGERS[0]} AFTER INSERT ON {TABLE} BEGIN {_ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS {TRIGGERS[1]} AFTER DELETE ON {TABLE} BEGIN {_REMOVE} END",
    f"CREATE TRIGGER IF NOT EXISTS {TRIGGERS[2]} AFTER UPDATE ON {TABLE} BEGIN {_REMOVE} {_ADD} END",
)
# The array form keeps PostgreSQL's own parser and dictionaries out: both databases hold exactly our terms.
_LEXEMES = (
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS lexemes tsvector GENERATED ALWAYS AS "
    "(array_to_tsvector(string_to_array(terms, ' '))) STORED"
)
_POSTGRESQL = (
    _LEXEMES,
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (lexemes)",
)


def create_index(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing of the index, and fill it where anything was missing."""
    if _has_all(connection):
        return
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)
    rebuild(connection)


def _has_all(connection: BaseDatabaseWrapper) -> bool:
    """Whether nothing is missing; asking needs no lock, while altering the table would wait for every reader."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema() AND indexname = %s",
                (INDEX,),
            )
            return bool(cursor.fetchone()[0])
        names = (INDEX, *TRIGGERS)
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name IN (%s, %s, %s, %s)", names)
        return bool(cursor.fetchone()[0] == len(names))


def is_whole(connection: BaseDatabaseWrapper) -> bool:
    """Whether the index holds exactly the terms of the table; a generated column always does."""
    if connection.vendor == "postgresql":
        return True
    from django.db import DatabaseError

    check = f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
    try:
        with connection.cursor() as cursor:
            cursor.execute(check)
    except DatabaseError:
        return False
    return True


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Make the index anew from the table."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")  # noqa: S608


def compact(connection: BaseDatabaseWrapper) -> None:
    """Write the index as one piece, without the terms of what was removed; PostgreSQL's has no such rests."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")  # noqa: S608
