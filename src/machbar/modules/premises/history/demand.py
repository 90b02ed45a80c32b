"""How the events of searches read in a history; who looks stands in none of these sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from machbar.foundation.surfaces.module import EventLabel
from machbar.foundation.ui.formats import partial_date
from machbar.modules.premises.history.inside import inside

DEMAND_EVENTS: Mapping[str, EventLabel] = {
    "demand.handed_in": inside(gettext_lazy("A search came in.")),
    "demand.changed": inside(gettext_lazy("A search was changed.")),
    "demand.published": inside(gettext_lazy("A search went public.")),
    "demand.refused": inside(gettext_lazy("A search stays inside, with a reason.")),
    "demand.hidden": inside(gettext_lazy("A search was taken off the public list.")),
    "demand.consent_withdrawn": inside(
        gettext_lazy("Whoever searches does not want the search to be public any more.")
    ),
    "demand.cleared": inside(gettext_lazy("A search that looked like spam is none.")),
    "demand.closed_as_spam": inside(gettext_lazy("A search was closed as spam.")),
    "demand.renewed": EventLabel(
        sentence=gettext_lazy("A search was renewed until %(until)s."),
        bare=gettext_lazy("A search was renewed."),
        words={"until": lambda value: partial_date(str(value))},
        is_internal=True,
    ),
    "demand.asked_to_renew": inside(gettext_lazy("We asked whether a search still holds.")),
    "demand.withdrawn": inside(gettext_lazy("A search was taken back by who looked.")),
    "demand.settled": inside(gettext_lazy("A search is settled.")),
    "demand.expired": inside(gettext_lazy("A search has expired.")),
}
