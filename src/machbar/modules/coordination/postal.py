"""The printable letter to somebody who asked to join and left no mail address."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.documents.letter import PostalLetter, house_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import Member
from machbar.modules.coordination.services.group import link_to


def reply_letter(member: Member, *, town: Town, on: date) -> PostalLetter:
    """Yes or no with its reason; makes a new personal link, which is printed and stored nowhere."""
    member.project.town = town
    address = absolute_url(town, reverse("coordination:member", args=[link_to(member)]))
    note = (
        _("Your page of the group:")
        if member.is_active
        else _("Your request, as long as we keep it (30 days):")
    )
    return house_letter(
        town,
        to=(member.name, member.contact),
        on=on,
        subject=reply_subject(member),
        paragraphs=reply_words(member),
        address=address,
        address_note=note,
        is_fictional=member.is_fictional,
    )


def reply_subject(member: Member) -> str:
    """What the answer is about."""
    title = {"project": member.project.title}
    if member.is_active:
        return _("You are in: %(project)s") % title
    return _("Your offer to join in: %(project)s") % title


def reply_words(member: Member) -> tuple[str, ...]:
    """What is said on the phone or written in the letter."""
    title = {"title": member.project.title}
    if member.is_active:
        return (
            _("Good that you are in: %(title)s.") % title,
            _("Small tasks of at most two hours stand on your page. You leave at any time."),
        )
    return (
        _("Thank you for wanting to join in: %(title)s. This time it does not work:") % title,
        member.reason,
        _("After 30 days we delete your name and how we reach you."),
    )
