"""A database without a single table gets its tables at once, and every migration noted as applied.

The tables are those of the state to which all migrations lead. Walking there step by step costs an empty database
ten times as much, for the same result: a test holds both ways against each other, column by column and row by row.
A database with any table goes through its migrations, as ever. See docs/decisions/0010-new-databases.md.
"""

from collections.abc import Iterator

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def build_if_empty(alias: str) -> bool:
    """Make all tables in the database ``alias`` if it has none; whether it did.

    All of it is one transaction: a process that dies in between leaves an empty database behind.
    """
    connection = connections[alias]
    connection.prepare_database()
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    with connection.schema_editor() as editor:
        editor.create_model(MigrationRecorder.Migration)
        for model in _models(executor, connection):
            editor.create_model(model)
        for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
            executor.record_migration(migration)
    return True


def _models(
    executor: MigrationExecutor, connection: BaseDatabaseWrapper
) -> Iterator[type[models.Model]]:
    """Every model after the last migration whose table belongs into this database.

    Taken from the migrations, not from today's classes, which differ in small things (such as the width of the keys of
    tables between two models). Those tables come with one of their two models.
    """
    for model in executor.loader.project_state().apps.get_models():
        if model._meta.can_migrate(connection) and router.allow_migrate_model(
            connection.alias, model
        ):
            yield model
