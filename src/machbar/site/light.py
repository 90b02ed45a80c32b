"""Starting Django for a command: lightly, without touching the data directory, or fully, with the database ready."""

import os
import secrets
import sys
from collections.abc import Iterable

from machbar.site.commands.words import gettext


def set_up() -> None:
    """Django's translations and tools with a throw-away key, so that nothing is written anywhere."""
    os.environ.setdefault("MACHBAR_SECRET_KEY", secrets.token_urlsafe(64))
    _django()


def start(*, migrate: bool = False, may_be_behind: bool = False) -> None:
    """Django with the data directory; ``migrate`` brings the database to the newest state.

    ``may_be_behind`` is for looking only: neither the state of the database nor that of a demonstration ends it.

    Ends the process with status 2 and a sentence where something is not right (see `start_checks`).
    """
    _django()
    from machbar.site.start_checks import obstacles, real_towns_in_the_demo

    if may_be_behind:
        return

    _end_on(obstacles())
    if migrate:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
    elif _is_behind():
        _end_on(
            [
                gettext(
                    "The database is not at the state of this version. Please run: machbar migrate"
                )
            ]
        )
    _end_on(real_towns_in_the_demo())


def _django() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        _end_on([str(error)])


def _end_on(sentences: Iterable[str]) -> None:
    found = list(sentences)
    if found:
        print("\n".join(found), file=sys.stderr)
        sys.exit(2)


def _is_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
