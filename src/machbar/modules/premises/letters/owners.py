"""The mails and the printed letter to owners. Tokens go out in them and are stored nowhere."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.documents.letter import PostalLetter, house_letter
from machbar.foundation.post.services import send_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Owner
from machbar.modules.premises.selectors.owners import units_of
from machbar.modules.premises.words.owners import first_letter, opening


def page_address(town: Town, token: str) -> str:
    """The owner's page as a complete address."""
    return absolute_url(town, reverse("premises:owner_page", args=[token]))


def send_first_letter(owner: Owner, *, town: Town, token: str, at: datetime) -> None:
    """What we keep and why, with the link to the owner's page."""
    context = {
        "opening": opening(owner),
        "paragraphs": first_letter(owner, list(units_of(owner)), town=town),
        "address": page_address(town, token),
        "town": town,
    }
    send_letter(
        town=town,
        to=owner.contact,
        subject=_subject(town),
        body=render_to_string("premises/mail/owner_first.txt", context),
        key=f"owner:{owner.public_id}:first:{at.isoformat()}",
    )


def send_new_link(owner: Owner, *, town: Town, token: str, at: datetime) -> None:
    """The owner's link anew."""
    context = {
        "opening": opening(owner),
        "address": page_address(town, token),
        "town": town,
    }
    send_letter(
        town=town,
        to=owner.contact,
        subject=_("Your page at %(house)s") % {"house": town.house_name},
        body=render_to_string("premises/mail/owner_link.txt", context),
        key=f"owner:{owner.public_id}:link:{at.isoformat()}",
    )


def send_code(owner: Owner, *, town: Town, code: str, at: datetime) -> None:
    """Six digits for a new device."""
    context = {"code": code, "town": town}
    send_letter(
        town=town,
        to=owner.contact,
        subject=_("Your code for %(house)s") % {"house": town.house_name},
        body=render_to_string("premises/mail/owner_code.txt", context),
        key=f"owner:{owner.public_id}:code:{at.isoformat()}",
    )


def printed_letter(owner: Owner, *, town: Town, token: str, on: date) -> PostalLetter:
    """The first letter on paper, for a window envelope."""
    return house_letter(
        town,
        to=(owner.name, owner.postal_address),
        on=on,
        subject=_subject(town),
        opening=opening(owner),
        paragraphs=first_letter(owner, list(units_of(owner)), town=town),
        address=page_address(town, token),
        address_note=_("Your own page:"),
        is_fictional=owner.is_fictional,
    )


def _subject(town: Town) -> str:
    return _("Your room in %(town)s, and what we keep about it") % {"town": town.name}
