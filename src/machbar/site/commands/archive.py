"""`machbar archive FILE.zip`: a town to take along, readable without this program."""

import argparse
import sys
from pathlib import Path

from machbar.site import light
from machbar.site.commands.choosing import town_named
from machbar.site.commands.words import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, for whom, of which town."""
    parser.add_argument("file", metavar="FILE", type=Path, help=gettext("the new ZIP"))
    parser.add_argument(
        "--full",
        action="store_true",
        help=gettext("with names, contacts and money, for the board; without it what is public"),
    )
    parser.add_argument(
        "--town", help=gettext("key of the town (needed where a server has several)")
    )


def run(arguments: argparse.Namespace) -> int:
    """0 and what went in; 2 where the town is not known, the file is there, or the disk refuses."""
    light.start()
    from django.utils import timezone, translation

    from machbar.foundation.keeping.reasons import reason_of
    from machbar.site.archiving.gathering import Sort
    from machbar.site.archiving.writing import write_archive

    town = town_named(arguments.town)
    if town is None:
        return 2
    if arguments.file.exists():
        said = gettext("%(path)s is there already. Please choose another name.")
        return _refused(said % {"path": arguments.file})
    sort = Sort.FULL if arguments.full else Sort.PUBLIC
    try:
        with translation.override("de"):
            made = write_archive(arguments.file, town=town, sort=sort, now=timezone.now())
    except OSError as error:
        said = gettext("The archive could not be written: %(reason)s.")
        return _refused(said % {"reason": reason_of(error)})
    words = {"pages": made.pages, "tables": made.tables, "pictures": made.pictures}
    print(gettext("Pages: %(pages)d, tables: %(tables)d, pictures: %(pictures)d.") % words)
    if arguments.full:
        print(gettext("It holds names, contacts and rents. Please keep it locked away."))
    return 0


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
