"""What a town has not said about itself yet, for its admins."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import has_legal_notice


@dataclass(frozen=True, kw_only=True)
class Handle:
    """One thing that an admin of a town has to say once: whether it is said, and where."""

    field: str
    title: Promise
    sentence: Promise
    is_done: bool


def handles(town: Town) -> Sequence[Handle]:
    """The things in their order, those that are said already included; a query where the imprint is no free text."""
    return (
        Handle(
            field="opening",
            title=_("When is the door open?"),
            sentence=_("One hour a week is enough."),
            is_done=bool(town.opening_hours),
        ),
        Handle(
            field="address",
            title=_("Where is the door?"),
            sentence=_("Street and number, and what stands beside it."),
            is_done=bool(town.address),
        ),
        Handle(
            field="contact_phone",
            title=_("How are you reached?"),
            sentence=_("A phone number or a mail address, for those who cannot come."),
            is_done=bool(town.contact_phone or town.contact_email),
        ),
        Handle(
            field="imprint",
            title=_("Who answers for these pages?"),
            sentence=_("The law asks every public page for an imprint."),
            is_done=bool(town.imprint) or has_legal_notice(town),
        ),
    )


def missing(town: Town) -> Sequence[Handle]:
    """Only what is not said yet."""
    return [handle for handle in handles(town) if not handle.is_done]
