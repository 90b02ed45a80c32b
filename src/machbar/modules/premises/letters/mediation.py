"""The mails of a mediation: each one exactly once (the key names the occasion), none with a name or an address.

Who the other side is stands on the page behind the link, and there only after both have agreed.
"""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.post.services import send_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.ui.formats import moment
from machbar.modules.premises.models import Agreement, Mediation
from machbar.modules.premises.words.requests import owner_request
from machbar.reasoning.contact import ContactKind

PAGES = {
    Mediation.Side.OWNER.value: "premises:mediation_owner",
    Mediation.Side.SEEKER.value: "premises:mediation_seeker",
}


def send_request(mediation: Mediation, side: str, *, token: str, at: datetime) -> None:
    """Do you agree to meet? With the link to the page on which it is answered."""
    is_owner = side == Mediation.Side.OWNER
    subject = _("Somebody asks for your room") if is_owner else _("A room for you: shall we ask?")
    template = "owner_request.txt" if is_owner else "seeker_request.txt"
    _send(
        mediation,
        side,
        f"asked:{at.isoformat()}",
        subject,
        template,
        token=token,
        on=timezone.localdate(at),
    )


def send_agreed(mediation: Mediation, side: str, *, token: str) -> None:
    """Both have said yes: the page now names the other side."""
    _send(mediation, side, "agreed", _("Both have said yes"), "agreed.txt", token=token)


def send_visit(mediation: Mediation, side: str, *, occasion: str, token: str) -> None:
    """The visit is fixed, or has moved."""
    assert mediation.visit_at is not None  # noqa: S101 - it was fixed just now
    subject = _("Visit: %(moment)s") % {"moment": moment(mediation.visit_at)}
    _send(mediation, side, occasion, subject, "visit.txt", token=token)


def send_over(mediation: Mediation, side: str) -> None:
    """It comes to nothing; why is said in person."""
    _send(mediation, side, "over", _("It comes to nothing this time"), "over.txt")


def send_ends(agreement: Agreement) -> None:
    """The use ends soon: shall it go on?"""
    assert agreement.ends_on is not None  # noqa: S101 - only then it ends
    mediation = agreement.mediation
    day = date_format(agreement.ends_on, "j. F Y")
    kinds = {
        Mediation.Side.OWNER.value: mediation.unit.owner and mediation.unit.owner.contact_kind,
        Mediation.Side.SEEKER.value: mediation.demand.contact_kind,
    }
    for side, kind in kinds.items():
        if kind == ContactKind.MAIL:
            subject = _("The use of the room ends on %(day)s") % {"day": day}
            _send(
                mediation,
                side,
                f"ends:{agreement.ends_on.isoformat()}",
                subject,
                "ends.txt",
                day=day,
            )


def visit_line(visit_at: datetime) -> str:
    """The visit as everybody may read it: `Besichtigung am Samstag, 28. November`."""
    day = date_format(timezone.localdate(visit_at), "l, j. F")
    return _("Visit on %(day)s") % {"day": day}


def _send(
    mediation: Mediation,
    side: str,
    occasion: str,
    subject: str,
    template: str,
    *,
    token: str = "",
    day: str = "",
    on: date | None = None,
) -> None:
    town = mediation.town
    owner = mediation.unit.owner
    is_owner = side == Mediation.Side.OWNER
    to = (owner.contact if owner is not None else "") if is_owner else mediation.demand.contact
    context = {
        "town": town,
        "mediation": mediation,
        "demand": mediation.demand,
        "is_owner": is_owner,
        "day": day,
        "told": owner_request(mediation, on) if is_owner and on is not None else None,
        "opening": owner.salutation if is_owner and owner is not None else "",
        "address": absolute_url(town, reverse(PAGES[side], args=[token])) if token else "",
    }
    send_letter(
        town=town,
        to=to,
        subject=subject,
        body=render_to_string(f"premises/mail/{template}", context),
        key=f"mediation:{mediation.public_id}:{side}:{occasion}",
    )
