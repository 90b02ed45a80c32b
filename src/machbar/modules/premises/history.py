"""How the events of rooms and demand read in a history.

Who asked, owns or searches stands in none of these sentences.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from machbar.foundation.surfaces.module import EventLabel, Text


def _inside(sentence: Text) -> EventLabel:
    return EventLabel(sentence=sentence, is_internal=True)


# --- bookings of the house's own room and window ---------------------------------------------------------
BOOKING_LABELS: Mapping[str, EventLabel] = {
    "room_booking.asked": _inside(gettext_lazy("Somebody asked for the room or the window.")),
    "room_booking.booked": _inside(gettext_lazy("The team booked the room or the window.")),
    "room_booking.confirmed": _inside(gettext_lazy("We said yes to a booking of the house.")),
    "room_booking.called_off_by_guest": _inside(
        gettext_lazy("The guest called off a booking of the house.")
    ),
    "room_booking.called_off_by_house": _inside(
        gettext_lazy("We called off a booking of the house.")
    ),
    "room_booking.told": _inside(gettext_lazy("The guest of a booking of the house was told.")),
    "bookable.added": EventLabel(
        sentence=gettext_lazy("%(name)s can be booked from now on."),
        bare=gettext_lazy("A room or window can be booked from now on."),
    ),
    "bookable.changed": EventLabel(
        sentence=gettext_lazy("The settings of %(name)s were changed."),
        bare=gettext_lazy("The settings of a room or window were changed."),
    ),
}

# --- walk-rounds -----------------------------------------------------------------------------------------
WALK_LABELS: Mapping[str, EventLabel] = {
    "walk.planned": EventLabel(sentence=gettext_lazy("A walk-round was planned.")),
    "walk.link_given": EventLabel(sentence=gettext_lazy("The walkers of a round got a link.")),
    "walk.ended": EventLabel(sentence=gettext_lazy("A walk-round ended.")),
}

EVENT_LABELS: Mapping[str, EventLabel] = {**BOOKING_LABELS, **WALK_LABELS}
