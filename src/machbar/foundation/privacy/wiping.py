"""After rows are gone: nothing of them stays in the search, in free pages or the log of the database, in archives."""

import time

from django.conf import settings
from django.db import OperationalError, connection
from django_tasks import task

from machbar.foundation.keeping.files import forget_archives
from machbar.foundation.search import index
from machbar.foundation.search.services import mend
from machbar.foundation.surfaces.asking import findables
from machbar.foundation.surfaces.registry import all_modules

TRIES = 20
PAUSE = 0.1  # seconds


def wipe() -> bool:
    """Compare the search with the records, then write the database anew without what was deleted.

    False where a reader was in the way (SQLite): the rests go with the next checkpoint. Never inside a transaction.
    """
    forget_archives(settings.DATA)
    for each in findables(all_modules()):
        mend(each)
    index.compact(connection)
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    except OperationalError:
        return False
    return any(_is_log_empty() for _try in range(TRIES))


def _is_log_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = bool(cursor.fetchone()[0])
    if is_busy:
        time.sleep(PAUSE)
    return not is_busy


@task()
def wipe_rests() -> bool:
    """The worker's part of an erasure on a page; may run any number of times."""
    return wipe()
