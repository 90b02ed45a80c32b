"""The letter to a side that is asked and has no mail address, and whom it goes to."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.documents.letter import PostalLetter, house_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.premises.letters.mediation import PAGES
from machbar.modules.premises.models import Asking, Mediation
from machbar.modules.premises.services.mediating import link_to
from machbar.modules.premises.words.requests import letter_words


def person_asked(asking: Asking) -> tuple[str, str]:
    """Name and number or address of the side that is asked."""
    mediation = asking.mediation
    owner, demand = mediation.unit.owner, mediation.demand
    if asking.side != Mediation.Side.OWNER:
        return demand.name or demand.title, demand.contact
    if owner is None:
        return "", ""
    is_letter = asking.way == Asking.Way.LETTER
    contact = owner.postal_address if is_letter and owner.postal_address else owner.contact
    return owner.name, contact


def request_letter(asking: Asking, *, town: Town, at: datetime, on: date) -> PostalLetter:
    """The request as a letter; makes a new personal link, which is printed and stored nowhere."""
    mediation = asking.mediation
    mediation.town = town
    token = link_to(mediation, asking.side, at=at)
    is_owner = asking.side == Mediation.Side.OWNER
    owner = mediation.unit.owner
    salutation = owner.salutation if owner is not None and is_owner else ""
    return house_letter(
        town,
        to=person_asked(asking),
        on=on,
        subject=_("Somebody asks for your room")
        if is_owner
        else _("A room for you: shall we ask?"),
        opening=f"{salutation}," if salutation else "",
        paragraphs=letter_words(asking, on),
        address=absolute_url(town, reverse(PAGES[asking.side], args=[token])),
        address_note=_("Here you answer without an account, or you call us:"),
        is_fictional=mediation.is_fictional,
    )
