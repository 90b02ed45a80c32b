"""`machbar programmes`: import a catalogue, check one, or find programmes for all projects of a town."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from machbar.site import light
from machbar.site.commands.choosing import town_named
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.towns.models import Town


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, the file, and the town."""
    parser.add_argument(
        "deed",
        choices=("import", "check", "suggest"),
        help=gettext(
            "import a catalogue; check it without importing; find programmes for all projects"
        ),
    )
    parser.add_argument("file", type=Path, nargs="?", help=gettext("our own catalogue if left out"))
    parser.add_argument(
        "--town", help=gettext("key of the town (needed where a server has several)")
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 where a check found something, 2 where the town is not known."""
    if arguments.deed == "check":
        return _check(arguments.file)
    light.start()
    town = town_named(arguments.town)
    if town is None:
        return 2
    return _import(arguments.file, town) if arguments.deed == "import" else _suggest(town)


def _check(file: Path | None) -> int:
    """Name every record that is older than twelve months, and everything a record doubts itself."""
    light.set_up()
    from django.utils import timezone, translation
    from django.utils.translation import gettext as _

    from machbar.modules.funding.core.deadlines import must_be_verified
    from machbar.modules.funding.services.catalogue import SHIPPED, read_catalogue

    checked = read_catalogue(file or SHIPPED)
    today = timezone.localdate()
    with translation.override("de"):
        stale = [entry for _each, entry in checked if must_be_verified(entry.as_of_day, today)]
        for entry in stale:
            print(
                _("%(key)s: as of %(day)s, to be verified: %(source)s")
                % {"key": entry.key, "day": entry.as_of, "source": entry.source_url}
            )
        print(
            _("%(all)d programmes, %(stale)d of them older than twelve months.")
            % {"all": len(checked), "stale": len(stale)}
        )
    return 1 if stale else 0


def _import(file: Path | None, town: "Town") -> int:
    from django.utils import timezone, translation
    from django.utils.translation import gettext as _

    from machbar.foundation.access.actor import Actor
    from machbar.modules.funding.services.catalogue import (
        SHIPPED,
        import_catalogue,
        read_catalogue,
    )

    report = import_catalogue(
        by=Actor(town=town, system=True), at=timezone.now(), checked=read_catalogue(file or SHIPPED)
    )
    with translation.override("de"):
        print(
            _(
                "%(town)s: %(added)d new, %(changed)d changed, %(same)d unchanged, %(rest)d not in the file."
            )
            % {
                "town": town.name,
                "added": report.added,
                "changed": report.changed,
                "same": report.unchanged,
                "rest": report.not_in_file,
            }
        )
    return 0


def _suggest(town: "Town") -> int:
    from django.utils import translation
    from django.utils.translation import ngettext

    from machbar.modules.funding.services import suggest
    from machbar.modules.projects.models import Project

    projects = list(Project.objects.filter(town=town).select_related("town").order_by("pk"))
    suggest(town, projects)
    with translation.override("de"):
        print(
            ngettext(
                "%(n)d project has its suggestions.",
                "%(n)d projects have their suggestions.",
                len(projects),
            )
            % {"n": len(projects)}
        )
    return 0
