"""The mails about searches; each one exactly once (the key names the occasion)."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.post.services import send_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.premises.models import Demand


def send_receipt(demand: Demand, *, token: str) -> None:
    """It has arrived: number, link, until when it stands."""
    _to_seeker(demand, "receipt", _("Your search %(number)s has arrived"), token)


def send_renewal(demand: Demand, *, token: str) -> None:
    """It ends in two weeks: does it still hold?"""
    occasion = f"renewal-{demand.expires_on.isoformat()}"
    _to_seeker(demand, "renewal", _("Are you still looking? %(number)s"), token, key=occasion)


def send_refused(demand: Demand, *, token: str) -> None:
    """It does not go public, and why."""
    occasion = f"refused-{demand.version}"
    _to_seeker(demand, "refused", _("About your search %(number)s"), token, key=occasion)


def _to_seeker(
    demand: Demand, name: str, subject: str, token: str, *, key: str = "receipt"
) -> None:
    town = demand.town
    context = {
        "demand": demand,
        "town": town,
        "address": absolute_url(town, reverse("premises:demand_receipt", args=[token])),
    }
    send_letter(
        town=town,
        to=demand.contact,
        subject=subject % {"number": demand.number},
        body=render_to_string(f"premises/mail/demand_{name}.txt", context),
        key=f"demand:{demand.public_id}:{key}",
    )
