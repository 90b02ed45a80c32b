"""`machbar migrate`: bring the database to the state of this version."""

import argparse

from machbar.site.commands.words import gettext
from machbar.site.light import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether a backup is made first."""
    parser.add_argument(
        "--without-backup",
        action="store_true",
        help=gettext("do not make a backup first; only where one lies elsewhere"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Back up what is there, then migrate; an installation without a town gets its secret for the first entry."""
    start(migrate=True, without_backup=arguments.without_backup)
    from django.conf import settings

    from machbar.foundation.towns.models import Town
    from machbar.site.wizard import entrance

    if Town.objects.exists():
        entrance.remove(settings.DATA)
    else:
        entrance.lay_out(settings.DATA)
    return 0
