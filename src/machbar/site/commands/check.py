"""`machbar check`: the self-check of a server as a traffic light; the exit status is its colour."""

import argparse
import json
from typing import TYPE_CHECKING

from machbar.site.commands.words import gettext
from machbar.site.light import start

if TYPE_CHECKING:
    from machbar.site.state.lights import Light

WORDS = {"green": gettext("GREEN"), "yellow": gettext("YELLOW"), "red": gettext("RED")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Quick or thorough, for people or for machines."""
    parser.add_argument(
        "--quick",
        action="store_true",
        help=gettext("do not ask the mail server, do not read the whole database"),
    )
    parser.add_argument(
        "--json", action="store_true", help=gettext("one object a light, for machines")
    )


def run(arguments: argparse.Namespace) -> int:
    """0 where all is green, 1 for yellow, 2 for red."""
    start(may_be_behind=True)
    from machbar.site.state.lights import worst
    from machbar.site.state.server import server_lights

    lights = [*server_lights(), *_of_the_database(thorough=not arguments.quick)]
    for light in lights:
        print(_for_machines(light) if arguments.json else _for_people(light))
    return int(worst(lights))


def _of_the_database(*, thorough: bool) -> "list[Light]":
    """What the database knows; one red light where it is damaged or does not answer."""
    from django.db import DatabaseError
    from django.utils import timezone

    from machbar.site.state.town import migrations, no_database, town_lights

    try:
        behind = migrations()
        # Without its tables the database answers nothing else.
        return (
            [behind] if behind.colour else list(town_lights(now=timezone.now(), thorough=thorough))
        )
    except DatabaseError as error:
        return [no_database(error)]


def _for_people(light: "Light") -> str:
    line = f"{WORDS[light.word]:<6} {light.title}: {light.sentence}"
    return f"{line}\n       → {light.cure}" if light.cure else line


def _for_machines(light: "Light") -> str:
    found = {
        "name": light.name,
        "light": light.word,
        "sentence": light.sentence,
        "cure": light.cure,
    }
    return json.dumps(found, ensure_ascii=False)
