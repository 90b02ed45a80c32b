"""What the worker does with the outbox."""

from django_tasks import task

from machbar.foundation.later import run_by
from machbar.foundation.post.services import deliver_due, next_attempt


@task()
def deliver_due_letters() -> int:
    """Deliver what waits and come back when the next attempt is due; may run any number of times."""
    left = deliver_due()
    again = next_attempt()
    if again is not None:
        run_by(deliver_due_letters, again)
    return left
