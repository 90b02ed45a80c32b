"""Ideas that look like spam: a person says that it is none, or closes it without writing to anybody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services.linking import link_to
from machbar.modules.ideas.services.telling import tell


@transaction.atomic
def clear_suspicion(*, idea: Idea, by: Actor) -> None:
    """It is an idea after all: the mark goes, and the receipt that was held back leaves now."""
    suspicious = Idea.objects.filter(pk=idea.pk, is_suspicious=True)
    if not suspicious.update(is_suspicious=False, suspicions=""):
        return
    record("idea.suspicion_cleared", on=idea, by=by)
    if idea.contact_kind == ContactKind.MAIL and idea.status != Idea.Status.WITHDRAWN:
        letters.send_receipt(idea, token=link_to(idea))


@transaction.atomic
def close_as_spam(*, idea: Idea, by: Actor, at: datetime, key: str) -> Answer | None:
    """Close an idea that is none, with its reason; nobody is written to, because the address may be a stranger's.

    Returns the answer on the receipt's page, or None where the idea is closed or answered already.
    """
    reason = _("This was advertising or a test, not an idea.")
    new = Idea.objects.filter(pk=idea.pk, status=Idea.Status.NEW, answered_at=None)
    if not new.update(status=Idea.Status.NOT_FEASIBLE, reason=reason, published_at=None):
        return None
    answer, _is_new = tell(
        idea=idea,
        by=by,
        at=at,
        status=Idea.Status.NOT_FEASIBLE,
        text=reason,
        key=key,
        channel=ContactKind.NONE,
    )
    record("idea.closed_as_spam", on=idea, by=by)
    index_ideas(idea)
    return answer
