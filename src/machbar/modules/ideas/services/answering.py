"""The team answers the giver of an idea and sets its status; what has reached nobody yet can be taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.post.services import cancel_letter
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.exceptions import (
    AlreadyJoined,
    AlreadyWithdrawn,
    AnswerIsOut,
    ReasonMissing,
)
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services.seeing import refuse_what_was_not_seen
from machbar.modules.ideas.services.telling import pass_on, tell


@transaction.atomic
def answer_idea(
    *,
    idea: Idea,
    by: Actor,
    at: datetime,
    status: str,
    text: str,
    key: str,
    is_question: bool = False,
    not_before: datetime | None = None,
    seen: str | None = None,
) -> Answer:
    """Answer the giver and set the status. ``key`` names the form, so that a second click is harmless.

    The givers of ideas that were joined into this one get the same answer, each once. A question lets the idea wait
    for its giver. ``not_before`` holds a mail back, so that the answer can still be taken back.
    ``seen``: `refuse_what_was_not_seen`.
    Raises `DecidedMeanwhile`, `ReasonMissing` without a text, `AlreadyWithdrawn` or `AlreadyJoined` where nobody is
    left to answer.
    """
    text = text.strip()
    if not text:
        raise ReasonMissing(_("Please write what the giver of the idea shall read."))
    known = Answer.objects.filter(idea=idea, key=key).first()
    if known is not None:
        return known
    refuse_what_was_not_seen(idea, seen)
    values: dict[str, object] = {"status": status, "asked_at": at if is_question else None}
    if status in Idea.CLOSED:
        values["reason"] = text
    open_ideas = Idea.objects.filter(pk=idea.pk).exclude(
        status__in=[Idea.Status.WITHDRAWN, Idea.Status.JOINED]
    )
    if not open_ideas.update(**values):
        raise _refusal(idea)
    answer, is_new = tell(
        idea=idea,
        by=by,
        at=at,
        status=status,
        text=text,
        key=key,
        is_question=is_question,
        not_before=not_before,
    )
    if is_new:
        record("idea.answered", on=idea, by=by, payload={"status": status})
        pass_on(answer, by=by, not_before=not_before)
    index_ideas(idea)
    idea.refresh_from_db()
    return answer


def _refusal(idea: Idea) -> AlreadyWithdrawn | AlreadyJoined:
    idea.refresh_from_db()
    if idea.status == Idea.Status.JOINED:
        return AlreadyJoined(
            _("This idea has been joined with another one. Please answer that one.")
        )
    return AlreadyWithdrawn(_("The giver has taken this idea back."))


@transaction.atomic
def take_back_answer(*, answer: Answer, by: Actor, at: datetime) -> None:
    """Undo the first answer of an idea while it has reached nobody and nobody else got it. Raises `AnswerIsOut`.

    A mail can be taken back until the worker has taken it up, a letter until it is printed, a call until somebody
    has tried. What stands on the receipt's page only may have been read there: it can be taken back all the same.
    """
    idea = answer.idea
    is_only = not (idea.answers.exclude(pk=answer.pk).exists() or idea.joined_ones.exists())
    back = Idea.objects.filter(pk=idea.pk, status=answer.status, answered_at=answer.given_at)
    untouched = Answer.objects.filter(pk=answer.pk, reached_on=None, printed_at=None, tries=0)
    if not is_only or not untouched.exists() or not _mail_stays_here(answer, at):
        raise AnswerIsOut(_("This answer is on its way already and cannot be taken back."))
    if not back.update(status=Idea.Status.NEW, reason="", answered_at=None, asked_at=None):
        raise AnswerIsOut(_("The idea has gone on since, so this answer stays."))
    idea.additions.filter(read_at=answer.given_at).update(read_at=None)
    answer.delete()
    record("idea.answer_taken_back", on=idea, by=by)
    idea.refresh_from_db()
    index_ideas(idea)


def _mail_stays_here(answer: Answer, at: datetime) -> bool:
    if answer.sent_by != ContactKind.MAIL:
        return True
    return answer.letter is not None and cancel_letter(letter=answer.letter, at=at)
