"""What the pages of team, group and queue share: carrying out what a button says."""

from datetime import datetime

from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.modules.coordination.forms import EntryDeedForm, TaskDeedForm
from machbar.modules.coordination.models import DiaryEntry, Task
from machbar.modules.coordination.services import (
    drop_task,
    finish_task,
    give_back_task,
    hand_over_task,
    keep_entry_inside,
    let_entry_wait,
    postpone_task,
    release_entry,
    remove_entry,
    reopen_task,
    take_task,
)
from machbar.modules.coordination.services.tasks import Owner


def carry_out(task: Task, form: TaskDeedForm, *, owner: Owner, by: Actor, at: datetime) -> None:
    """Do what a valid form says. Raises `CoordinationError`."""
    cleaned = form.cleaned_data
    deeds = {
        "take": lambda: take_task(task=task, owner=owner, by=by, at=at),
        "give_back": lambda: give_back_task(task=task, owner=owner, by=by),
        "finish": lambda: finish_task(task=task, by=by, at=at),
        "reopen": lambda: reopen_task(task=task, by=by, at=at),
        "drop": lambda: drop_task(task=task, by=by, at=at, reason=cleaned["reason"]),
        "postpone": lambda: postpone_task(task=task, by=by, due_on=cleaned["due_on"]),
        "hand_over": lambda: hand_over_task(task=task, owner=cleaned["owner"], by=by, at=at),
    }
    deeds[cleaned["deed"]]()


def carry_out_on_entry(entry: DiaryEntry, form: EntryDeedForm, *, by: Actor, at: datetime) -> str:
    """Do what a valid form says with a diary entry; what happened, in a sentence."""
    deed = form.cleaned_data["deed"]
    if deed == "release":
        release_entry(entry=entry, by=by, at=at)
        return _("Everybody can read the entry now.")
    if deed == "keep":
        keep_entry_inside(entry=entry, by=by, at=at, note=form.cleaned_data["note"])
        return _("Only the group and the team read the entry.")
    if deed == "wait":
        let_entry_wait(entry=entry, by=by, at=at)
        return _("The entry waits for its release again.")
    remove_entry(entry=entry, by=by, at=at)
    return _("The entry and its pictures are erased.")
