"""What the register puts on the team's start page: a hint once a vacancy, announced days that have come."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import MOST_COUNTED, DayItem, DayPart
from machbar.modules.premises.core import UnitState, months_empty, warning_day
from machbar.modules.premises.labels.units import title_of
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.units import to_look_at

ON_THE_PAGE = 8
TWO_YEARS = 24
_IN_TIME = gettext_lazy("After about two years the protection of its use may end: ask in time.")
_OVER = gettext_lazy(
    "The two years are over: the protection of its use may have ended. Please ask."
)


def register_part(actor: Actor, today: date) -> DayPart | None:
    """Units to look at (one query); None where nothing waits, or for who does not keep the register."""
    if not can_work_on_premises(actor):
        return None
    units = list(to_look_at(actor, today)[: MOST_COUNTED + 1])
    announced = [unit for unit in units if unit.state == UnitState.ANNOUNCED]
    items = [
        *_hints([unit for unit in units if unit not in announced], today),
        *_announced(announced, today),
    ]
    if not items:
        return None
    return DayPart(
        title=_("Rooms"),
        items=sorted(items, key=lambda item: item.due)[:ON_THE_PAGE],
        total=len(items),
        url=reverse("premises:units"),
    )


def _hints(units: list[Unit], today: date) -> Iterator[DayItem]:
    for unit in units:
        since = unit.empty_since or today
        months = months_empty(since, today)
        empty = ngettext("empty for %(n)d month", "empty for %(n)d months", months)
        yield DayItem(
            headline=f"{title_of(unit)}: {empty % {'n': months}}",
            detail=str(_OVER if months >= TWO_YEARS else _IN_TIME),
            url=reverse("premises:unit", args=[unit.public_id]),
            action=_("Look"),
            since=warning_day(since),
            due=today,  # it waits beside what is due today, never before what is late
            is_late=False,
        )


def _announced(units: list[Unit], today: date) -> Iterator[DayItem]:
    for unit in units:
        due = unit.empty_from or today
        words = {"title": title_of(unit), "day": due.strftime("%d.%m.%Y")}
        yield DayItem(
            headline=_("%(title)s: was to be empty on %(day)s") % words,
            detail=_("Is it? Note the use, then the search for somebody can begin."),
            url=reverse("premises:unit", args=[unit.public_id]),
            action=_("To the card"),
            since=due,
            due=due,
            is_late=due < today,
        )
