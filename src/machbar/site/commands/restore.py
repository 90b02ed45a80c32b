"""`machbar restore FILE`: bring a backup back, or try whether it could be."""

import argparse
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from machbar.foundation.keeping import presence
from machbar.site.commands import verify
from machbar.site.commands.passphrase import for_reading
from machbar.site.commands.words import gettext, ngettext
from machbar.site.light import start

if TYPE_CHECKING:
    from machbar.foundation.privacy.services import Replayed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and what may happen to what is there."""
    parser.add_argument("file", type=Path, help=gettext("a file made by: machbar backup"))
    parser.add_argument(
        "--replace", action="store_true", help=gettext("throw away the town that is here now")
    )
    parser.add_argument(
        "--test", action="store_true", help=gettext("try it out beside the town; nothing changes")
    )


def run(arguments: argparse.Namespace) -> int:
    """0: it is back and everything holds; 1: it is back and something does not hold; 2: refused, nothing changed."""
    start(may_be_behind=True, may_be_new=True)
    from django.conf import settings

    try:
        with nullcontext() if arguments.test else presence.alone(settings.DATA):
            return _restore(arguments)
    except presence.Occupied:
        return _refuse(
            gettext("A server is at work here. Please end it (machbar serve), then try again.")
        )
    except OSError:
        return _refuse(_in_the_way(replace=True) or gettext("The data directory is not ours."))


def _restore(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from machbar.foundation.keeping.exceptions import KeepingError
    from machbar.foundation.keeping.restore import restore

    sentence = "" if arguments.test else _in_the_way(replace=arguments.replace)
    if sentence:
        return _refuse(sentence)
    try:
        passphrase = for_reading(arguments.file)
        if passphrase is None:
            return 2
        restored = restore(
            arguments.file,
            passphrase=passphrase,
            now=timezone.now(),
            trial=arguments.test,
            look=_renew,
        )
    except KeepingError as error:
        return _refuse(str(error))
    words = {"made": _when(restored.made), "rows": restored.rows, "files": restored.files}
    if arguments.test:
        said = gettext("The backup of %(made)s is whole: %(rows)d records, %(files)d files.")
        print(said % words)
        return 0
    said = gettext("The backup of %(made)s is back: %(rows)d records, %(files)d files.")
    print(said % words)
    _say_held_back(restored.held_back)
    return verify.run(argparse.Namespace(mend=False))


def _when(made: str) -> str:
    """The moment as the page of the backups says it; it comes out of the file, where anything may stand."""
    from machbar.foundation.ui.formats import moment

    try:
        return moment(datetime.fromisoformat(made).astimezone(UTC)).replace("\xa0", " ")
    except (ValueError, OverflowError):
        return made[:16]


def _say_held_back(count: int) -> None:
    if count:
        said = ngettext(
            "%(n)d letter was waiting in it. It does not leave by itself, because it may have left since.",
            "%(n)d letters were waiting in it. They do not leave by themselves, because they may have left since.",
            count,
        )
        print(said % {"n": count})
        print(gettext("Decide on the page “Mail that did not arrive”, linked from Heute."))


def _renew() -> None:
    """Whoever was erased since the backup is erased again; backups hold no search index."""
    from django.utils import timezone

    from machbar.foundation.keeping.exceptions import NotRestored
    from machbar.foundation.privacy.listing import KeyIsGone
    from machbar.foundation.privacy.services import erase_again
    from machbar.site.upkeep import mend_everything

    try:
        again = erase_again(at=timezone.now())
    except KeyIsGone as error:
        raise NotRestored(
            gettext(
                "The list of erasures has lost its key. Please put erasures/key back beside it."
            )
        ) from error
    if again.requests:
        print(said_again(again))
    mend_everything()


def said_again(again: "Replayed") -> str:
    """How much went once more, both numbers with their own plural."""
    records = ngettext("in %(rows)d record", "in %(rows)d records", again.rows)
    done = ngettext(
        "%(n)d erasure was done again, %(records)s.",
        "%(n)d erasures were done again, %(records)s.",
        again.requests,
    )
    return done % {"n": again.requests, "records": records % {"rows": again.rows}}


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _in_the_way(*, replace: bool) -> str:
    """Why nothing may be put here; empty where it may."""
    from django.db import connection

    from machbar.foundation.towns.models import Town
    from machbar.site.start_checks import obstacles

    found = list(obstacles())
    if found:
        return "\n".join(found)
    has_town = Town._meta.db_table in connection.introspection.table_names() and (
        Town.objects.exists()
    )
    if has_town and not replace:
        return gettext(
            "There is a town here already. With --replace it is thrown away. Make a backup of it first."
        )
    return ""
