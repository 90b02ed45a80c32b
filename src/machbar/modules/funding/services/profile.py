"""Answering the questions that decide on programmes."""

from datetime import datetime

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.funding.models import ProfileAnswer
from machbar.modules.projects.models import Project


@transaction.atomic
def answer_question(
    *, project: Project, question: str, answer: str, by: Actor, at: datetime
) -> None:
    """Save one answer; an empty one takes it back to "not known yet". The same answer again changes nothing."""
    answers = ProfileAnswer.objects.filter(project=project, question=question)
    if answers.filter(answer=answer).exists() or (not answer and not answers.exists()):
        return
    if answer:
        values = {"answer": answer, "answered_by": by.person, "answered_at": at}
        ProfileAnswer.objects.update_or_create(project=project, question=question, defaults=values)
    else:
        answers.delete()
    record("profile.answered", on=project, by=by, payload={question: answer})
