"""A stack of postcards is typed: each card becomes an idea by itself, so that one bad card holds up no other."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.modules.ideas.exceptions import CardTaken
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services.receiving import hand_in_idea


@dataclass(frozen=True, kw_only=True)
class Card:
    """What stands on one card; ``form_key`` is the key of its row in the grid."""

    form_key: str
    text: str
    place: str = ""
    contact: str = ""
    wants_to_join: bool = False
    written_on: date | None = None


def take_down_card(*, by: Actor, at: datetime, card: Card, initials: str = "") -> Idea:
    """Keep one card. The same row with the same words again gives the same idea.

    Raises `CardTaken` where the row was saved with other words (browser back, then typed over): nothing is lost
    quietly. Raises `core.UnclearContact` for an incomplete mail address.
    """
    known = Idea.objects.filter(town=by.town, form_key=card.form_key).first()
    if known is None:
        known = hand_in_idea(
            by=by,
            at=at,
            form_key=card.form_key,
            text=card.text,
            place=card.place,
            contact=card.contact,
            wants_to_join=card.wants_to_join,
            channel=Idea.Channel.POSTCARD,
            initials=initials,
            written_on=card.written_on,
        ).idea
    if known.text != card.text.strip():
        raise CardTaken(
            _(
                "This row is saved already as %(number)s, with other words. Save again if it is another card."
            )
            % {"number": known.number}
        )
    return known
