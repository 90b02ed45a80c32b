"""How the events of searches read in a history; who looks stands in none of these sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from machbar.foundation.surfaces.module import EventLabel, Text
from machbar.foundation.ui.formats import partial_date


def _inside(sentence: Text) -> EventLabel:
    return EventLabel(sentence=sentence, is_internal=True)


DEMAND_EVENTS: Mapping[str, EventLabel] = {
    "demand.handed_in": _inside(gettext_lazy("A search came in.")),
    "demand.changed": _inside(gettext_lazy("A search was changed.")),
    "demand.published": _inside(gettext_lazy("A search went public.")),
    "demand.refused": _inside(gettext_lazy("A search stays inside, with a reason.")),
    "demand.hidden": _inside(gettext_lazy("A search was taken off the public list.")),
    "demand.consent_withdrawn": _inside(
        gettext_lazy("Whoever searches does not want the search to be public any more.")
    ),
    "demand.cleared": _inside(gettext_lazy("A search that looked like spam is none.")),
    "demand.closed_as_spam": _inside(gettext_lazy("A search was closed as spam.")),
    "demand.renewed": EventLabel(
        sentence=gettext_lazy("A search was renewed until %(until)s."),
        bare=gettext_lazy("A search was renewed."),
        words={"until": lambda value: partial_date(str(value))},
        is_internal=True,
    ),
    "demand.asked_to_renew": _inside(gettext_lazy("We asked whether a search still holds.")),
    "demand.withdrawn": _inside(gettext_lazy("A search was taken back by who looked.")),
    "demand.settled": _inside(gettext_lazy("A search is settled.")),
    "demand.expired": _inside(gettext_lazy("A search has expired.")),
}
