"""The printable letter to a giver: what was answered, the number, and where the idea can be followed."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.documents.letter import PostalLetter, house_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services import link_to


def postal_letter(idea: Idea, answers: Sequence[Answer], *, town: Town, on: date) -> PostalLetter:
    """One letter with these answers; makes a new personal link, which is printed and stored nowhere."""
    idea.town = town
    address = absolute_url(town, reverse("ideas:receipt", args=[link_to(idea)]))
    subject = (
        _("A question about your idea %(number)s")
        if answers[-1].is_question
        else _("An answer to your idea %(number)s")
    )
    brought = _("you brought us this idea: “%(title)s”.") % {"title": idea.title}
    return house_letter(
        town,
        to=("", idea.contact),
        on=on,
        number=idea.number,
        subject=subject % {"number": idea.number},
        paragraphs=(brought, *(answer.text for answer in answers)),
        address=address,
        address_note=_("Here you see how things go on, and you can add something:"),
        is_fictional=idea.is_fictional,
    )
