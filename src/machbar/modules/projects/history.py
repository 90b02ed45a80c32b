"""How the events of projects read in a history, and what belongs to a project."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.asking import traced
from machbar.foundation.surfaces.module import Change, EventLabel, Module, Payload, Traced
from machbar.foundation.ui.formats import partial_date
from machbar.modules.projects.labels import STEP_TITLES, kind_label
from machbar.modules.projects.models import ChecklistItem, Project, Slot

DATES = ("starts_on", "ends_on")


def things_of(modules: Iterable[Module], actor: Actor, project: Project) -> Sequence[Traced]:
    """The project, whose slots, steps, table and sheet leave their traces on it, and what modules say belongs to it."""
    itself = Traced(kind="projects.project", ids=[project.public_id])
    return [itself, *traced(modules, actor, project.pk)]


def _fields(value: object) -> str:
    names = value if isinstance(value, list) else []
    return ", ".join(_field(str(name)) for name in names) or _("nothing")


def _field(name: str) -> str:
    known = {field.name: field for field in Project._meta.get_fields()}
    field = known.get(name)
    return str(getattr(field, "verbose_name", name))


def _sheet_changes(payload: Payload) -> Sequence[Change]:
    kept = payload.get("changes")
    texts: Mapping[str, Sequence[str]] = kept if isinstance(kept, dict) else {}
    names = payload.get("fields")
    if not texts and "changes" not in payload:
        return ()
    return [_change(str(name), texts.get(str(name))) for name in (names or ())]  # type: ignore[attr-defined]


def _change(name: str, texts: Sequence[str] | None) -> Change:
    if texts is None:
        return Change(label=_field(name))
    old, new = (partial_date(text) if name in DATES else text for text in texts)
    return Change(label=_field(name), old=old, new=new)


def _slot_changes(payload: Payload) -> Sequence[Change]:
    found = []
    if "old_state" in payload and payload["old_state"] != payload.get("state"):
        old, new = _slot_state(payload["old_state"]), _slot_state(payload.get("state"))
        found.append(Change(label=_("state"), old=old, new=new))
    if "old_note" in payload and payload["old_note"] != payload.get("note"):
        old, new = str(payload["old_note"]), str(payload.get("note", ""))
        found.append(Change(label=_("in one sentence"), old=old, new=new))
    return found


def _step_details(payload: Payload) -> Sequence[str]:
    reason, spite = payload.get("reason"), payload.get("in_spite_of")
    found = [_("Why: %(reason)s") % {"reason": reason}] if reason else []
    if isinstance(spite, list):
        found += [_("In spite of: %(what)s") % {"what": what} for what in spite]
    return found


def _count_of_lines(value: object) -> str:
    n = len(value) if isinstance(value, list) else 0
    return ngettext("%(n)d line", "%(n)d lines", n) % {"n": n}


def _slot(value: object) -> str:
    return str(dict(Slot.Kind.choices).get(str(value), value))


def _slot_state(value: object) -> str:
    return str(dict(Slot.State.choices).get(str(value), value))


def _stage(value: object) -> str:
    return str(dict(Project.Stage.choices).get(str(value), value))


def _point_state(value: object) -> str:
    return str(dict(ChecklistItem.State.choices).get(str(value), value))


def _step(value: object) -> str:
    return str({step.value: title for step, title in STEP_TITLES.items()}.get(str(value), value))


def _kind(value: object) -> str:
    return kind_label(str(value)) or _("not decided yet")


EVENT_LABELS: Mapping[str, EventLabel] = {
    "project.created": EventLabel(
        sentence=gettext_lazy("The project began as “%(title)s”."),
        bare=gettext_lazy("The project began."),
    ),
    "project.sheet_changed": EventLabel(
        sentence=gettext_lazy("The project sheet was changed: %(fields)s."),
        bare=gettext_lazy("The project sheet was changed."),
        words={"fields": _fields},
        changes=_sheet_changes,
    ),
    "project.slot_changed": EventLabel(
        sentence=gettext_lazy("The slot %(slot)s: %(state)s."),
        bare=gettext_lazy("A slot was changed."),
        words={"slot": _slot, "state": _slot_state},
        changes=_slot_changes,
    ),
    "project.published": EventLabel(sentence=gettext_lazy("The project became public.")),
    "project.withdrawn": EventLabel(
        sentence=gettext_lazy("The project was taken off the public pages.")
    ),
    "project.kind_chosen": EventLabel(
        sentence=gettext_lazy("The type of project was set: %(kind)s."),
        bare=gettext_lazy("The type of project was set."),
        words={"kind": _kind},
    ),
    "project.point_decided": EventLabel(
        sentence=gettext_lazy("Checklist, “%(point)s”: %(state)s."),
        bare=gettext_lazy("A point of the checklist was decided."),
        words={"state": _point_state},
    ),
    "project.point_added": EventLabel(
        sentence=gettext_lazy("The checklist got a point: “%(point)s”."),
        bare=gettext_lazy("The checklist got a point."),
    ),
    "project.operation_changed": EventLabel(
        sentence=gettext_lazy("The operation table was changed; it has %(lines)s."),
        bare=gettext_lazy("The operation table was changed."),
        words={"lines": _count_of_lines},
    ),
    "project.moved": EventLabel(
        sentence=gettext_lazy("From “%(from)s” to “%(to)s”."),
        bare=gettext_lazy("The project took a step to another stage."),
        words={"from": _stage, "to": _stage},
        details=_step_details,
    ),
    "project.status_said": EventLabel(
        sentence=gettext_lazy("The public status line: “%(text)s”"),
        bare=gettext_lazy("The public status line was set."),
    ),
    "project.status_ended": EventLabel(
        sentence=gettext_lazy("The public status line was taken away.")
    ),
    "project.sketch_changed": EventLabel(
        sentence=gettext_lazy("The sketch was changed: %(step)s."),
        bare=gettext_lazy("The sketch was changed."),
        words={"step": _step},
    ),
    "project.sketch_finished": EventLabel(
        sentence=gettext_lazy("The sketch was finished as version %(number)s."),
        bare=gettext_lazy("The sketch was finished as a version."),
    ),
    "project.sketch_writer_invited": EventLabel(
        sentence=gettext_lazy("Somebody got a personal link to write the sketch along."),
        is_internal=True,
    ),
    "project.sketch_writer_ended": EventLabel(
        sentence=gettext_lazy("A personal link to the sketch was ended."), is_internal=True
    ),
}
