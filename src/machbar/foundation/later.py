"""Plans a task for later without doubles: a task that comes back by itself is waiting once, not once per caller."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus


def run_by(task: "Task[[], Any]", at: datetime) -> None:
    """Run the task at this time, unless it is already planned for then or earlier (one or two queries)."""
    from django_tasks_db.models import DBTaskResult

    planned = DBTaskResult.objects.filter(
        task_path=task.module_path,
        status=TaskResultStatus.READY,
        run_after__gt=timezone.now(),
        run_after__lte=at,
    )
    if not planned.exists():
        task.using(run_after=at).enqueue()
