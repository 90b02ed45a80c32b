"""What talks and bookings keep about people."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import Basis, Keep, PersonalData, PersonalFields
from machbar.modules.meetings.services.calling_off import erase_guest

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
    harmless={
        "meetings.presence": "place",
        "meetings.dayoff": "presence reason",
        "meetings.booking": "number presence subject_kind",
        "meetings.talk": "project subject_kind",
    },
)
