"""What is known already and may be taken over into the feasibility sketch: from the project, and from the modules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.asking import known_facts, slot_evidence
from machbar.foundation.surfaces.module import Module
from machbar.foundation.ui.formats import euros
from machbar.modules.projects.core import MOST_VARIANTS, SketchStep, SlotKind, SlotStanding
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import operation_of, sketch_of

STEP_OF_SLOT = {
    SlotKind.USERS: SketchStep.USERS,
    SlotKind.CARRIER: SketchStep.CARRIER,
    SlotKind.BUILDER: SketchStep.CARRIER,
    SlotKind.FINANCING: SketchStep.COSTS,
    SlotKind.PLACE: SketchStep.PLACE,
}
FIELDS = (
    (SketchStep.OCCASION, "description"),
    (SketchStep.OCCASION, "situation"),
    (SketchStep.USERS, "goals"),
    (SketchStep.VARIANTS, "activities"),
    (SketchStep.CARRIER, "organisation"),
    (SketchStep.PLACE, "region"),
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """A text to take over: the key of its button, what it is, the words; with ``variant``, a variant of that name."""

    key: str
    label: str
    text: str
    variant: str = ""


def known_for(
    project: Project, step: SketchStep, actor: Actor, modules: Sequence[Module]
) -> list[Known]:
    """What is known for one step. Load slots and operation plan first; what modules know, only the team sees."""
    found = [*_of_the_sheet(project, step), *_of_the_slots(project, step)]
    found += _of_time_and_operation(project, step)
    found += _doing_nothing(project, step)
    if actor.is_staff:
        found += _of_the_modules(project, step, actor, modules)
    return [each for each in found if each.text]


def _of_the_sheet(project: Project, step: SketchStep) -> Iterator[Known]:
    for of_step, name in FIELDS:
        if of_step is step:
            label = Project._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            yield Known(key=name, label=str(label), text=getattr(project, name).strip())


def _of_the_slots(project: Project, step: SketchStep) -> Iterator[Known]:
    for slot in project.slots.all():
        if STEP_OF_SLOT[SlotKind(slot.kind)] is step and slot.state != SlotStanding.OPEN:
            label = _("Slot %(slot)s, %(state)s") % {
                "slot": slot.get_kind_display(),
                "state": slot.get_state_display(),
            }
            yield Known(key=f"slot-{slot.kind}", label=label, text=slot.note.strip())


def _of_time_and_operation(project: Project, step: SketchStep) -> Iterator[Known]:
    if step is SketchStep.TIME and project.starts_on:
        days = [
            date_format(each, "j. F Y") for each in (project.starts_on, project.ends_on) if each
        ]
        yield Known(key="days", label=_("Start and end"), text=" – ".join(days))
    operation = operation_of(project) if step is SketchStep.FOLLOW_UP else None
    if operation is not None:
        costs = ", ".join(euros(year.costs) for year in operation.years)
        text = _("Costs of the first three years: %(costs)s.") % {"costs": costs}
        if operation.gap_covered_by:
            text += " " + _("A gap is covered by: %(who)s.") % {"who": operation.gap_covered_by}
        yield Known(key="operation", label=_("Operation table"), text=text)


def _doing_nothing(project: Project, step: SketchStep) -> Iterator[Known]:
    """What every council asks: what happens where nothing happens? Offered until a variant has that name."""
    if step is not SketchStep.VARIANTS:
        return
    name = _("Do nothing")
    sketch = sketch_of(project)
    variants = list(sketch.variants.all()) if sketch else []
    if len(variants) < MOST_VARIANTS and all(each.name != name for each in variants):
        label = _("One more variant: %(name)s") % {"name": name}
        text = _("Everything stays as it is. The other variants are measured by this one.")
        yield Known(key="do-nothing", label=label, text=text, variant=name)


def _of_the_modules(
    project: Project, step: SketchStep, actor: Actor, modules: Sequence[Module]
) -> Iterator[Known]:
    evidence = slot_evidence(modules, actor, [project.pk]).get(project.pk, [])
    for number, piece in enumerate(evidence):
        if STEP_OF_SLOT[SlotKind(piece.slot)] is step:
            label = _("Evidence for the slot %(slot)s") % {"slot": _slot_label(project, piece.slot)}
            yield Known(key=f"evidence-{number}", label=label, text=str(piece.sentence))
    for number, fact in enumerate(known_facts(modules, actor, project.pk)):
        if fact.question == step:
            yield Known(key=f"fact-{number}", label=str(fact.label), text=str(fact.text))


def _slot_label(project: Project, kind: str) -> str:
    return next(
        (slot.get_kind_display() for slot in project.slots.all() if slot.kind == kind), kind
    )
