"""Answering the questions that decide on programmes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.funding.models import ProfileAnswer
from machbar.modules.funding.services.solving import refresh_plan
from machbar.modules.projects.models import Project


def answer_questions(
    *, project: Project, answers: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Save answers by question; an empty one takes it back to "not known yet". The same again changes nothing."""
    with transaction.atomic():
        given = dict(project.profile_answers.values_list("question", "answer"))
        changed = {name: text for name, text in answers.items() if given.get(name, "") != text}
        for question, answer in changed.items():
            _keep(project, question, answer, by, at)
        if changed:
            record("profile.answered", on=project, by=by, payload=changed)
    if changed:
        refresh_plan(project=project)


def answer_question(
    *, project: Project, question: str, answer: str, by: Actor, at: datetime
) -> None:
    """Save one answer."""
    answer_questions(project=project, answers={question: answer}, by=by, at=at)


def _keep(project: Project, question: str, answer: str, by: Actor, at: datetime) -> None:
    if not answer:
        ProfileAnswer.objects.filter(project=project, question=question).delete()
        return
    ProfileAnswer.objects.update_or_create(
        project=project,
        question=question,
        defaults={"answer": answer, "answered_by": by.person, "answered_at": at},
    )
