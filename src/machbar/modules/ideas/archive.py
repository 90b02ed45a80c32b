"""What ideas put into the archive of a town: the public ones as they stand on the wall, for the team all with all; and
the bundles of them."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import (
    Archived,
    ArchiveDuty,
    ArchivePart,
    ArchiveShelf,
    ArchiveThing,
    facts_of,
)
from machbar.modules.ideas.bundles import bundles_visible_to, ideas_in, with_ideas
from machbar.modules.ideas.models import Bundle, Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import ideas_visible_to, unanswered
from machbar.modules.ideas.tables import IDEAS

PUBLIC = frozenset({"number", "text", "handed_in_at", "place", "status"})


def archive(actor: Actor) -> Archived:
    """Every idea that the actor may see; whose answer is missing is a duty."""
    only = None if can_answer_ideas(actor) else PUBLIC
    columns = IDEAS.columns(actor.town)
    ideas = ideas_visible_to(actor).select_related("photo").prefetch_related("photo__files")
    by_number = {idea.number: idea for idea in ideas}
    things = []
    for row in IDEAS.rows(actor):
        idea = by_number.get(str(row["number"]))
        if idea is None:  # the table holds all of the town's ideas, whoever asks
            continue
        is_shown = idea.photo is not None and (only is None or idea.photo.is_released)
        things.append(
            ArchiveThing(
                key=idea.public_id,
                title=str(idea),
                facts=facts_of(columns, row, only=only),
                pictures=[idea.photo] if is_shown and idea.photo else [],
            )
        )
    shelf = ArchiveShelf(key="ideen", title=gettext_lazy("Ideas"), things=things)
    duties = [_duty(idea, actor) for idea in unanswered(actor)]
    return Archived(shelves=[shelf, _bundles(actor, is_inside=only is None)], duties=duties)


def _bundles(actor: Actor, *, is_inside: bool) -> ArchiveShelf:
    things = [
        ArchiveThing(
            key=bundle.public_id,
            title=bundle.title,
            facts=[(_("What connects the ideas"), bundle.text)] if bundle.text else [],
            parts=list(_bundled(bundle, is_inside=is_inside)),
        )
        for bundle in with_ideas(bundles_visible_to(actor))
    ]
    return ArchiveShelf(key="buendel", title=gettext_lazy("Bundles of ideas"), things=things)


def _bundled(bundle: Bundle, *, is_inside: bool) -> Iterator[ArchivePart]:
    lines = [[str(idea)] for idea in ideas_in(bundle, is_public=not is_inside)]
    if lines:
        yield ArchivePart(title=_("Its ideas"), head=[_("Idea")], lines=lines)


def _duty(idea: Idea, actor: Actor) -> ArchiveDuty:
    handed_in = timezone.localdate(idea.handed_in_at)
    due = handed_in + timedelta(days=actor.town.answer_days)
    return ArchiveDuty(on=due, what=_("First answer to an idea"), where=str(idea))
