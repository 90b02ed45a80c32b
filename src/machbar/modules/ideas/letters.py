"""The mails that the giver of an idea gets; each one exactly once (the key names the occasion)."""

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.post.models import Letter
from machbar.foundation.post.services import send_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.ideas.models import Answer, Idea, Offer
from machbar.modules.projects.models import Project


def send_receipt(idea: Idea, *, token: str) -> None:
    """Thank for the idea and say where its state can be seen."""
    _send(
        idea,
        key=f"idea:{idea.public_id}:receipt",
        subject=_("Your idea %(number)s has arrived") % {"number": idea.number},
        template="ideas/mail/receipt.txt",
        token=token,
    )


def send_answer(
    idea: Idea, answer: Answer, *, token: str, not_before: datetime | None = None
) -> Letter:
    """Pass the team's answer, or its question, on."""
    subject = (
        _("A question about your idea %(number)s")
        if answer.is_question
        else _("An answer to your idea %(number)s")
    )
    return _send(
        idea,
        key=f"idea:{idea.public_id}:answer:{answer.pk}",
        subject=subject % {"number": idea.number},
        template="ideas/mail/answer.txt",
        token=token,
        not_before=not_before,
        answer=answer,
    )


def send_became_project(idea: Idea, project: Project, *, token: str) -> Letter:
    """Say that the idea has become a project."""
    return _send(
        idea,
        key=f"idea:{idea.public_id}:project:{project.public_id}",
        subject=_("Your idea %(number)s becomes a project") % {"number": idea.number},
        template="ideas/mail/became_project.txt",
        token=token,
        project=project,
    )


def send_offer_receipt(offer: Offer, *, token: str) -> None:
    """Thank somebody who would join in, with the link that takes the offer back."""
    idea = offer.idea
    address = absolute_url(idea.town, reverse("ideas:own_offer", args=[token]))
    context = {"idea": idea, "town": idea.town, "address": address}
    send_letter(
        town=idea.town,
        to=offer.contact,
        subject=_("You would join in: %(title)s") % {"title": idea.title},
        body=render_to_string("ideas/mail/offer.txt", context),
        key=f"idea:{idea.public_id}:offer:{offer.public_id}",
    )


def _send(
    idea: Idea,
    *,
    key: str,
    subject: str,
    template: str,
    token: str,
    not_before: datetime | None = None,
    **more: object,
) -> Letter:
    address = absolute_url(idea.town, reverse("ideas:receipt", args=[token]))
    body = render_to_string(template, {"idea": idea, "town": idea.town, "address": address, **more})
    return send_letter(
        town=idea.town,
        to=idea.contact,
        subject=subject,
        body=body,
        key=key,
        not_before=not_before,
    )
