"""What ideas keep about those who bring and those who answer them."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import (
    Basis,
    Keep,
    PersonalData,
    PersonalFields,
    Retention,
)
from machbar.modules.ideas.services.ageing import (
    GIVERS_KEPT,
    forget_old_givers,
    ideas_with_giver,
    offers_of,
    typed_scans,
)
from machbar.modules.ideas.services.erasing import erase_offer, erase_scan, forget_giver
from machbar.modules.ideas.services.offering import KEPT as OFFERS_KEPT
from machbar.modules.ideas.services.offering import forget_old_offers
from machbar.modules.ideas.services.scanning import KEPT_AFTER_TYPING, forget_old_scans

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="ideas.idea",
            fields=("contact", "title", "text", "place", "initials", "reason", "photo"),
            purpose=_("Answering whoever brings an idea, and carrying the idea on."),
            basis=Basis.INTEREST,
            keep=Keep.IDEA,
            who=("contact",),
            emptied=("contact",),
            ends=forget_giver,
        ),
        PersonalFields(
            model="ideas.answer",
            fields=("idea", "text", "given_by", "delivery_note", "letter"),
            purpose=_("Giving every idea an answer that can be read again."),
            basis=Basis.INTEREST,
            keep=Keep.IDEA,
            who=("idea",),
            emptied=("delivery_note",),
        ),
        PersonalFields(
            model="ideas.addition",
            fields=("idea", "text"),
            purpose=_("Adding to an idea what its giver says later."),
            basis=Basis.INTEREST,
            keep=Keep.IDEA,
            who=("idea",),
            goes=True,
        ),
        PersonalFields(
            model="ideas.joining",
            fields=("reason_before", "joined_by"),
            purpose=_("Taking two ideas apart again that were joined by mistake."),
            basis=Basis.INTEREST,
            keep=Keep.IDEA,
        ),
        PersonalFields(
            model="ideas.bundle",
            fields=("title", "text"),
            purpose=_("Showing ideas together that want the same."),
            basis=Basis.INTEREST,
            keep=Keep.IDEA,
        ),
        PersonalFields(
            model="ideas.offer",
            fields=("name", "contact", "text"),
            purpose=_("Bringing together who has an idea and who would join in."),
            basis=Basis.CONSENT,
            keep=Keep.YEAR,
            who=("name", "contact"),
            goes=True,
            ends=erase_offer,
        ),
        PersonalFields(
            model="ideas.origin",
            fields=("idea", "giver"),
            purpose=_("Answering also those whose idea came from an older collection."),
            basis=Basis.INTEREST,
            keep=Keep.IDEA,
            who=("giver", "idea"),
            emptied=("giver",),
        ),
        PersonalFields(
            model="ideas.paperscan",
            fields=("idea", "picture"),
            purpose=_("Typing a paper form, and checking what was typed."),
            basis=Basis.INTEREST,
            keep=Keep.MONTH_AFTER_TYPING,
            who=("idea",),
            goes=True,
            goes_beside=True,
            ends=erase_scan,
        ),
    ),
    retentions=(
        Retention(
            key="givers",
            keep=Keep.IDEA,
            label=_("Givers of ideas without contact; the ideas stay"),
            rows=ideas_with_giver,
            since="last_contact",
            period=GIVERS_KEPT,
            erase=forget_old_givers,
        ),
        Retention(
            key="offers",
            keep=Keep.YEAR,
            label=_("Offers to join in with an idea"),
            rows=offers_of,
            since="offered_at",
            period=OFFERS_KEPT,
            erase=lambda town, at: forget_old_offers(town=town, at=at),
        ),
        Retention(
            key="scans",
            keep=Keep.MONTH_AFTER_TYPING,
            label=_("Scans of paper forms that are typed"),
            rows=typed_scans,
            since="typed_at",
            period=KEPT_AFTER_TYPING,
            erase=lambda town, at: forget_old_scans(town=town, at=at),
        ),
    ),
    harmless={
        "ideas.idea": "number suspicions theme district joined_to",
        "ideas.ideaproject": "idea project",
        "ideas.answer": "key",
        "ideas.joining": "idea",
        "ideas.bundle": "project",
        "ideas.bundledidea": "bundle idea",
        "ideas.offer": "idea",
        "ideas.origin": "program old_number link category",
        "ideas.reasontemplate": "title text",
    },
)
