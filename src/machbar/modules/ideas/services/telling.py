"""One answer to the giver of an idea, exactly once, and to the givers of all ideas that were joined into it."""

from datetime import datetime

from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import joined_into
from machbar.modules.ideas.services.linking import link_to
from machbar.modules.projects.models import Project


def tell(
    *, idea: Idea, by: Actor, at: datetime, status: str, text: str, key: str
) -> tuple[Answer, bool]:
    """Keep the answer and send it; the same ``key`` again finds the answer that is there. Whether it is new."""
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
    if is_new:
        Idea.objects.filter(pk=idea.pk, answered_at=None).update(answered_at=at)
        if idea.contact_kind == ContactKind.MAIL:
            letters.send_answer(idea, answer, token=link_to(idea))
    return answer, is_new


def pass_on(answer: Answer, *, by: Actor) -> None:
    """Give an answer to the givers of the joined ideas, too: each gets a row and a letter of their own."""
    for each in joined_into(answer.idea):
        tell(
            idea=each,
            by=by,
            at=answer.given_at,
            status=answer.status,
            text=answer.text,
            key=answer.key,
        )


def tell_of_project(*, idea: Idea, project: Project, by: Actor, at: datetime) -> None:
    """Say, once for each project, that the idea became part of it: by mail in words of its own, else as an answer."""
    _answer, is_new = Answer.objects.get_or_create(
        idea=idea,
        key=f"project:{project.public_id}",
        defaults={
            "text": _("Your idea is now part of the project “%(title)s”.")
            % {"title": project.title},
            "status": Idea.Status.PROJECT,
            "given_by": by.person,
            "given_at": at,
            "sent_by": idea.contact_kind,
        },
    )
    if not is_new:
        return
    Idea.objects.filter(pk=idea.pk, answered_at=None).update(answered_at=at)
    if idea.contact_kind == ContactKind.MAIL:
        letters.send_became_project(idea, project, token=link_to(idea))
