"""How the events of owners and of what they let out read in a history; none of these sentences names them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from machbar.foundation.surfaces.module import EventLabel, Payload, Text
from machbar.modules.premises.history.inside import inside
from machbar.modules.premises.models import Consent


def _parts(payload: Payload) -> Sequence[Text]:
    kept = payload.get("parts")
    labels = dict(Consent.Field.choices)
    return [str(labels.get(str(part), part)) for part in (kept if isinstance(kept, list) else ())]


def _way(value: object) -> str:
    return str(dict(Consent.Way.choices).get(str(value), value))


OWNER_EVENTS: Mapping[str, EventLabel] = {
    "consent.given": inside(
        gettext_lazy("The owner let something out, %(how)s."),
        bare=gettext_lazy("The owner let something out."),
        words={"how": _way},
        details=_parts,
    ),
    "consent.withdrawn": inside(
        gettext_lazy("Something is not public any more, %(how)s."),
        bare=gettext_lazy("Something is not public any more."),
        words={"how": _way},
        details=_parts,
    ),
    "owner.added": inside(gettext_lazy("An owner was noted.")),
    "owner.changed": inside(gettext_lazy("The entry of an owner was changed.")),
    "owner.informed": inside(gettext_lazy("An owner was told what we keep.")),
    "owner.erased": inside(gettext_lazy("An owner was erased.")),
    "owner.link_issued": inside(gettext_lazy("An owner got a personal link.")),
    "owner.link_ended": inside(gettext_lazy("The personal link of an owner was ended.")),
}
