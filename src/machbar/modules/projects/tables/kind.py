"""Projects as a kind of table: what single cells cannot show, what is there already, and every project as a line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.services import forget
from machbar.foundation.tables.core import Entry, Trouble
from machbar.foundation.tables.kinds import Double, Shown, TableKind
from machbar.foundation.towns.models import Town
from machbar.modules.projects.core import SHEET, SIDE_STAGES, SLOTS, SlotStanding, StageKey
from machbar.modules.projects.findable import FINDABLE
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.rules import can_see_contact, can_work_on_projects
from machbar.modules.projects.selectors import projects_visible_to, with_sheet
from machbar.modules.projects.services.taking_in import (
    SOUGHT,
    stage_of,
    standing_of,
    take_projects,
)
from machbar.modules.projects.tables.columns import columns

CHUNK = 200


def check(_by: Actor, _at: datetime, entries: Sequence[Entry]) -> Iterator[Trouble]:
    """Lines whose cells do not fit together."""
    for entry in entries:
        starts, ends = entry.values.get("starts_on"), entry.values.get("ends_on")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            sentence = _("The end lies before the start.")
            yield Trouble(
                line=entry.line, column="Projektende", text=f"{ends:%d.%m.%Y}", sentence=sentence
            )
        yield from _about_slots(entry)
        if stage_of(entry) in SIDE_STAGES and not entry.text("reason"):
            sentence = _("Please say why it rests or failed.")
            yield Trouble(line=entry.line, column="Grund", sentence=sentence)


def _about_slots(entry: Entry) -> Iterator[Trouble]:
    labels = {kind: str(label) for kind, label in Slot.Kind.choices}
    for kind in SLOTS:
        standing = standing_of(entry, kind.value)
        label = labels[kind.value]
        if standing is not SlotStanding.OPEN and not entry.text(f"{kind.value}_note"):
            sentence = _("Please say in one sentence what shows that this slot is filled.")
            yield Trouble(line=entry.line, column=f"{label}: in einem Satz", sentence=sentence)
        if stage_of(entry) is StageKey.FEASIBLE and standing is not SlotStanding.PROVEN:
            sentence = _("A project is feasible only when all five slots stand.")
            yield Trouble(line=entry.line, column=label, sentence=sentence)


def doubles(by: Actor, entries: Sequence[Entry]) -> Iterator[Double]:
    """Lines with the name of a project that is there, or of an earlier line (one query)."""
    projects = Project.objects.filter(town=by.town).only("title", "public_id")
    # Compared in Python, because SQLite folds only plain letters.
    there = {project.title.casefold(): project for project in projects}
    first: dict[str, int] = {}
    for entry in entries:
        title = entry.text("title").casefold()
        if title in there:
            url = reverse("projects:workspace", args=[there[title].public_id])
            yield Double(line=entry.line, label=there[title].title, url=url)
        elif title in first:
            yield Double(line=entry.line, label=entry.text("title"), other_line=first[title])
        first.setdefault(title, entry.line)


def rows(by: Actor) -> Iterator[Mapping[str, object]]:
    """Every project that the actor may see, the oldest first; contacts only for who may see them."""
    hidden = frozenset() if can_see_contact(by) else PERSONAL
    projects = with_sheet(projects_visible_to(by)).prefetch_related("moves").order_by("id")
    for project in projects.iterator(chunk_size=CHUNK):
        yield {key: value for key, value in _row(project).items() if key not in hidden}


PERSONAL = frozenset(field.name for field in SHEET if field.is_personal)
PLAIN = ("lead_sentence", "who_stands_behind", "kind", "stage", "is_public")


def _row(project: Project) -> Mapping[str, object]:
    values: dict[str, object] = {
        name: getattr(project, name)
        for name in (*(field.name for field in SHEET if field.name != "topics"), *PLAIN)
    }
    values["topics"] = list(project.topics.all())
    last = next((move for move in reversed(project.moves.all()) if move.reason), None)
    values["reason"] = last.reason if last and project.stage == last.to_stage else ""
    for slot in project.slots.all():
        is_sought = slot.is_sought and slot.state == Slot.State.OPEN
        values[f"{slot.kind}_state"] = SOUGHT if is_sought else slot.state
        values[f"{slot.kind}_note"] = slot.note
        values[f"{slot.kind}_url"] = slot.evidence_url
    return values


def show(town: Town, ids: Sequence[int]) -> Mapping[int, Shown]:
    """Projects as a page names them (one query)."""
    return {
        project.pk: Shown(
            label=project.title, url=reverse("projects:workspace", args=[project.public_id])
        )
        for project in Project.objects.filter(town=town, pk__in=ids)
    }


def _forget(ids: Sequence[int]) -> None:
    forget(FINDABLE, ids)


def _is_staff(actor: Actor) -> bool:
    return actor.is_staff


PROJECTS = TableKind(
    key="projekte",
    label=gettext_lazy("Projects"),
    note=gettext_lazy(
        "Nobody gets mail. A stage beyond the sketch is noted in the project's history with what no gate has seen."
    ),
    model=Project,
    may_import=can_work_on_projects,
    may_export=_is_staff,
    columns=columns,
    check=check,
    doubles=doubles,
    take=take_projects,
    rows=rows,
    show=show,
    forget=_forget,
)
