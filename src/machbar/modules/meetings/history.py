"""How the events of presence hours, bookings and talks read in a history, and which talks belong to a project.

Who came and what was said stands in none of these sentences. Events of talks and bookings are for those alone who hold
talks; presence hours are public, and what happened to them may be read by the whole team.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import EventLabel, Text, Traced
from machbar.foundation.ui.formats import partial_date
from machbar.modules.meetings.models import Talk
from machbar.modules.meetings.rules import can_hold_talks

TALK = "meetings.talk"


def traced(actor: Actor, project: int) -> Sequence[Traced]:
    """The talks about the project (one query), for those who hold talks; nothing, and no query, for others."""
    if not can_hold_talks(actor):
        return ()
    talks = Talk.objects.filter(town=actor.town, project=project)
    return (Traced(kind=TALK, ids=list(talks.order_by().values_list("public_id", flat=True))),)


def _day(value: object) -> str:
    return partial_date(str(value))


def _inside(sentence: Text) -> EventLabel:
    return EventLabel(sentence=sentence, is_internal=True)


EVENT_LABELS: Mapping[str, EventLabel] = {
    "talk.noted": _inside(gettext_lazy("A talk was noted.")),
    "talk.changed": _inside(gettext_lazy("The note of a talk was corrected.")),
    "talk.next_step_done": _inside(gettext_lazy("The next step after a talk is done.")),
    "talk.deleted": _inside(gettext_lazy("The note of a talk was deleted, with its hours.")),
    "booking.made": _inside(gettext_lazy("A talk in the presence hours was booked.")),
    "booking.called_off_by_guest": _inside(gettext_lazy("The guest called off a booked talk.")),
    "booking.called_off_by_house": _inside(gettext_lazy("We called off a booked talk.")),
    "booking.told": _inside(gettext_lazy("The guest of a talk called off by us was told.")),
    "booking.held": _inside(gettext_lazy("A booked talk took place.")),
    "booking.missed": _inside(gettext_lazy("Nobody came to a booked talk.")),
    "presence.handed_over": _inside(gettext_lazy("Somebody else holds the presence hours.")),
    "presence.planned": EventLabel(sentence=gettext_lazy("New presence hours were planned.")),
    "presence.changed": EventLabel(sentence=gettext_lazy("Presence hours were changed.")),
    "presence.day_off": EventLabel(
        sentence=gettext_lazy("The presence hours on %(on)s were called off."),
        bare=gettext_lazy("A day of the presence hours was called off."),
        words={"on": _day},
    ),
    "presence.day_off_taken_back": EventLabel(
        sentence=gettext_lazy("The presence hours on %(on)s take place after all."),
        bare=gettext_lazy("A day of the presence hours takes place after all."),
        words={"on": _day},
    ),
    "presence.ended": EventLabel(
        sentence=gettext_lazy("The presence hours end; the last day is %(last_day)s."),
        bare=gettext_lazy("The presence hours end."),
        words={"last_day": _day},
    ),
    "calendar.opened": EventLabel(
        sentence=gettext_lazy("Somebody of the team got a calendar address for the dates.")
    ),
    "calendar.ended": EventLabel(
        sentence=gettext_lazy("A calendar address for the dates was ended.")
    ),
}
