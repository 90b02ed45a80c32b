"""Somebody says "Mach ich mit" to an idea: it reaches the project guide only, and can be taken back at any time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, revoke_links
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind, read_contact
from machbar.modules.ideas.exceptions import NoOffers
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Idea, Offer
from machbar.modules.ideas.rules import takes_offers

OFFER = "idea_offer"
KEPT = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What the supporter takes home: the offer and the token of the personal link (shown once, never stored)."""

    offer: Offer
    token: str


def offer_help(
    *,
    idea: Idea,
    by: Actor,
    at: datetime,
    form_key: str,
    name: str,
    contact: str,
    text: str = "",
    is_suspicious: bool = False,
) -> Offered:
    """Offer to join in. The same ``form_key`` again gives the same offer, not a second one.

    Raises `core.UnclearContact` for an incomplete mail address, `NoOffers` where the idea takes none.
    """
    if not takes_offers(idea):
        raise NoOffers(_("Nobody can join in with this idea any more."))
    how = read_contact(contact)
    values: dict[str, object] = {
        "name": " ".join(name.split()),
        "contact": how.address,
        "contact_kind": how.kind.value,
        "text": text.strip(),
        "is_suspicious": is_suspicious,
    }
    known = Offer.objects.filter(idea=idea, form_key=form_key).first()
    if known is None:
        try:
            return _new_offer(idea, by, at, form_key, values)
        except IntegrityError:
            # The other click of a double click won between the look and the insert.
            known = Offer.objects.get(idea=idea, form_key=form_key)
    return Offered(offer=known, token=_link_to(known))


@transaction.atomic
def _new_offer(
    idea: Idea, by: Actor, at: datetime, form_key: str, values: dict[str, object]
) -> Offered:
    offer = Offer.objects.create(idea=idea, form_key=form_key, offered_at=at, **values)
    record("idea.help_offered", on=offer, by=by, payload={"idea": idea.public_id})
    index_ideas(idea)
    if offer.contact_kind == ContactKind.MAIL and not offer.is_suspicious:
        letters.send_offer_receipt(offer, token=_link_to(offer))
    return Offered(offer=offer, token=_link_to(offer))


def _link_to(offer: Offer) -> str:
    return issue_link(town=offer.idea.town, purpose=OFFER, subject=offer)


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Actor, at: datetime) -> None:
    """Take an offer back: name, contact and text are erased at once, the link ends; twice is once."""
    found = Offer.objects.select_related("idea").filter(pk=offer.pk).first()
    if found is None:
        return
    record("idea.offer_withdrawn", on=found, by=by, payload={"idea": found.idea.public_id})
    revoke_links(subject=found, purpose=OFFER, at=at)
    found.delete()
    index_ideas(found.idea)


@transaction.atomic
def note_reply(*, offer: Offer, by: Actor, at: datetime) -> None:
    """The project guide has been in touch; a second click changes nothing."""
    if Offer.objects.filter(pk=offer.pk, answered_at=None).update(answered_at=at):
        record("idea.offer_answered", on=offer, by=by)


@transaction.atomic
def forget_reply(*, offer: Offer, by: Actor) -> None:
    """It was a slip: nobody has been in touch yet; a second click changes nothing."""
    if Offer.objects.filter(pk=offer.pk, answered_at__isnull=False).update(answered_at=None):
        record("idea.offer_waits", on=offer, by=by)


def forget_old_offers(*, town: Town, at: datetime) -> int:
    """Erase offers that are a year old; returns how many."""
    house = Actor(town=town, system=True)
    old = list(Offer.objects.filter(idea__town=town, offered_at__lte=at - KEPT))
    for offer in old:
        withdraw_offer(offer=offer, by=house, at=at)
    return len(old)
