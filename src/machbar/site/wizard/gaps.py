"""What a town must have said before strangers see it: who answers, how it is reached, what it owes by law.

One list, read by the set-up, by the command, by the page of the town's state and by the opening itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import LegalNotice, Town


class Step(StrEnum):
    """The pages of the set-up after the entrance; the value is the last part of the address."""

    TOWN = "stadt"
    PLACES = "orte"
    FACE = "gesicht"
    DOOR = "tuer"
    MAIL = "post"
    LAW = "recht"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One thing that is not said: on which step it is said, its field there, and its sentence."""

    step: Step
    field: str
    sentence: Promise


LAW: dict[str, Promise] = {
    "body": _("Who runs this house?"),
    "represented_by": _("Who represents it?"),
    "postal_address": _("At which address do letters reach it?"),
    "privacy_contact": _("Who is the data protection officer? “None” is an answer, too."),
    "authority": _("Which authority watches over data protection?"),
    "enforcement": _("Which conciliation body helps where the pages stay inaccessible?"),
    "checked_on": _("When did somebody look through the pages for accessibility?"),
}
NO_ADDRESS = _("Where is the door?")
NO_CONTACT = _("The law asks for a mail address.")
NO_BARRIERS = _("What exactly is not accessible yet, and why?")


def gaps(town: Town, notice: LegalNotice | None) -> Sequence[Gap]:
    """What is missing before the town may open, in the order of the steps; no query."""
    found = []
    if not town.address:
        found.append(Gap(step=Step.DOOR, field="address", sentence=NO_ADDRESS))
    if not town.contact_email:
        found.append(Gap(step=Step.DOOR, field="contact_email", sentence=NO_CONTACT))
    found += [
        Gap(step=Step.LAW, field=name, sentence=sentence)
        for name, sentence in LAW.items()
        if not getattr(notice, name, None)
    ]
    if notice and not notice.barriers and notice.conformity != LegalNotice.Conformity.FULL:
        found.append(Gap(step=Step.LAW, field="barriers", sentence=NO_BARRIERS))
    return found
