"""How the bookings of the house's own room and window read in a history."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from machbar.foundation.surfaces.module import EventLabel
from machbar.modules.premises.history.inside import inside

BOOKING_EVENTS: Mapping[str, EventLabel] = {
    "room_booking.asked": inside(gettext_lazy("Somebody asked for the room or the window.")),
    "room_booking.booked": inside(gettext_lazy("The team booked the room or the window.")),
    "room_booking.confirmed": inside(gettext_lazy("We said yes to a booking of the house.")),
    "room_booking.called_off_by_guest": inside(
        gettext_lazy("The guest called off a booking of the house.")
    ),
    "room_booking.called_off_by_house": inside(
        gettext_lazy("We called off a booking of the house.")
    ),
    "room_booking.lapsed": inside(
        gettext_lazy("A question for the room or window went without our answer; its time is free.")
    ),
    "room_booking.told": inside(gettext_lazy("The guest of a booking of the house was told.")),
    "bookable.added": EventLabel(
        sentence=gettext_lazy("%(name)s can be booked from now on."),
        bare=gettext_lazy("A room or window can be booked from now on."),
    ),
    "bookable.changed": EventLabel(
        sentence=gettext_lazy("The settings of %(name)s were changed."),
        bare=gettext_lazy("The settings of a room or window were changed."),
    ),
}
