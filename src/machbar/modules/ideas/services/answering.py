"""The team answers the giver of an idea and sets its status."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.exceptions import AlreadyWithdrawn, ReasonMissing
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services.linking import link_to


@transaction.atomic
def answer_idea(*, idea: Idea, by: Actor, at: datetime, status: str, text: str, key: str) -> Answer:
    """Answer the giver and set the status. ``key`` names the form, so that a second click is harmless."""
    text = text.strip()
    if not text:
        raise ReasonMissing(_("Please write what the giver of the idea shall read."))
    values: dict[str, object] = {"status": status}
    if status in Idea.CLOSED:
        values["reason"] = text
    open_ideas = Idea.objects.filter(pk=idea.pk).exclude(status=Idea.Status.WITHDRAWN)
    if not open_ideas.update(**values):
        raise AlreadyWithdrawn(_("The giver has taken this idea back."))
    answer, is_new = Answer.objects.get_or_create(
        idea=idea,
        key=key,
        defaults={
            "text": text,
            "status": status,
            "given_by": by.person,
            "given_at": at,
            "sent_by": idea.contact_kind,
        },
    )
    index_ideas(idea)
    if not is_new:
        return answer
    open_ideas.filter(answered_at=None).update(answered_at=at)
    record("idea.answered", on=idea, by=by, payload={"status": status})
    if idea.contact_kind == ContactKind.MAIL:
        letters.send_answer(idea, answer, token=link_to(idea))
    idea.refresh_from_db()
    return answer
