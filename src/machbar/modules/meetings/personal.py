"""What talks and bookings keep about people."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import (
    Basis,
    Keep,
    PersonalData,
    PersonalFields,
    Retention,
)
from machbar.modules.meetings.services.calling_off import (
    GUESTS_KEPT,
    bookings_with_guest,
    erase_guest,
    forget_guests,
)

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="meetings.presence",
            fields=("who", "person"),
            purpose=_("Saying who of the team is there, and when."),
            basis=Basis.INTEREST,
            keep=Keep.TEAM,
        ),
        PersonalFields(
            model="meetings.booking",
            fields=("topic", "name", "contact", "reason"),
            purpose=_("Arranging a talk and moving it."),
            basis=Basis.CONTRACT,
            keep=Keep.MONTH_AFTER_DAY,
            who=("name", "contact"),
            emptied=("topic", "name", "contact"),
            ends=erase_guest,
        ),
        PersonalFields(
            model="meetings.talk",
            fields=(
                *(
                    "with_whom",
                    "said",
                    "next_step",
                    "private_note",
                    "initials",
                    "person",
                    "booking",
                ),
            ),
            purpose=_("Remembering what was said and who does what next."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
            who=("with_whom", "booking"),
            emptied=("with_whom", "private_note"),
        ),
    ),
    retentions=(
        Retention(
            key="guests",
            keep=Keep.MONTH_AFTER_DAY,
            label=_("Guests of talks; the bookings stay"),
            rows=bookings_with_guest,
            since="ends_at",
            period=GUESTS_KEPT,
            erase=lambda town, at: forget_guests(town=town, at=at),
        ),
    ),
    harmless={
        "meetings.presence": "place",
        "meetings.dayoff": "presence reason",
        "meetings.booking": "number presence subject_kind",
        "meetings.talk": "project subject_kind",
    },
)
