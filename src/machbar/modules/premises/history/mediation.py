"""How the events of a mediation read in a history. No sentence names an owner, an address, a rent or a reason."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import EventLabel, Traced
from machbar.modules.premises.history.inside import inside
from machbar.modules.premises.models import Mediation
from machbar.modules.premises.rules import can_work_on_premises

MEDIATION = "premises.mediation"


def traced(actor: Actor, project: int) -> Sequence[Traced]:
    """The mediations of the project's searches (one query), for those who work on premises; nothing for others."""
    if not can_work_on_premises(actor):
        return ()
    ids = Mediation.objects.filter(town=actor.town, demand__project=project).order_by()
    return (Traced(kind=MEDIATION, ids=list(ids.values_list("public_id", flat=True))),)


MEDIATION_EVENTS: Mapping[str, EventLabel] = {
    "mediation.suggested": inside(gettext_lazy("A search and a room were brought together.")),
    "mediation.asked": inside(gettext_lazy("A side was asked whether it agrees to meet.")),
    "mediation.called": inside(gettext_lazy("A side was called about a room.")),
    "mediation.letter_posted": inside(gettext_lazy("A letter about a room was posted.")),
    "mediation.owner_agrees": inside(gettext_lazy("The owner agreed to meet.")),
    "mediation.seeker_agrees": inside(gettext_lazy("Who looks for a room agreed to meet.")),
    "mediation.fix_visit": inside(gettext_lazy("The visit of a room was fixed or moved.")),
    "mediation.draft": inside(gettext_lazy("The terms for a room were written down.")),
    "mediation.sign": inside(gettext_lazy("The agreement on a room was signed.")),
    "mediation.start": inside(gettext_lazy("The use of a room began.")),
    "mediation.complete": inside(
        gettext_lazy("An amount that was open in the terms for a room was filled in.")
    ),
    "mediation.extend": inside(gettext_lazy("The use of a room was extended.")),
    "mediation.end": inside(gettext_lazy("The use of a room ended.")),
    "mediation.decline": inside(gettext_lazy("A suggested room came to nothing.")),
    "mediation.learn": inside(gettext_lazy("What was learned about a room was written down.")),
}
