"""`machbar export KIND [FILE]`: every idea, project or contact of a town as a table that `import` reads again."""

import argparse
import sys
from pathlib import Path

from machbar.site import light
from machbar.site.commands.choosing import town_named
from machbar.site.commands.take_in import kind_named
from machbar.site.commands.words import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, to where, and for whom."""
    parser.add_argument("kind", metavar="KIND", help=gettext("ideen, projekte, kontakte or raeume"))
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help=gettext("standard output if left out")
    )
    parser.add_argument(
        "--style",
        choices=("excel", "csv"),
        default="excel",
        help=gettext(
            "for German Excel (semicolons, decimal comma) or for any program (RFC 4180, ISO days)"
        ),
    )
    parser.add_argument(
        "--town", help=gettext("key of the town (needed where a server has several)")
    )


def run(arguments: argparse.Namespace) -> int:
    """0 where the file is written, 2 where the kind, the town or the place is not known."""
    light.start()
    from django.utils import translation

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.keeping.reasons import reason_of
    from machbar.foundation.people.models import Role
    from machbar.foundation.tables.core import Style, write_csv
    from machbar.site.tables import exported_rows

    with translation.override("de"):
        town = town_named(arguments.town)
        kind = kind_named(arguments.kind, town) if town is not None else None
        if town is None or kind is None:
            return 2
        columns = kind.columns(town)
        # Who has the server's shell sees what an admin of the town sees.
        rows = kind.rows(Actor(town=town, roles=frozenset({Role.ADMIN}), system=True))
        pieces = write_csv(
            [column.label for column in columns],
            exported_rows(columns, rows),
            Style(arguments.style),
        )
        if arguments.file is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            return 0
        try:
            with arguments.file.open("wb") as opened:
                opened.writelines(pieces)
        except OSError as error:
            said = gettext("%(file)s could not be written: %(reason)s.")
            print(said % {"file": arguments.file, "reason": reason_of(error)}, file=sys.stderr)
            return 2
        size = arguments.file.stat().st_size
        print(gettext("Written: %(file)s, %(n)d bytes.") % {"file": arguments.file, "n": size})
    return 0
