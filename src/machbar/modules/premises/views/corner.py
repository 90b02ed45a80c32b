"""Two corners of the triangle for a project: the rooms ranked for its search, and who else looks for the same."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Corner, Panel, Question
from machbar.modules.premises.matching.rows import UnitRow, row_of, split_rows
from machbar.modules.premises.models import Demand
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import hits_for_project, living_demands, rooms_for
from machbar.modules.projects.models import Project

SHOWN = 5
MOST_HITS = 8


def corner(actor: Actor, project: int) -> Sequence[Corner]:
    """Rooms and demand for one project, for who works on premises (eight queries); for others nothing."""
    if not can_work_on_premises(actor):
        return ()
    found = Project.objects.filter(town=actor.town).get(pk=project)
    return (_rooms(actor, found), _demand(actor, found))


def _rooms(actor: Actor, project: Project) -> Corner:
    search = (
        living_demands(actor).filter(project=project, kind=Demand.Kind.ROOM).order_by("id").first()
    )
    if search is None:
        return _no_search(project)
    rows = [
        UnitRow(unit=each.unit, row=row_of(each.fit))
        for each in rooms_for(actor, search, timezone.localdate())
    ]
    possible = [each for each in rows if not each.row.is_excluded]
    fits = sum(each.row.mark == "yes" for each in possible)
    undecided = sum(each.row.mark == "unknown" for each in possible)
    parts = split_rows(rows)
    return Corner(
        key="premises",
        title=_("Room"),
        summary=_summary(fits, undecided),
        offer=gettext("%(found)d of %(all)d rooms") % {"found": fits + undecided, "all": len(rows)},
        panel=Panel(
            template="premises/_corner_rooms.html",
            context={
                "search": search,
                "project": project,
                "rows": possible[:SHOWN],
                "excluded": parts["excluded"],
                "is_cut": len(possible) > SHOWN,
            },
        ),
        fits=fits,
        open_questions=undecided,
        question=_question(search, rows),
    )


def _no_search(project: Project) -> Corner:
    address = f"{reverse('premises:new_demand')}?{urlencode({'projekt': project.public_id})}"
    return Corner(
        key="premises",
        title=_("Room"),
        summary=gettext("This project does not look for a room yet."),
        panel=Panel(
            template="premises/_corner_rooms.html",
            context={"search": None, "project": project, "address": address},
        ),
        fits=0,
        open_questions=0,
        is_searched=False,
        question=Question(
            text=_("What kind of place does the project need?"),
            hint=_(
                "Size, floor, rent and days: five answers are enough, and the rooms stand here."
            ),
            url=address,
            decides=1,
        ),
    )


def _summary(fits: int, undecided: int) -> str:
    fitting = ngettext("%(n)d room fits", "%(n)d rooms fit", fits) % {"n": fits}
    if not undecided:
        return f"{fitting}."
    almost = ngettext("%(n)d almost", "%(n)d almost", undecided) % {"n": undecided}
    return f"{fitting}, {almost}."


def _question(search: Demand, rows: Sequence[UnitRow]) -> Question | None:
    """The first thing that nobody knows of the room that stands highest among those that wait for an answer."""
    waiting = [each for each in rows if each.row.questions and not each.row.is_excluded]
    if not waiting:
        return None
    first = waiting[0]
    same = sum(first.row.questions[0] in each.row.questions for each in waiting)
    return Question(
        text=first.row.questions[0],
        hint=ngettext(
            "This answer helps with %(n)d room.", "This answer helps with %(n)d rooms.", same
        )
        % {"n": same},
        url=reverse("premises:suggestion", args=[search.public_id, first.unit.public_id]),
        decides=same,
    )


def _demand(actor: Actor, project: Project) -> Corner:
    own, hits = hits_for_project(actor, project.pk, MOST_HITS)
    users = [each for each in own if each.kind != Demand.Kind.ROOM]
    count = len(hits)
    return Corner(
        key="demand",
        title=_("Demand"),
        summary=ngettext(
            "%(n)d search speaks of the same.", "%(n)d searches speak of the same.", count
        )
        % {"n": count},
        panel=Panel(
            template="premises/_corner_demand.html",
            context={"hits": hits, "own": users, "project": project},
        ),
        fits=0,
        open_questions=count,
    )
