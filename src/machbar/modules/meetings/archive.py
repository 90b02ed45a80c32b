"""What meetings put into the archive of a town: presence hours; for the team also who booked, the talks without private
notes, and open next steps."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import (
    Archived,
    ArchiveDuty,
    ArchiveShelf,
    ArchiveThing,
    Fact,
)
from machbar.modules.meetings.models import Talk
from machbar.modules.meetings.presence_archive import presence_shelf
from machbar.modules.meetings.selectors import open_steps, talks_visible_to

DAY = "j. F Y"


def archive(actor: Actor) -> Archived:
    """The presence hours, and every talk that the actor may read, the oldest first."""
    things = [_thing(talk) for talk in talks_visible_to(actor).order_by("held_on", "id")]
    duties = [
        ArchiveDuty(
            on=talk.next_step_on, what=talk.next_step, where=_title(talk), whose=_noted_by(talk)
        )
        for talk in open_steps(actor)
    ]
    talks = ArchiveShelf(key="gespraeche", title=gettext_lazy("Talks"), things=things)
    return Archived(shelves=[presence_shelf(actor), talks], duties=duties)


def _noted_by(talk: Talk) -> str:
    """The name where it is known: nobody remembers whose initials they were."""
    return talk.person.name if talk.person is not None else talk.initials


def _title(talk: Talk) -> str:
    day = date_format(talk.held_on, DAY)
    return _("Talk of %(day)s") % {"day": day}


def _thing(talk: Talk) -> ArchiveThing:
    facts: list[Fact] = [
        (_("Day"), date_format(talk.held_on, DAY)),
        (_("With whom"), talk.with_whom),
        (_("What was said"), talk.said),
        (_("Next step"), talk.next_step),
        (_("By when"), date_format(talk.next_step_on, DAY) if talk.next_step_on else ""),
        (_("Project"), str(talk.project or "")),
        (_("Noted by"), _noted_by(talk)),
    ]
    return ArchiveThing(
        key=talk.public_id,
        title=_title(talk),
        facts=[(label, text) for label, text in facts if text],
    )
