"""Projects come in from a table, dozens at once: sheet, stage, and the five slots with what shows them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from machbar.foundation.surfaces.asking import tell_projects_changed
from machbar.foundation.tables.core import Entry
from machbar.foundation.tables.kinds import Taking
from machbar.foundation.towns.models import Term
from machbar.modules.projects.core import (
    MAIN_LINE,
    SHEET,
    SIDE_STAGES,
    SLOTS,
    Facts,
    SlotStanding,
    StageKey,
    missing_for,
    points_for,
)
from machbar.modules.projects.findable import index_projects
from machbar.modules.projects.labels import missing_sentence
from machbar.modules.projects.models import ChecklistItem, Project, Slot, StageMove

BATCH = 200
SOUGHT = "sought"
TEXTS = ("kind", "lead_sentence", "who_stands_behind")
OWN_TABLES = frozenset({"topics"})


def take_projects(taking: Taking) -> list[int]:
    """Make a project of each entry; part of the caller's transaction. Some dozen queries for dozens of projects."""
    projects = [_project(taking, entry) for entry in taking.entries]
    Project.objects.bulk_create(projects, batch_size=BATCH)
    pairs = list(zip(taking.entries, projects, strict=True))
    Slot.objects.bulk_create(
        (_slot(entry, project, kind.value) for entry, project in pairs for kind in SLOTS),
        batch_size=BATCH,
    )
    ChecklistItem.objects.bulk_create(
        (item for project in projects for item in _checklist(project)), batch_size=BATCH
    )
    moves = [_move(taking, entry, project) for entry, project in pairs]
    StageMove.objects.bulk_create((move for move in moves if move), batch_size=BATCH)
    _choose_topics(pairs)
    ids = [project.pk for project in projects]
    for first in range(0, len(projects), BATCH):
        index_projects(*projects[first : first + BATCH])
    tell_projects_changed(taking.by.town, ids)
    return ids


def stage_of(entry: Entry) -> StageKey:
    """The stage that a line gives; a sketch where it gives none."""
    return StageKey(entry.text("stage") or StageKey.SKETCH)


def standing_of(entry: Entry, slot: str) -> SlotStanding:
    """How far a line says that a slot is; what is being sought is missing."""
    state = entry.text(f"{slot}_state")
    return SlotStanding.OPEN if state in {"", SOUGHT} else SlotStanding(state)


def _project(taking: Taking, entry: Entry) -> Project:
    names = [field.name for field in SHEET if field.name not in OWN_TABLES]
    values = {
        name: entry.values[name] for name in (*names, *TEXTS) if entry.values.get(name) is not None
    }
    stage = stage_of(entry)
    return Project(
        town=taking.by.town,
        stage=stage.value,
        stage_before=StageKey.SKETCH.value if stage in SIDE_STAGES else "",
        published_at=taking.at if entry.values.get("is_public") else None,
        created_at=taking.at,
        changed_at=taking.at,
        **values,
    )


def _slot(entry: Entry, project: Project, kind: str) -> Slot:
    return Slot(
        project=project,
        kind=kind,
        state=standing_of(entry, kind).value,
        is_sought=entry.text(f"{kind}_state") == SOUGHT,
        note=entry.text(f"{kind}_note"),
        evidence_url=entry.text(f"{kind}_url"),
    )


def _checklist(project: Project) -> list[ChecklistItem]:
    return [
        ChecklistItem(
            project=project,
            gate=point.gate.value,
            text=point.text,
            is_required=point.is_required,
            position=position,
        )
        for position, point in enumerate(points_for(project.kind))
    ]


def _move(taking: Taking, entry: Entry, project: Project) -> StageMove | None:
    """The one step from sketch to where the project stood in the old list, in spite of what no gate has seen."""
    stage = stage_of(entry)
    if stage is StageKey.SKETCH:
        return None
    return StageMove(
        project=project,
        from_stage=StageKey.SKETCH.value,
        to_stage=stage.value,
        at=taking.at,
        by=taking.by.person,
        reason=entry.text("reason") or _("It stood there when it was taken in from a table."),
        in_spite_of=[] if stage in SIDE_STAGES else _unseen(entry, project, stage),
    )


def _unseen(entry: Entry, project: Project, stage: StageKey) -> list[str]:
    """What the gates up to a stage would have missed."""
    facts = Facts(
        standings={kind.value: standing_of(entry, kind.value).value for kind in SLOTS},
        has_description=bool(project.description or project.lead_sentence),
    )
    passed = MAIN_LINE[1 : MAIN_LINE.index(stage) + 1]
    missing = [each for gate in passed for each in missing_for(gate, facts)]
    return list(dict.fromkeys(missing_sentence(each) for each in missing))


def _choose_topics(pairs: Sequence[tuple[Entry, Project]]) -> None:
    through = Project.topics.through
    rows: list[Mapping[str, int]] = []
    for entry, project in pairs:
        topics = entry.values.get("topics") or []
        assert isinstance(topics, list)  # noqa: S101 - a column of several choices
        rows += [
            {"project_id": project.pk, "term_id": topic.pk}
            for topic in topics
            if isinstance(topic, Term)
        ]
    through.objects.bulk_create((through(**row) for row in rows), batch_size=BATCH)
