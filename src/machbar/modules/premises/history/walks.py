"""How walk-rounds read in a history."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from machbar.foundation.surfaces.module import EventLabel

WALK_EVENTS: Mapping[str, EventLabel] = {
    "walk.planned": EventLabel(sentence=gettext_lazy("A walk-round was planned.")),
    "walk.link_given": EventLabel(sentence=gettext_lazy("The walkers of a round got a link.")),
    "walk.ended": EventLabel(sentence=gettext_lazy("A walk-round ended.")),
    "walk.reopened": EventLabel(sentence=gettext_lazy("A walk-round that had ended goes on.")),
}
