"""`machbar verify`: the audit chains hold, nothing points into another town, pictures and search are whole."""

import argparse
from collections.abc import Iterator

from machbar.site.commands.words import gettext
from machbar.site.light import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether the search index is mended first."""
    parser.add_argument(
        "--mend", action="store_true", help=gettext("first renew what differs in the search index")
    )


def run(arguments: argparse.Namespace) -> int:
    """0 where everything holds, 1 where something is broken; each town's head is printed to be noted elsewhere."""
    start()
    from machbar.foundation.audit.services import verify_chain
    from machbar.foundation.keeping.soundness import database_troubles
    from machbar.foundation.towns.models import Town
    from machbar.site.mixing import (
        links_into_other_towns,
        mixed_towns,
        objects_of_other_towns,
    )
    from machbar.site.upkeep import index_differences, mend_everything

    if arguments.mend:
        print(gettext("search: %(n)d entries renewed") % {"n": mend_everything()})
    broken = False
    for town in Town.objects.order_by("key"):
        report = verify_chain(town)
        broken |= report.broken_at is not None
        words = {"town": town.key, "n": report.entries, "at": report.broken_at, "head": report.head}
        said = (
            gettext("%(town)s: %(n)d audit entries, the chain holds, head %(head)s")
            if report.broken_at is None
            else gettext(
                "%(town)s: %(n)d audit entries, chain BROKEN at entry %(at)d, head %(head)s"
            )
        )
        print(said % words)
    for line in (
        *mixed_towns(),
        *links_into_other_towns(),
        *objects_of_other_towns(),
        *_files(),
        *database_troubles(),
    ):
        broken = True
        print(line)
    for kind, count in index_differences().items():
        broken = True
        print(
            gettext(
                "search: %(n)d of %(kind)s differ from their records (mend with: machbar verify --mend)"
            )
            % {"n": count, "kind": kind}
        )
    if not broken:
        print(gettext("Everything holds."))
    return 1 if broken else 0


def _files() -> Iterator[str]:
    """What is wrong with the files of pictures; one line where their store is away."""
    from machbar.foundation.media.exceptions import StoreAway
    from machbar.foundation.media.selectors import file_troubles

    try:
        yield from file_troubles()
    except StoreAway as error:
        yield str(error)
