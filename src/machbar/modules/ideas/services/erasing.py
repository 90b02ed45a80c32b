"""What follows where somebody is erased who brought an idea, offered help or filled in a paper form."""

from datetime import datetime

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.media.services import tear_out
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.models import Answer, Idea, Offer, PaperScan
from machbar.modules.ideas.services.offering import withdraw_offer
from machbar.modules.ideas.services.scanning import remove_scan


def forget_giver(idea: Idea, by: Actor, _at: datetime) -> None:
    """The idea stays, without its giver: nobody is answered any more, the photo goes."""
    if idea.photo is not None:
        tear_out(picture=idea.photo, by=by)
    Idea.objects.filter(pk=idea.pk).update(contact_kind=ContactKind.NONE.value, wants_to_join=False)
    # What was still on its way reaches nobody.
    Answer.objects.filter(idea=idea, reached_on=None, letter=None).update(
        sent_by=ContactKind.NONE.value, again_on=None
    )
    record("idea.giver_erased", on=idea, by=by)


def erase_offer(offer: Offer, by: Actor, at: datetime) -> None:
    """The offer goes with its link."""
    withdraw_offer(offer=offer, by=by, at=at)


def erase_scan(scan: PaperScan, by: Actor, _at: datetime) -> None:
    """The page goes, row and files: words cannot be struck out of a picture."""
    remove_scan(scan=scan, by=by)
