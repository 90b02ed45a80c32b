"""What both pages with tasks share: carrying out what a button says."""

from datetime import datetime

from machbar.foundation.access.actor import Actor
from machbar.modules.coordination.forms import TaskDeedForm
from machbar.modules.coordination.models import Task
from machbar.modules.coordination.services import (
    drop_task,
    finish_task,
    give_back_task,
    hand_over_task,
    postpone_task,
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
