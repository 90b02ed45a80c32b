"""How those events of the audit trail read that no module records: pictures, post, devices, roles."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import EventLabel


def _consent(value: object) -> str:
    return str(dict(Picture.Consent.choices).get(str(value), value))


def _role(value: object) -> str:
    return str(dict(Role.choices).get(str(value), value))


HOUSE_LABELS: Mapping[str, EventLabel] = {
    "audit.erased": EventLabel(sentence=_("The content of an entry of the trail was erased.")),
    "device.announced": EventLabel(sentence=_("The pairing of a tablet was prepared.")),
    "device.paired": EventLabel(sentence=_("A tablet was paired.")),
    "device.revoked": EventLabel(sentence=_("A tablet was locked out.")),
    "letter.retried": EventLabel(sentence=_("A letter was sent again.")),
    "letter.settled": EventLabel(sentence=_("A letter that did not arrive was settled.")),
    "person.signed_in_once": EventLabel(sentence=_("Somebody signed in with a one-time address.")),
    "picture.agreed": EventLabel(
        sentence=_("It was agreed that a picture may be shown, %(how)s: “%(text)s”"),
        bare=_("It was agreed that a picture may be shown."),
        words={"how": _consent},
    ),
    "picture.released": EventLabel(sentence=_("A picture was released.")),
    "picture.removed": EventLabel(sentence=_("A picture was erased.")),
    "picture.taken_back": EventLabel(sentence=_("A picture is no longer shown.")),
    "role.given": EventLabel(
        sentence=_("Somebody got a role: %(role)s."),
        bare=_("Somebody got a role."),
        words={"role": _role},
    ),
    "role.taken": EventLabel(sentence=_("Somebody lost roles in the town.")),
    "town.populated": EventLabel(sentence=_("The town was filled with invented things.")),
}
