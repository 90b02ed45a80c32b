"""What the worker does with the outbox."""

from django_tasks import task

from machbar.foundation.post.services import deliver_due


@task()
def deliver_due_letters() -> int:
    """Deliver what waits; may run any number of times."""
    return deliver_due()
