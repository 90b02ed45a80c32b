"""`machbar backup [FILE]`: everything of this server in one file, or one more on the shelf of the server."""

import argparse
import sys
from pathlib import Path

from machbar.site.commands.passphrase import for_writing
from machbar.site.commands.words import gettext
from machbar.site.light import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and whether a passphrase closes it."""
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        help=gettext(
            "the new file, such as town.machbar; left out: as every night, into the server's folder"
        ),
    )
    parser.add_argument(
        "--encrypt",
        action="store_true",
        help=gettext("ask for a passphrase (or set MACHBAR_BACKUP_PASSPHRASE)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """0 and what was written, what was left out, what lies open; 2 where nothing was written."""
    start()
    if arguments.file is None:
        return _on_the_shelf()
    from django.utils import timezone

    from machbar.foundation.keeping.backup import make
    from machbar.foundation.keeping.exceptions import KeepingError

    passphrase = for_writing(must=arguments.encrypt)
    if passphrase is None:
        return 2
    try:
        made = make(arguments.file, passphrase=passphrase, now=timezone.now())
    except KeepingError as error:
        print(error, file=sys.stderr)
        return 2
    words = {
        "path": made.path,
        "rows": made.rows,
        "files": made.files,
        "size": f"{made.size / 1_000_000:.1f}".replace(".", ","),
    }
    print(gettext("%(path)s: %(rows)d records, %(files)d files, %(size)s MB.") % words)
    print(
        gettext(
            "Left out, because it is made anew: the search index, who is signed in, and what the worker has planned. "
            "Left out, because it lies elsewhere: the MACHBAR_ variables of this server."
        )
    )
    print(
        gettext("Encrypted. Without the passphrase nobody can open it, not even you.")
        if made.sealed
        else gettext(
            "Not encrypted: whoever has this file reads names, addresses, rents, notes and keys. "
            "Keep it locked away, or use --encrypt."
        )
    )
    return 0


def _on_the_shelf() -> int:
    """What the server does every night, done now."""
    from django.utils import timezone

    from machbar.foundation.keeping.exceptions import KeepingError
    from machbar.foundation.keeping.schedule import back_up

    try:
        made = back_up(timezone.now())
    except KeepingError as error:
        print(error, file=sys.stderr)
        return 2
    if made is None:
        print(gettext("Another process makes a backup just now."), file=sys.stderr)
        return 2
    print(made.path)
    return 0
