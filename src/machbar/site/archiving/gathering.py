"""What goes into an archive: whose eyes it is made for, what all modules have, in the order of its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.archiving import (
    ArchiveDuty,
    ArchivePart,
    ArchiveShelf,
    ArchiveThing,
    archived,
)
from machbar.foundation.surfaces.asking import timeline
from machbar.foundation.surfaces.registry import modules_of
from machbar.foundation.towns.models import Town
from machbar.site.archiving.house import house_shelf

DAY = "j. F Y"


class Sort(StrEnum):
    """For whom: what everybody may see anyway, or what the board needs to carry on."""

    PUBLIC = "oeffentlich"
    FULL = "vollstaendig"


LABELS = {
    Sort.PUBLIC: gettext_lazy("For everybody: what is public anyway"),
    Sort.FULL: gettext_lazy("For the board: with names, contacts and money"),
}


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All of an archive, before it is written."""

    shelves: Sequence[ArchiveShelf]
    duties: Sequence[ArchiveDuty]


def eyes_of(town: Town, sort: Sort) -> Actor:
    """A guest, or somebody who holds every role of the town."""
    if sort is Sort.PUBLIC:
        return Actor(town=town)
    return Actor(town=town, roles=frozenset(Role), system=True)


def gather(town: Town, sort: Sort) -> Contents:
    """What the town's switched-on modules have, the duties with the nearest day first."""
    modules, actor = modules_of(town), eyes_of(town, sort)
    found = archived(modules, actor)
    parts: dict[int, list[ArchivePart]] = {}
    for each in found:
        for project, more in each.project_parts.items():
            parts.setdefault(project, []).extend(more)
    shelves = [*(shelf for each in found for shelf in each.shelves), house_shelf(town)]
    projects = [thing.project for shelf in shelves for thing in shelf.things if thing.project]
    ways = {
        project: ArchivePart(
            title=_("The way so far"),
            head=[_("Day"), _("Step"), _("What is said about it")],
            lines=[
                [date_format(step.on, DAY), str(step.label), str(step.sentence)] for step in steps
            ],
        )
        for project, steps in timeline(modules, actor, projects).items()
        if steps
    }
    duties = sorted((duty for each in found for duty in each.duties), key=_first_due)
    return Contents(shelves=[_filled(shelf, parts, ways) for shelf in shelves], duties=duties)


def _first_due(duty: ArchiveDuty) -> tuple[bool, date, str, str]:
    return duty.on is None, duty.on or date.max, duty.where, duty.what


def _filled(
    shelf: ArchiveShelf,
    parts: Mapping[int, Sequence[ArchivePart]],
    ways: Mapping[int, ArchivePart],
) -> ArchiveShelf:
    things = [
        ArchiveThing(
            **{
                **vars(thing),
                "parts": [
                    *thing.parts,
                    *parts.get(thing.project or 0, ()),
                    *([ways[thing.project]] if thing.project in ways else []),
                ],
            }
        )
        for thing in shelf.things
    ]
    return ArchiveShelf(key=shelf.key, title=shelf.title, things=things)
