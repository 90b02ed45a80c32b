"""What rooms and searches keep about owners, seekers and guests."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import Basis, Keep, PersonalData, PersonalFields

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="premises.owner",
            fields=("name", "salutation", "contact", "postal_address", "source", "note"),
            purpose=_("Asking owners about their rooms and telling them what is kept."),
            basis=Basis.INTEREST,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.unit",
            fields=("owner", "description", "internal_note"),
            purpose=_("Knowing whose room it is and what was agreed about it."),
            basis=Basis.INTEREST,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.usespell",
            fields=("use", "source"),
            purpose=_("Knowing what a room was used for; a shop may bear a name."),
            basis=Basis.INTEREST,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.consent",
            fields=("unit", "text_version"),
            purpose=_("Proving what an owner agreed to, and when."),
            basis=Basis.DUTY,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.unitpicture",
            fields=("unit", "picture"),
            purpose=_("Showing a room in pictures, where its owner agreed."),
            basis=Basis.CONSENT,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.roombooking",
            fields=("title", "reason", "name", "contact"),
            purpose=_("Giving out the house's own rooms."),
            basis=Basis.CONTRACT,
            keep=Keep.MONTH_AFTER_DAY,
        ),
        PersonalFields(
            model="premises.demand",
            fields=("name", "contact"),
            purpose=_("Reaching whoever searches for a room or for people."),
            basis=Basis.CONSENT,
            keep=Keep.SEARCH,
        ),
        PersonalFields(
            model="premises.demand",
            fields=("title", "text", "storage_note", "details", "refused_because"),
            purpose=_("Finding a room for whoever searches for one."),
            basis=Basis.CONSENT,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.mediation",
            fields=(
                *("demand", "unit", "owner_said", "seeker_said", "visit_place", "reason"),
                *("learned", "override_reason"),
            ),
            purpose=_("Bringing a search and a room together, step by step."),
            basis=Basis.CONTRACT,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.asking",
            fields=("mediation", "note"),
            purpose=_("Asking both sides of a mediation."),
            basis=Basis.CONTRACT,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.mediationstep",
            fields=("mediation", "by", "note"),
            purpose=_("Showing who did what in a mediation."),
            basis=Basis.INTEREST,
            keep=Keep.ROOM,
        ),
        PersonalFields(
            model="premises.agreement",
            fields=("mediation", "purpose", "insurance", "special_terms"),
            purpose=_("Keeping what both sides of a mediation agreed upon."),
            basis=Basis.CONTRACT,
            keep=Keep.ROOM,
        ),
    ),
    harmless={
        "premises.bookable": "name description house_rules",
        "premises.roombooking": "number bookable project",
        "premises.slice": "bookable booking",
        "premises.house": "street number sort_key",
        "premises.unit": "house number label use_now use_before",
        "premises.usespell": "unit since until",
        "premises.demand": "number project kinds",
        "premises.walk": "title streets",
        "premises.tick": "walk house use",
    },
)
