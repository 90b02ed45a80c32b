"""One answer to the giver of an idea, exactly once, and to the givers of all ideas that were joined into it."""

from datetime import datetime

from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import joined_into
from machbar.modules.ideas.services.delivering import send_off
from machbar.modules.ideas.services.linking import link_to
from machbar.modules.projects.models import Project


def tell(
    *,
    idea: Idea,
    by: Actor,
    at: datetime,
    status: str,
    text: str,
    key: str,
    is_question: bool = False,
    channel: str = "",
    not_before: datetime | None = None,
) -> tuple[Answer, bool]:
    """Keep the answer and send it; the same ``key`` again finds the answer that is there. Whether it is new.

    Additions up to now count as read. ``channel``: another way than the idea's contact; ``not_before``: `send_off`.
    """
    answer, is_new = Answer.objects.get_or_create(
        idea=idea,
        key=key,
        defaults={
            "text": text,
            "status": status,
            "is_question": is_question,
            "given_by": by.person,
            "given_at": at,
            "sent_by": channel or idea.contact_kind,
        },
    )
    if is_new:
        Idea.objects.filter(pk=idea.pk, answered_at=None).update(answered_at=at)
        idea.additions.filter(read_at=None).update(read_at=at)
        send_off(answer, not_before=not_before)
    return answer, is_new


def pass_on(answer: Answer, *, by: Actor, not_before: datetime | None = None) -> None:
    """Give an answer to the givers of the joined ideas, too: each gets a row and a letter of their own."""
    for each in joined_into(answer.idea):
        tell(
            idea=each,
            by=by,
            at=answer.given_at,
            status=answer.status,
            text=answer.text,
            key=answer.key,
            is_question=answer.is_question,
            not_before=not_before,
        )


def tell_of_project(*, idea: Idea, project: Project, by: Actor, at: datetime) -> None:
    """Say, once for each project, that the idea became part of it: by mail in words of its own, else as an answer."""
    answer, is_new = Answer.objects.get_or_create(
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
    Idea.objects.filter(pk=idea.pk).update(asked_at=None)
    if idea.contact_kind == ContactKind.MAIL:
        answer.letter = letters.send_became_project(idea, project, token=link_to(idea))
        answer.save(update_fields=["letter"])
