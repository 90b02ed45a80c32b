"""A backup before the database changes: taken by whatever migrates it, on a server that has a town."""

import shutil
from collections.abc import Iterator
from pathlib import Path

TIMES = 3
"""Free room on the disk before a migration, in sizes of the database: the backup, the new tables, and air."""


def obstacles_to_migration() -> Iterator[str]:
    """Back everything up; what stands in the way of that, in a sentence. Nothing where nothing would change."""
    from django.conf import settings

    from machbar.foundation.keeping import memory

    if settings.DEMO or not _has_town():
        return
    before = memory.begun_update()
    if before is not None:  # the first try left half of the new tables: that backup is the good one
        print(_lies_there(before))
        return
    yield from _little_room()
    yield from _not_backed_up()


def migration_succeeded() -> None:
    """The next migration begins with a backup of its own."""
    from machbar.foundation.keeping import memory

    memory.end_update()


def _has_town() -> bool:
    from django.db import connection

    if "towns_town" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:  # the model may know columns that are still to come
        cursor.execute("SELECT count(*) FROM towns_town")
        return bool(cursor.fetchone()[0])


def _little_room() -> Iterator[str]:
    from django.utils.translation import gettext as _

    from machbar.foundation.keeping.choices import chosen

    folder = chosen().folder
    there = next(each for each in (folder, *folder.parents) if each.exists())
    needed, free = TIMES * _size_of_database(), shutil.disk_usage(there).free
    if free < needed:
        yield _(
            "The database is not changed: %(free)d MB are free in %(folder)s, and an update needs %(needed)d MB, "
            "three times the database. Make room, or name another folder for the backup in MACHBAR_BACKUP_FOLDER."
        ) % {"free": free // 1_000_000, "needed": needed // 1_000_000 + 1, "folder": there}


def _size_of_database() -> int:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    main = Path(connection.settings_dict["NAME"])
    files = [main, main.with_name(f"{main.name}-wal")]
    return sum(each.stat().st_size for each in files if each.exists())


def _not_backed_up() -> Iterator[str]:
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from machbar.foundation.keeping import container, memory, shelf
    from machbar.foundation.keeping.backup import make
    from machbar.foundation.keeping.choices import chosen
    from machbar.foundation.keeping.exceptions import KeepingError
    from machbar.foundation.keeping.reasons import reason_of

    now, choices = timezone.now(), chosen()
    try:
        path = shelf.new_path(choices.folder, now, before_update=True)
        make(path, passphrase=choices.passphrase, now=now)
        container.check(path, choices.passphrase)
        memory.begin_update(path)
        shelf.clear(choices.folder, choices.keep)
    except (KeepingError, OSError) as error:
        yield _("The database is not changed, because it could not be backed up first: %(why)s") % {
            "why": f"{reason_of(error)}." if isinstance(error, OSError) else error
        }
    else:
        print(_lies_there(path))


def _lies_there(path: Path) -> str:
    from django.utils.translation import gettext as _

    return _("What was there before this update lies in %(path)s.") % {"path": path}
