"""The team in the archive of a town, for its admins: who belongs to it as what, and who has left."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import (
    BETWEEN,
    Archived,
    ArchiveShelf,
    ArchiveThing,
    Fact,
)
from machbar.foundation.team.models import Departure
from machbar.foundation.team.rules import can_manage_team
from machbar.foundation.team.selectors import team_of


def archive(actor: Actor) -> Archived:
    """Names, roles and mail addresses; nothing for anybody but admins."""
    if not can_manage_team(actor):
        return Archived()
    things = [*_colleagues(actor), *_departed(actor)]
    shelf = ArchiveShelf(key="team", title=gettext_lazy("The team"), things=things)
    return Archived(shelves=[shelf])


def _colleagues(actor: Actor) -> Iterator[ArchiveThing]:
    for each in team_of(actor):
        roles = BETWEEN.join(each.role_labels)
        facts: list[Fact] = [(_("Roles"), roles), (_("Mail address"), each.person.email)]
        yield ArchiveThing(
            key=each.person.public_id, title=each.person.name, facts=facts, brief=roles
        )


def _departed(actor: Actor) -> Iterator[ArchiveThing]:
    """Their names stand on what they noted and decided."""
    gone = Departure.objects.filter(town=actor.town).exclude(person__roles__town=actor.town)
    for each in gone.select_related("person").order_by("left_at", "id"):
        left = date_format(timezone.localdate(each.left_at), "j. F Y")
        facts: list[Fact] = [(_("Left on"), left)]
        yield ArchiveThing(
            key=each.person.public_id,
            title=each.person.name,
            facts=facts,
            brief=_("has left the team"),
        )
