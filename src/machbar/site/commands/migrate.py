"""`machbar migrate`: bring the database to the state of this version."""

import argparse

from machbar.site.light import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Make the data directory and migrate; an installation without a town gets its secret for the first entry."""
    start(migrate=True)
    from django.conf import settings

    from machbar.foundation.towns.models import Town
    from machbar.site.wizard import entrance

    if Town.objects.exists():
        entrance.remove(settings.DATA)
    else:
        entrance.lay_out(settings.DATA)
    return 0
