"""What searches show beyond their own pages: counter, staff area, Heute, shop window, kiosk, project page, site map."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    CounterDeed,
    DayItem,
    DayPart,
    NavigationEntry,
    Panel,
    ProjectPage,
    SitePage,
)
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Demand
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import (
    demands_to_see_to,
    hits_for_project,
    public_demands,
)
from machbar.modules.premises.services.demand_ending import (
    ask_to_renew,
    expire_demands,
)

AREA = "werkstatt/raeume"
ON_THE_DAY = 8
IN_THE_WINDOW = 3
ON_THE_SITE_MAP = 500
MOST_HITS = 4


def demand_counter(actor: Actor) -> Sequence[CounterDeed]:
    """Somebody looks for a room: the tablet leads to the short form, the team to its own."""
    if can_work_on_premises(actor):
        url = reverse("premises:new_demand")
    elif actor.device is not None:
        url = reverse("premises:seek")
    else:
        return ()
    return (
        CounterDeed(
            label=_("Somebody looks for a room"),
            when=_("A workshop, a studio, a shop for three months? Write the search down."),
            url=url,
            position=30,
        ),
    )


def demand_area_pages(actor: Actor) -> Sequence[NavigationEntry]:
    """Beside the register: searches, and the proposal for all at once."""
    if not can_work_on_premises(actor):
        return ()
    return (
        _entry(_("Searches"), "demands_work", 30),
        _entry(_("Proposal"), "proposal", 40),
    )


def demand_day_part(actor: Actor, today: date) -> DayPart | None:
    """Searches that end this week, and searches for rooms that nobody has suggested anything for (one query)."""
    if not can_work_on_premises(actor):
        return None
    rows = list(demands_to_see_to(actor, today)[: ON_THE_DAY + 1])
    if not rows:
        return None
    return DayPart(
        title=_("Searches"),
        items=[_day_item(each, today) for each in rows[:ON_THE_DAY]],
        total=len(rows),
        url=reverse("premises:demands_work"),
    )


def demand_front(actor: Actor) -> Sequence[Panel]:
    """A pane of the shop window with the newest public searches (one query)."""
    rows = list(public_demands(actor.town)[:IN_THE_WINDOW])
    if not rows:
        return ()
    context = {"demands": rows}
    panel = Panel(
        template="premises/_pane_demands.html", context=context, position=45, is_beside=True
    )
    return (panel,)


def demand_kiosk(actor: Actor) -> Sequence[Panel]:
    """The newest public searches on the screen in the window (one query)."""
    rows = list(public_demands(actor.town)[:IN_THE_WINDOW])
    if not rows:
        return ()
    return (Panel(template="premises/_slide_demands.html", context={"demands": rows}, position=45),)


def demand_site_pages(actor: Actor) -> Sequence[SitePage]:
    """The form, the list, and each public search (one query)."""
    rows = public_demands(actor.town)[:ON_THE_SITE_MAP]
    return (
        SitePage(path=reverse("premises:seek")),
        SitePage(path=reverse("premises:demands")),
        *(
            SitePage(
                path=reverse("premises:demand", args=[each.public_id]), changed=each.changed_at
            )
            for each in rows
        ),
    )


def demand_project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """On the workspace: the searches of a project, and who looks for something with the same words (two queries)."""
    if page is not ProjectPage.WORKSPACE or not can_work_on_premises(actor):
        return ()
    own, hits = hits_for_project(actor, project, MOST_HITS)
    context = {"own": own, "hits": hits}
    return (
        Panel(
            template="premises/_project_demands.html",
            context=context,
            position=35,
            page=ProjectPage.WORKSPACE,
        ),
    )


def demand_daily(town: Town, today: date) -> None:
    """The worker's clock: ask whether searches still hold, end them."""
    now = timezone.now()
    ask_to_renew(town=town, today=today, at=now)
    expire_demands(town=town, today=today, at=now)


def _entry(label: object, route: str, position: int) -> NavigationEntry:
    return NavigationEntry(
        area=Area.STAFF,
        label=label,  # type: ignore[arg-type]
        url=reverse(f"premises:{route}"),
        section=AREA,
        position=position,
    )


def _day_item(demand: Demand, today: date) -> DayItem:
    ends = (demand.expires_on - today).days <= 7
    since = timezone.localdate(demand.created_at)
    day = demand.expires_on.strftime("%d.%m.%Y")
    return DayItem(
        headline=demand.title,
        detail=gettext("ends on %(day)s") % {"day": day}
        if ends
        else gettext("nothing suggested yet"),
        url=reverse("premises:demand_work", args=[demand.public_id]),
        action=_("Look at it"),
        since=since,
        due=demand.expires_on if ends else since,
        is_late=ends and demand.expires_on <= today,
    )
