"""The team answers the giver of an idea and sets its status."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas.exceptions import AlreadyJoined, AlreadyWithdrawn, ReasonMissing
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services.telling import pass_on, tell


@transaction.atomic
def answer_idea(*, idea: Idea, by: Actor, at: datetime, status: str, text: str, key: str) -> Answer:
    """Answer the giver and set the status. ``key`` names the form, so that a second click is harmless.

    The givers of ideas that were joined into this one get the same answer, each once.
    """
    text = text.strip()
    if not text:
        raise ReasonMissing(_("Please write what the giver of the idea shall read."))
    values: dict[str, object] = {"status": status}
    if status in Idea.CLOSED:
        values["reason"] = text
    open_ideas = Idea.objects.filter(pk=idea.pk).exclude(
        status__in=[Idea.Status.WITHDRAWN, Idea.Status.JOINED]
    )
    if not open_ideas.update(**values):
        raise _refusal(idea)
    answer, is_new = tell(idea=idea, by=by, at=at, status=status, text=text, key=key)
    index_ideas(idea)
    if not is_new:
        return answer
    record("idea.answered", on=idea, by=by, payload={"status": status})
    pass_on(answer, by=by)
    idea.refresh_from_db()
    return answer


def _refusal(idea: Idea) -> AlreadyWithdrawn | AlreadyJoined:
    idea.refresh_from_db()
    if idea.status == Idea.Status.JOINED:
        return AlreadyJoined(
            _("This idea has been joined with another one. Please answer that one.")
        )
    return AlreadyWithdrawn(_("The giver has taken this idea back."))
