"""Three years of running costs and income; rows that two people changed at once are put together or shown."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.ui.conflicts import SEEN, Merge, Saving, Texts, merge, seen_before
from machbar.foundation.ui.formats import euros
from machbar.modules.projects.core import Line, Side
from machbar.modules.projects.exceptions import ChangedMeanwhile, ProjectError
from machbar.modules.projects.forms import GapForm, OperationTable, operation_table
from machbar.modules.projects.models import OperationLine, Project
from machbar.modules.projects.rules import can_change
from machbar.modules.projects.selectors import last_change, operation_of, operation_plan_of
from machbar.modules.projects.services import set_operation
from machbar.modules.projects.views.saving import say_saved
from machbar.modules.projects.views.stages import staged

EDIT = ["GET", "HEAD", "POST"]
EVENTS = ("project.operation_changed",)
GAP = "gap"
TRIES = 5


@dataclass(frozen=True, kw_only=True)
class RowClash:
    """One row that two people changed to different amounts: what it was, what is stored, what was typed."""

    label: str
    before: str
    theirs: str
    mine: str


@dataclass(frozen=True, kw_only=True)
class TableConflict:
    """Rows that both changed; the table below holds mine in them, and theirs in all others."""

    rows: tuple[RowClash, ...] = ()
    theirs: tuple[str, ...] = ()
    by: str = ""
    at: datetime | None = None


NO_CONFLICT = TableConflict()


@dataclass(frozen=True, kw_only=True)
class State:
    """The table in one state: its lines, who covers a gap, its version."""

    lines: tuple[Line, ...]
    gap: str
    version: int

    def texts(self) -> dict[str, Texts]:
        """The state as texts by row, the way `merge` compares them; equal words count up."""
        found: dict[str, Texts] = {GAP: (self.gap,) if self.gap else ()}
        for line in self.lines:
            number = 1
            while (key := f"{line.side}|{line.label}|{number}") in found:
                number += 1
            found[key] = tuple(str(year) for year in line.years)
        return found


@never_cache
@require_http_methods(EDIT)
@staff_only
def operation(request: HouseRequest, public_id: str) -> HttpResponse:
    """Look at the table, or save it; nothing that somebody else saved meanwhile is overwritten."""
    project = staged(request, public_id)
    if request.method != "POST":
        return _page(request, project, *_forms(_stored(project)))
    if not can_change(request.actor, project):
        raise PermissionDenied
    table, gap = operation_table((), request.POST), GapForm(request.POST)
    if not (table.is_valid() and gap.is_valid()):
        return _page(request, project, table, gap, seen=request.POST.get(SEEN, ""))
    mine = State(
        lines=tuple(table.lines()),
        gap=gap.cleaned_data["gap_covered_by"],
        version=gap.cleaned_data["seen_version"],
    )
    return _save(request, project, mine)


def _save(request: HouseRequest, project: Project, mine: State) -> HttpResponse:
    before, kept = seen_before(request.POST), []
    by = last_change(project, EVENTS)[0]
    for _attempt in range(TRIES):
        try:
            set_operation(
                project=project,
                lines=mine.lines,
                gap_covered_by=mine.gap,
                by=request.actor,
                at=timezone.now(),
                seen_version=mine.version,
            )
        except ChangedMeanwhile:
            theirs = _stored(staged(request, project.public_id))
            found = _merge(before, theirs, mine)
            mine, before = _together(theirs, mine, found), theirs.texts()
            if found.clashes:
                return _show_clashes(request, project, theirs, mine, found)
            kept += [_row_label(key) for key in found.theirs]
        except ProjectError as error:
            table, gap = _forms(mine)
            gap.add_error(None, str(error))
            return _page(request, project, table, gap)
        else:
            saving = Saving(form=GapForm(), is_saved=True, kept=tuple(dict.fromkeys(kept)))
            say_saved(request, saving, by=by, done=_("The operation table is saved."))
            break
    return redirect("projects:operation", project.public_id)


def _merge(before: Mapping[str, Texts], theirs: State, mine: State) -> Merge:
    """Rows that stand nowhere any more count as empty, so that a removed row is compared, too."""
    stored, typed = theirs.texts(), mine.texts()
    names = list(dict.fromkeys([*typed, *stored]))
    return merge(
        {name: before.get(name, ()) for name in names},
        {name: stored.get(name, ()) for name in names},
        {name: typed.get(name, ()) for name in names},
    )


def _together(theirs: State, mine: State, found: Merge) -> State:
    """My table with what only the others changed, on their version."""
    stored, texts = theirs.texts(), mine.texts()
    for name in found.theirs:
        texts[name] = stored.get(name, ())
    return State(
        lines=tuple(_line(name, years) for name, years in texts.items() if name != GAP and years),
        gap="".join(texts[GAP]),
        version=theirs.version,
    )


def _line(name: str, years: Texts) -> Line:
    side, rest = name.split("|", 1)
    first, second, third = (int(year) for year in years)
    return Line(side=Side(side), label=rest.rpartition("|")[0], years=(first, second, third))


def _show_clashes(
    request: HouseRequest, project: Project, theirs: State, mine: State, found: Merge
) -> HttpResponse:
    by, at = last_change(project, EVENTS)
    before, stored, typed = seen_before(request.POST), theirs.texts(), mine.texts()
    conflict = TableConflict(
        rows=tuple(
            RowClash(
                label=_row_label(name),
                before=_words(name, before.get(name, ())),
                theirs=_words(name, stored.get(name, ())),
                mine=_words(name, typed.get(name, ())),
            )
            for name in found.clashes
        ),
        theirs=tuple(_row_label(name) for name in found.theirs),
        by=by,
        at=at,
    )
    table, gap = _forms(mine)
    seen = json.dumps(stored, ensure_ascii=False)
    return _page(request, project, table, gap, seen=seen, conflict=conflict, status=422)


def _row_label(name: str) -> str:
    if name == GAP:
        return _("Who covers a gap?")
    side, rest = name.split("|", 1)
    return f"{OperationLine.Side(side).label}, {rest.rpartition('|')[0]}"


def _words(name: str, texts: Texts) -> str:
    if name == GAP or not texts:
        return "".join(texts) or _("nothing")
    is_hours = name.startswith(f"{Side.HOURS}|")
    return ", ".join(
        _("%(n)s hours") % {"n": each} if is_hours else euros(int(each)) for each in texts
    )


def _stored(project: Project) -> State:
    plan = operation_plan_of(project)
    return State(
        lines=tuple(
            Line(side=Side(row.side), label=row.label, years=(row.year_1, row.year_2, row.year_3))
            for row in project.operation_lines.all()
        ),
        gap=plan.gap_covered_by if plan else "",
        version=plan.version if plan else 0,
    )


def _forms(state: State) -> tuple[OperationTable, GapForm]:
    gap = GapForm(initial={"seen_version": state.version, "gap_covered_by": state.gap})
    return operation_table(_rows(state.lines)), gap


def _rows(lines: Sequence[Line]) -> Iterable[OperationLine]:
    for line in lines:
        first, second, third = line.years
        yield OperationLine(
            side=line.side.value, label=line.label, year_1=first, year_2=second, year_3=third
        )


def _page(
    request: HouseRequest,
    project: Project,
    table: OperationTable,
    gap: GapForm,
    *,
    seen: str | None = None,
    conflict: TableConflict = NO_CONFLICT,
    status: int = 0,
) -> HttpResponse:
    stored = _stored(project)
    context = {
        "project": project,
        "table": table,
        "gap": gap,
        "rows": list(project.operation_lines.all()),
        "seen": json.dumps(stored.texts(), ensure_ascii=False) if seen is None else seen,
        "conflict": conflict,
        "operation": operation_of(project),
        "may_work": can_change(request.actor, project),
    }
    status = status or (422 if request.method == "POST" else 200)
    return render(request, "projects/operation.html", context, status=status)
