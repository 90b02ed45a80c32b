"""Ideas go up on the wall and come off it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas.exceptions import DecidedMeanwhile
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services.seeing import refuse_what_was_not_seen
from machbar.modules.ideas.services.suspecting import clear_suspicion


@transaction.atomic
def publish_idea(*, idea: Idea, by: Actor, at: datetime, seen: str | None = None) -> None:
    """Hang the idea on the wall; a second click changes nothing.

    ``seen``: `refuse_what_was_not_seen`, which raises `DecidedMeanwhile`; never where it hangs there already. The same
    is raised where the idea was taken back or joined with another one.
    """
    hangs = Idea.objects.filter(pk=idea.pk, published_at__isnull=False)
    refuse_what_was_not_seen(idea, None if hangs.exists() else seen)
    won = (
        Idea.objects.filter(pk=idea.pk, published_at=None)
        .exclude(status__in=[Idea.Status.WITHDRAWN, Idea.Status.JOINED])
        .update(published_at=at)
    )
    if won:
        clear_suspicion(idea=idea, by=by)
        record("idea.published", on=idea, by=by)
        index_ideas(idea)
    elif not hangs.exists():
        raise DecidedMeanwhile(
            _("This idea was taken back or joined with another one. It does not hang on the wall.")
        )


@transaction.atomic
def unpublish_idea(*, idea: Idea, by: Actor) -> None:
    """Take the idea off the wall."""
    if Idea.objects.filter(pk=idea.pk, published_at__isnull=False).update(published_at=None):
        record("idea.unpublished", on=idea, by=by)
        index_ideas(idea)
