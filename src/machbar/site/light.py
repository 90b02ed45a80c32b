"""Starting Django for a command: lightly, without touching the data directory, or fully, with the database ready."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from machbar.foundation.keeping import presence
from machbar.site import environment
from machbar.site.commands.words import gettext


def set_up() -> None:
    """Django's translations and tools with a throw-away key, so that nothing is written anywhere."""
    os.environ.setdefault("MACHBAR_SECRET_KEY", secrets.token_urlsafe(64))
    _django()


def start(
    *,
    migrate: bool = False,
    may_be_behind: bool = False,
    may_be_new: bool = False,
    without_backup: bool = False,
) -> None:
    """Django with the data directory; ``migrate`` brings the database to the newest state, after a backup.

    Whatever does not begin an installation (``migrate``, ``may_be_new``) ends where there is none, and makes none.
    ``may_be_behind`` is for looking only: neither the state of the database nor that of a demonstration ends it.

    Ends the process with status 2 and a sentence where something is not right (see `start_checks`).
    """
    if not (migrate or may_be_new):
        _end_on(_nothing_here())
    _django()
    from machbar.site.start_checks import obstacles, real_towns_in_the_demo

    if may_be_behind:
        return

    _end_on(obstacles())
    if migrate:
        _migrate(without_backup=without_backup)
    elif _is_behind():
        _end_on(
            [
                gettext(
                    "The database is not at the state of this version. Please run: machbar migrate"
                )
            ]
        )
    _end_on(real_towns_in_the_demo())


def serve_here() -> None:
    """Before a server or worker reads anything: end what a restore left undone, and keep the next one out.

    Knows no Django. Ends the process with status 2 and a sentence while a restore is at work.
    """
    data = environment.folder("MACHBAR_DATA", Path("data"))
    finish_restore(data)
    try:
        presence.hold(data, alone=False)
    except presence.Occupied:
        _end_on([gettext("A restore is at work here. Please start again when it has ended.")])


def finish_restore(data: Path) -> None:
    """Let a process of its own end a restore that died while it exchanged the data: the settings read them."""
    if not presence.is_swap_open(data):
        return
    ended = subprocess.run(
        [sys.executable, "-c", "from machbar.site.light import finish_now; finish_now()"],
        check=False,
    )
    if ended.returncode:
        _end_on(
            [
                gettext(
                    "A restore was interrupted here and could not be finished. The reason is above."
                )
            ]
        )
    print(gettext("An interrupted restore was finished now."), file=sys.stderr)


def finish_now() -> None:
    """Put the rest of the new data in the place of the old."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machbar.site.settings")
    django.setup()
    from django.conf import settings

    from machbar.foundation.keeping import swapping

    swapping.finish(settings.DATA)


def _nothing_here() -> Iterator[str]:
    """No installation where this process looks: without its variables a command looks in the wrong place."""
    from django.apps import apps

    data = environment.folder("MACHBAR_DATA", Path("data"))
    marks = [data / "keys", data / "machbar.sqlite3"]
    # Who says where key or database are, is in the right place.
    said = ("MACHBAR_SECRET_KEY", "MACHBAR_DATABASE_URL")
    is_sure = apps.ready or any(environment.text(name, "") for name in said)
    if not is_sure and not any(mark.exists() for mark in marks):
        yield gettext(
            "In %(folder)s there is no installation. Where is it? Name its folder in MACHBAR_DATA; a service has its "
            "variables in a file such as /etc/machbar.env. A new one begins with: machbar serve, or machbar setup"
        ) % {"folder": data}


def _django() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        finish_restore(environment.folder("MACHBAR_DATA", Path("data")))
        django.setup()
    except ImproperlyConfigured as error:
        _end_on([str(error)])


def _migrate(*, without_backup: bool) -> None:
    from django.core.management import call_command

    from machbar.site.upgrading import migration_succeeded, obstacles_to_migration

    if _is_behind():
        if not without_backup:
            _end_on(obstacles_to_migration())
        print(
            gettext("The tables are brought to this version; that takes a moment."), file=sys.stderr
        )
    call_command("migrate", verbosity=0, interactive=False)
    migration_succeeded()


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
