"""Django's name for this package; after every migration the index is there."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    """The app `search`."""

    name = "machbar.foundation.search"

    def ready(self) -> None:
        """Altering a table rebuilds it on SQLite and drops its triggers without a word: look after every migration."""
        post_migrate.connect(_after_migration, sender=self)


def _after_migration(*, using: str, **_rest: object) -> None:
    from machbar.foundation.search.index import create_index
    from machbar.foundation.search.models import SearchEntry

    connection = connections[using]
    if SearchEntry._meta.db_table in connection.introspection.table_names():
        create_index(connection)
