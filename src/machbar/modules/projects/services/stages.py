"""Steps of a project from stage to stage: gates that name what they miss, and reasons for everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.surfaces.asking import objections
from machbar.foundation.surfaces.module import Module, Objection
from machbar.foundation.surfaces.registry import modules_of
from machbar.modules.projects.core import (
    SIDE_STAGES,
    Facts,
    Missing,
    Move,
    MoveKind,
    StageKey,
    is_essential,
    missing_for,
    possible_moves,
)
from machbar.modules.projects.exceptions import GateClosed, NotPossible, ReasonMissing
from machbar.modules.projects.labels import missing_sentence
from machbar.modules.projects.models import ChecklistItem, Project, StageMove
from machbar.modules.projects.selectors import operation_of, standings


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What stands between a project and a stage: what it misses itself, and what modules hold against it."""

    move: Move
    missing: tuple[Missing, ...]
    objections: tuple[Objection, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.missing and not self.objections

    @property
    def can_be_forced(self) -> bool:
        """Whether a written reason may open it."""
        return not any(is_essential(each) for each in self.missing)


def moves_of(project: Project) -> tuple[Move, ...]:
    """The steps that are possible now."""
    before = StageKey(project.stage_before) if project.stage_before else None
    return possible_moves(StageKey(project.stage), before=before)


def gate_of(actor: Actor, project: Project, move: Move, modules: Sequence[Module]) -> Gate:
    """Look at one gate; load slots, checklist, operation table first (`with_stages`)."""
    if move.kind is not MoveKind.FORWARD:
        return Gate(move=move, missing=(), objections=())
    held = objections(modules, actor, project.pk, project.stage, move.target.value)
    return Gate(
        move=move,
        missing=missing_for(move.target, facts_of(project, move.target)),
        objections=tuple(held),
    )


def facts_of(project: Project, target: StageKey) -> Facts:
    """What the gate before a stage looks at."""
    operation = operation_of(project)
    return Facts(
        standings=standings(project.slots.all()),
        has_description=bool(project.description.strip() or project.lead_sentence.strip()),
        operation=None if operation is None else operation.is_covered,
        open_points=tuple(
            item.text
            for item in project.checklist.all()
            if item.gate == target and item.is_required and item.state == ChecklistItem.State.OPEN
        ),
    )


def move_project(
    *, project: Project, target: str, by: Actor, at: datetime, reason: str = "", force: bool = False
) -> None:
    """Take a step. Raises `NotPossible`, `ReasonMissing`, and `GateClosed` where something is missing.

    With ``force`` a written reason opens a gate that only points of the checklist, the operation table or an
    objection keep closed; the reason and what it overrode stay in the project's history.
    """
    move = next((each for each in moves_of(project) if each.target == target), None)
    if move is None:
        raise NotPossible(_("This step is not possible from here. Please look at the page again."))
    reason = reason.strip()
    if (move.needs_reason or force) and not reason:
        raise ReasonMissing(_("Please say in one sentence why."))
    gate = gate_of(by, project, move, modules_of(by.town))
    if not gate.is_open and not (force and gate.can_be_forced):
        raise GateClosed(_("The gate is still closed. The list says what is missing."))
    _move(project, move, by, at, reason, _overridden(gate))


@transaction.atomic
def _move(
    project: Project, move: Move, by: Actor, at: datetime, reason: str, in_spite_of: list[str]
) -> None:
    is_aside = move.target in SIDE_STAGES
    before = (project.stage_before or project.stage) if is_aside else ""
    won = Project.objects.filter(pk=project.pk, stage=project.stage).update(
        stage=move.target.value, stage_before=before, changed_at=at
    )
    if not won:
        raise NotPossible(_("Somebody else was faster. Please look at the page again."))
    step = StageMove.objects.create(
        project=project,
        from_stage=project.stage,
        to_stage=move.target.value,
        at=at,
        by=by.person,
        reason=reason,
        in_spite_of=in_spite_of,
    )
    payload = {"from": step.from_stage, "to": step.to_stage, "reason": reason}
    record("project.moved", on=project, by=by, payload={**payload, "in_spite_of": in_spite_of})
    project.stage, project.stage_before = step.to_stage, before


def _overridden(gate: Gate) -> list[str]:
    return [missing_sentence(each) for each in gate.missing] + [
        str(each.sentence) for each in gate.objections
    ]
