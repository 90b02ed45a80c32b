"""What the worker does with the outbox."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus

from machbar.foundation.post.services import deliver_due, next_attempt


@task()
def deliver_due_letters() -> int:
    """Deliver what waits and come back when the next attempt is due; may run any number of times."""
    left = deliver_due()
    again = next_attempt()
    if again is not None:
        _come_back(again)
    return left


def _come_back(at: datetime) -> None:
    """Run once more at this time, unless that is already planned for then or earlier."""
    from django_tasks_db.models import DBTaskResult

    planned = DBTaskResult.objects.filter(
        task_path=deliver_due_letters.module_path,
        status=TaskResultStatus.READY,
        run_after__gt=timezone.now(),
        run_after__lte=at,
    )
    if not planned.exists():
        deliver_due_letters.using(run_after=at).enqueue()
