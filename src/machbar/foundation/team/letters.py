"""The mails of the team: invitation, new sign-in, another address, second factor, what a successor takes over."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.people.models import Person
from machbar.foundation.post.services import send_code, send_letter
from machbar.foundation.surfaces.duties import Duty
from machbar.foundation.team.models import Invitation
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town


class Change(StrEnum):
    """What happened to the way in which somebody signs in."""

    ADDED = "added"
    REMOVED = "removed"
    CODES = "codes"
    RESET = "reset"
    LINKED = "linked"
    DETACHED = "detached"


def send_invitation(invitation: Invitation, *, token: str) -> None:
    """Who invites, to what, until when, and the link."""
    town = invitation.town
    context = {
        "invitation": invitation,
        "town": town,
        "address": absolute_url(town, reverse("team:join", args=[token])),
    }
    send_letter(
        town=town,
        to=invitation.email,
        subject=_("Will you join the team of %(house)s %(town)s?")
        % {"house": town.house_name, "town": town.short_name},
        body=render_to_string("team/mail/invitation.txt", context),
        key=f"team-invitation:{invitation.public_id}:{secrets.token_hex(8)}",
    )


def tell_of_sign_in(*, town: Town, person: Person, device: str, at: datetime) -> None:
    """Somebody has signed in where this person never did: with the way to end it."""
    context = {
        "town": town,
        "device": device or _("an unknown device"),
        "at": at,
        "address": absolute_url(town, reverse("team:own")),
    }
    send_letter(
        town=town,
        to=person.email,
        subject=_("New sign-in at %(house)s %(town)s")
        % {"house": town.house_name, "town": town.short_name},
        body=render_to_string("team/mail/new_sign_in.txt", context),
        key=f"new-sign-in:{secrets.token_hex(16)}",
    )


def tell_successor(*, town: Town, to: Person, left: Person, duties: Sequence[Duty]) -> None:
    """What comes to the successor, with the pages where it stands."""
    rows = [{"duty": duty, "address": absolute_url(town, duty.url)} for duty in duties]
    send_letter(
        town=town,
        to=to.email,
        subject=_("You take over from %(name)s") % {"name": left.name},
        body=render_to_string(
            "team/mail/taken_over.txt", {"town": town, "left": left, "rows": rows}
        ),
        key=f"taken-over:{secrets.token_hex(16)}",
    )


def send_address_code(*, town: Town, person: Person, address: str, code: str) -> None:
    """The code that proves that a new address is this person's; one that was sent before goes."""
    send_code(
        town=town,
        to=address,
        subject=_("Your code for the new mail address"),
        body=render_to_string("team/mail/address_code.txt", {"town": town, "code": code}),
        what_for="address",
        of=person.public_id,
    )


def tell_of_taken(*, town: Town, address: str) -> None:
    """Somebody wanted to sign in with an address with which its owner signs in already."""
    send_letter(
        town=town,
        to=address,
        subject=_("This mail address is in use already"),
        body=render_to_string("team/mail/address_taken.txt", {"town": town}),
        key=f"address-taken:{secrets.token_hex(16)}",
    )


def tell_of_new_address(*, town: Town, person: Person, before: str) -> None:
    """To the address before: it signs nobody in any more."""
    send_letter(
        town=town,
        to=before,
        subject=_("Your sign-in at %(house)s %(town)s was changed")
        % {"house": town.house_name, "town": town.short_name},
        body=render_to_string("team/mail/address_changed.txt", {"town": town, "name": person.name}),
        key=f"address-changed:{secrets.token_hex(16)}",
    )


def tell_of_factor(*, town: Town, person: Person, change: Change) -> None:
    """Nobody's way of signing in changes without their knowing."""
    context = {
        "town": town,
        "change": change,
        "address": absolute_url(town, reverse("team:own")),
    }
    send_letter(
        town=town,
        to=person.email,
        subject=_("Your sign-in at %(house)s %(town)s was changed")
        % {"house": town.house_name, "town": town.short_name},
        body=render_to_string("team/mail/factor.txt", context),
        key=f"factor:{secrets.token_hex(16)}",
    )
