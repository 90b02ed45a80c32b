"""A command in a process that is killed at its n-th step, and then once more; started by `test_command_kills`.

For each n the database begins anew and `machbar import` or `machbar migrate` runs until SIGKILL (`steps`). What is
there then is written down, the same command runs again, and what is there at the end is written down, too.
"""

import contextlib
import gc
import io
import itertools
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.crash.answering import database_of, forked
from tests.crash.steps import KILLED, count_steps
from tests.databases import Renewed

LINES = 12
BEHIND = (("premises", "0003"), ("ideas", "0010"), ("towns", "0004"))
"""Where a house stood before its update: three apps whose newest migrations change tables that are in use."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A command as it is typed, what must be there before, and how one sees what it did."""

    words: Callable[[Path], tuple[str, ...]]
    before: Callable[[], None]
    look: Callable[[], object]


def set_up(folder: Path) -> None:
    """Django with a data directory of its own in ``folder``, on SQLite or the server of the environment."""
    os.environ["MACHBAR_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()


def a_town() -> None:
    """What both commands find: a town with one idea."""
    from django.utils import timezone

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.testing import make_town
    from machbar.modules.ideas.services import hand_in_idea

    by = Actor(town=make_town(key="lutterstadt"))
    hand_in_idea(by=by, at=timezone.now(), form_key="first", text="Eine Bank am Bach")


def an_older_house() -> None:
    """The same at the state of an older version."""
    from django.core.management import call_command

    a_town()
    for app, name in BEHIND:
        call_command("migrate", app, name, verbosity=0)


def ideas() -> object:
    """How many ideas there are, how many numbers they share, and whether the audit chain holds."""
    from machbar.foundation.audit.services import verify_chain
    from machbar.foundation.tables.models import Batch
    from machbar.foundation.towns.models import Town
    from machbar.modules.ideas.models import Idea

    return {
        "ideas": Idea.objects.count(),
        "numbers": len(set(Idea.objects.values_list("number", flat=True))),
        "batches": Batch.objects.filter(count__gt=0).count(),
        "chain_broken_at": verify_chain(Town.objects.get()).broken_at,
    }


def house() -> object:
    """The schema, the migrations that are noted, the ideas, and what the backups on the shelf are worth."""
    from django.conf import settings
    from django.db import connection

    from machbar.foundation.keeping import container
    from tests.database_shape import schema

    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        noted = sorted(f"{app} {name}" for app, name in cursor.fetchall())
        cursor.execute("SELECT count(*) FROM ideas_idea")
        count = int(cursor.fetchone()[0])
    kept = sorted(settings.BACKUP_FOLDER.glob("*.machbar"))
    for each in kept:
        container.check(each, "")
    return {"noted": noted, "schema": sorted(schema()), "ideas": count, "backups": len(kept)}


def table(folder: Path) -> tuple[str, ...]:
    """`machbar import` of a table with a dozen ideas."""
    file = folder / "ideen.csv"
    rows = "".join(f"Idee Nummer {number};Am Markt {number}\n" for number in range(LINES))
    file.write_text(f"Text;Ort\n{rows}", encoding="utf-8")
    return ("import", "ideen", str(file))


DEEDS = {
    "import": Deed(words=table, before=a_town, look=ideas),
    "migrate": Deed(words=lambda _folder: ("migrate",), before=an_older_house, look=house),
}


def typed(words: Sequence[str]) -> None:
    """The command as an operator types it; status 0 or 2 (which an import says that was done before)."""
    from machbar.site.cli import main as machbar

    with contextlib.redirect_stdout(io.StringIO()):
        status = machbar(list(words))
    assert status in {0, 2}, status


def one_round(database: Renewed, folder: Path, deed: Deed, last: int) -> dict[str, object]:
    """Begin anew, run until the kill at step ``last``, look, run again, look."""
    database.renew()
    for each in (folder / "backups").glob("*"):
        each.unlink()
    result = folder / "outcome"
    words = deed.words(folder)

    def until_killed() -> None:
        count_steps(last)
        typed(words)

    def look() -> None:
        result.write_text(json.dumps(deed.look()), encoding="utf-8")

    ended = forked(until_killed)
    assert ended in {0, KILLED}, ended
    found: dict[str, object] = {"step": last, "survived": ended == 0}
    assert forked(look) == 0
    found["after"] = json.loads(result.read_text(encoding="utf-8"))
    assert forked(lambda: typed(words)) == 0
    assert forked(look) == 0
    return {**found, "in the end": json.loads(result.read_text(encoding="utf-8"))}


def main(arguments: Sequence[str]) -> None:
    """``FOLDER BEGINNING DEED STRIDE``; ``BEGINNING`` is a migrated database: a file, or one on PostgreSQL."""
    folder, deed, stride = Path(arguments[0]), DEEDS[arguments[2]], int(arguments[3])
    database = database_of(folder, arguments[1])
    set_up(folder)
    try:
        database.renew()
        assert forked(deed.before) == 0
        database.keep()
        gc.collect()
        gc.freeze()
        for last in itertools.count(1, stride):
            found = one_round(database, folder, deed, last)
            print(json.dumps(found), flush=True)
            if found["survived"]:
                return
    finally:
        database.remove()


if __name__ == "__main__":
    main(sys.argv[1:])
