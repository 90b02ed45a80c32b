"""The command `machbar`: finds the sub-command, runs it, and turns known errors into one sentence and status 2."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from machbar.reasoning.reading import InputError
from machbar.site.commands.texts import sentence_for
from machbar.site.commands.words import gettext, teach_argparse

COMMANDS: dict[str, str] = {
    "demo": gettext(
        "load Königslutter, mediate its example projects, print the result and serve it"
    ),
    "setup": gettext("make a town with its catalogue and its first admin, or change its details"),
    "town": gettext("list, add, move, close or open the towns of this server"),
    "team": gettext("give or take a role, and print a link for signing in once"),
    "serve": gettext("serve the pages and work in the background"),
    "worker": gettext("work in the background only"),
    "migrate": gettext("bring the database to the state of this version"),
    "populate": gettext("add an invented load of any size to a town, for measuring and rehearsing"),
    "check": gettext("look whether the server is well: green, yellow or red, each with its cure"),
    "backup": gettext("put everything of this server into one file"),
    "restore": gettext("bring a backup back, or try whether it could be"),
    "verify": gettext(
        "check the audit trail, that no town points into another one, and the search index"
    ),
    "keys": gettext("say which keys there are, and make a new signing key"),
    "privacy": gettext(
        "print the record of processing, or whom a breach touched between two times"
    ),
    "match": gettext("rank the programmes of a catalogue for projects in a file"),
    "programmes": gettext(
        "import or check a catalogue of programmes, or find programmes for all projects"
    ),
    "finance": gettext("find the best financing plan for cases in a file"),
    "import": gettext(
        "take in a table of ideas, projects or contacts (CSV or Excel), whole or not at all"
    ),
    "archive": gettext("put a town into one ZIP that anybody reads without this program"),
    "export": gettext("write all ideas, projects or contacts of a town as a table"),
}
# What a command writes is read by nobody else on this machine: it holds what people wrote.
OURS_ALONE = 0o077
# A module cannot be called `import`.
MODULES = {"import": "take_in", "export": "give_out"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 (something to report) or 2 (wrong input)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machbar.site.settings")
    parser = _parser(arguments[0] if arguments else "")
    if not arguments:
        parser.print_help()
        return 2
    if argv is None:  # this process is the command
        os.umask(OURS_ALONE)
    parsed = parser.parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
    except InputError as error:
        print(sentence_for(error), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (such as `head`) went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PermissionError as error:
        print(_not_ours(error), file=sys.stderr)
        return 2
    except Exception as error:
        if (sentences := _of_the_database(error)) is None:
            raise
        print(*sentences, sep="\n", file=sys.stderr)
        return 2
    return status


def _not_ours(error: PermissionError) -> str:
    """The classic after a start as another user; elsewhere it is the place that somebody has chosen."""
    from machbar.site import environment

    data = environment.folder("MACHBAR_DATA", Path("data")).resolve()
    file = Path(os.fsdecode(error.filename)).resolve() if error.filename else data
    if file.is_relative_to(data):
        said = gettext(
            "%(file)s may not be read or written. Give the whole data directory to the user that runs MachBar "
            "(chown -R), and start as this user."
        )
    else:
        said = gettext(
            "%(file)s may not be read or written by this user. Please choose another place."
        )
    return said % {"file": file}


def _of_the_database(error: Exception) -> tuple[str, str] | None:
    """What is wrong with it and what helps, where it cannot be asked; None for everything else."""
    if "django.db" not in sys.modules:
        return None
    from django.db import DatabaseError

    from machbar.site.faults import fault_of, is_damaged

    if not isinstance(error, DatabaseError) or not (fault_of(error) or is_damaged(error)):
        return None
    from machbar.site.database_trouble import database_trouble

    return database_trouble(error)


def _parser(wanted: str) -> argparse.ArgumentParser:
    teach_argparse()
    parser = argparse.ArgumentParser(
        prog="machbar",
        description=gettext("MachBar: from a sentence at the counter to a funded project."),
    )
    commands = parser.add_subparsers(
        title=gettext("commands"), metavar=gettext("COMMAND"), required=True
    )
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == wanted:
            module = importlib.import_module(f"machbar.site.commands.{MODULES.get(name, name)}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser
