"""Starting Django for a command: lightly, without touching the data directory, or fully, with the database ready."""

import os
import secrets
import sys


def set_up() -> None:
    """Django's translations and tools with a throw-away key, so that nothing is written anywhere."""
    os.environ.setdefault("MACHBAR_SECRET_KEY", secrets.token_urlsafe(64))
    import django

    django.setup()


def start(*, migrate: bool = False) -> None:
    """Django with the data directory; ``migrate`` brings the database to the newest state."""
    import django

    django.setup()
    if migrate:
        from django.conf import settings
        from django.core.management import call_command

        settings.DATA.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
    elif _is_behind():
        print(
            "The database is not at the state of this version. Please run: machbar migrate",
            file=sys.stderr,
        )
        sys.exit(2)


def _is_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
