"""`machbar setup`: an empty installation becomes a town with its first admin. Running it again changes nothing."""

import argparse
import sys

from machbar.site.light import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything may be given as an option; what is missing is asked on a terminal."""
    parser.add_argument("--name", help="name of the town, such as Königslutter am Elm")
    parser.add_argument("--short-name", help="the name in a sentence, such as Königslutter")
    parser.add_argument("--state", help="federal state, such as Niedersachsen")
    parser.add_argument("--admin-email", help="mail address of the first admin")
    parser.add_argument("--admin-name", help="how the first admin is called in the team")
    parser.add_argument("--host", default="", help="host name, for several towns on one server")


def run(arguments: argparse.Namespace) -> int:
    """Migrate, make the town and its admin; 2 where an answer is missing and nobody can be asked."""
    questions = ("name", "short_name", "state", "admin_email", "admin_name")
    answers = {name: getattr(arguments, name) or _ask(name) for name in questions}
    missing = [f"--{name.replace('_', '-')}" for name, value in answers.items() if not value]
    if missing:
        print(f"machbar setup: please give {', '.join(missing)}.", file=sys.stderr)
        return 2
    start(migrate=True)
    from machbar.site.towns import set_up_town

    town, is_new = set_up_town(host=arguments.host, **answers)
    state = "is set up" if is_new else "was already set up"
    print(f"{town.name} {state}. Now: machbar serve")
    return 0


def _ask(name: str) -> str:
    if not sys.stdin.isatty():
        return ""
    return input(f"{name.replace('_', ' ')}: ").strip()
