"""The printable letter to a giver: what was answered, the number, and where the idea can be followed."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.documents.letter import PostalLetter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services import link_to
from machbar.reasoning.postal import address_lines


def postal_letter(idea: Idea, answers: Sequence[Answer], *, town: Town, on: date) -> PostalLetter:
    """One letter with these answers; makes a new personal link, which is printed and stored nowhere."""
    idea.town = town
    address = absolute_url(town, reverse("ideas:receipt", args=[link_to(idea)]))
    house = f"{town.house_name} {town.name}"
    subject = (
        _("A question about your idea %(number)s")
        if answers[-1].is_question
        else _("An answer to your idea %(number)s")
    )
    return PostalLetter(
        house=town.house_name,
        town=town.name,
        accent=town.accent,
        sender=", ".join(part for part in (house, town.address) if part),
        recipient=address_lines(idea.contact),
        details=tuple(
            (label, text)
            for label, text in (
                (_("Number"), idea.number),
                (_("Phone"), town.contact_phone),
                (_("Mail"), town.contact_email),
                (_("Open"), town.opening_hours),
            )
            if text
        ),
        dated=on,
        subject=subject % {"number": idea.number},
        opening=_("Good day,"),
        paragraphs=(
            _("you brought us this idea: “%(title)s”.") % {"title": idea.title},
            *(answer.text for answer in answers),
        ),
        closing=_("Kind regards"),
        signature=_("Your team of %(house)s") % {"house": town.house_name},
        address=address,
        address_note=_("Here you see how things go on, and you can add something:"),
        fictional_note=_("invented") if idea.is_fictional else "",
    )
