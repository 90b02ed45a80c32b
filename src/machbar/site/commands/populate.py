"""`machbar populate`: an invented load of any size, marked as such, for measuring and rehearsing."""

import argparse
import sys

from machbar.site import light
from machbar.site.commands.choosing import town_named
from machbar.site.commands.progress import show_progress
from machbar.site.commands.words import gettext, whole_number

MOST = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many of each kind, the seed, and the town."""
    for kind in ("ideas", "projects", "premises", "programmes"):
        parser.add_argument(
            f"--{kind}", type=_count, default=0, metavar="N", help=gettext("how many")
        )
    parser.add_argument(
        "--seed", type=whole_number, default=1, help=gettext("the same seed makes the same load")
    )
    parser.add_argument(
        "--town", help=gettext("key of the town (needed where a server has several)")
    )


def run(arguments: argparse.Namespace) -> int:
    """Fill the town; 2 where it is not known or holds what real people brought."""
    light.start()
    from django.utils import timezone, translation
    from django.utils.translation import gettext as _

    from machbar.site.populating import Load, NotSynthetic, populate

    town = town_named(arguments.town)
    if town is None:
        return 2
    load = Load(
        ideas=arguments.ideas,
        projects=arguments.projects,
        premises=arguments.premises,
        programmes=arguments.programmes,
    )
    with translation.override("de"):
        try:
            populate(town=town, load=load, seed=arguments.seed, at=timezone.now(), tell=_tell)
        except NotSynthetic:
            print(
                _("%(town)s holds what real people brought. An invented load does not go in there.")
                % {"town": town.name},
                file=sys.stderr,
            )
            return 2
        print(
            _(
                "%(town)s: %(ideas)d ideas, %(projects)d projects, %(premises)d premises,"
                " %(programmes)d programmes, all invented."
            )
            % {
                "town": town.name,
                "ideas": load.ideas,
                "projects": load.projects,
                "premises": load.premises,
                "programmes": load.programmes,
            }
        )
    return 0


def _tell(kind: str, done: int, total: int) -> None:
    show_progress(done, total, kind)


def _count(text: str) -> int:
    number = whole_number(text)
    if not 0 <= number <= MOST:
        raise argparse.ArgumentTypeError(
            gettext("%(text)s is not between 0 and %(most)s") % {"text": text, "most": MOST}
        )
    return number
