"""`machbar migrate`: bring the database to the state of this version."""

import argparse

from machbar.site.light import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Make the data directory and migrate."""
    start(migrate=True)
    return 0
