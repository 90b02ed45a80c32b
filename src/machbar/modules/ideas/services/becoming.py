"""An idea becomes a project, joins one that is there, and leaves it again (F06)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas.exceptions import (
    AlreadyJoined,
    AlreadyWithdrawn,
    CannotJoin,
    ReasonMissing,
)
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea, IdeaProject
from machbar.modules.ideas.selectors import joined_into
from machbar.modules.ideas.services.telling import tell, tell_of_project
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project


@transaction.atomic
def make_project(*, idea: Idea, by: Actor, at: datetime, title: str) -> Project:
    """Start a project from an idea (F06). A second click finds the project that is there."""
    known = idea.becomings.select_related("project").order_by("id").first()
    if known is not None:
        return known.project
    project = create_project(by=by, at=at, title=title, description=idea.text)
    join_project(idea=idea, project=project, by=by, at=at)
    return project


@transaction.atomic
def join_project(*, idea: Idea, project: Project, by: Actor, at: datetime) -> None:
    """Let an idea become part of a project that is there; its giver and those of ideas joined into it hear of it once.

    Raises `AlreadyJoined` for an idea that was joined into another one, `AlreadyWithdrawn` for one taken back.
    """
    _refuse_what_is_gone(idea)
    _becoming, is_new = IdeaProject.objects.get_or_create(
        idea=idea, project=project, defaults={"since": at}
    )
    if not is_new:
        return
    Idea.objects.filter(pk=idea.pk).update(status=Idea.Status.PROJECT)
    record("idea.became_project", on=idea, by=by, payload={"project": project.public_id})
    for each in (idea, *joined_into(idea)):
        tell_of_project(idea=each, project=project, by=by, at=at)
    index_ideas(idea)


@transaction.atomic
def leave_project(
    *, idea: Idea, project: Project, by: Actor, at: datetime, text: str, key: str
) -> Answer:
    """Undo a link that was a mistake, and tell the givers with ``text``; the idea stands as its last answer left it.

    The same ``key`` again changes nothing. Raises `ReasonMissing`, or `CannotJoin` where there is no such link.
    """
    text = text.strip()
    if not text:
        raise ReasonMissing(_("Please write what the giver of the idea shall read."))
    known = idea.answers.filter(key=key).first()
    if known is not None:
        return known
    if not IdeaProject.objects.filter(idea=idea, project=project).delete()[0]:
        raise CannotJoin(_("The idea does not belong to this project."))
    status = _status_without(idea)
    Idea.objects.filter(pk=idea.pk, status=Idea.Status.PROJECT).update(status=status)
    idea.refresh_from_db()
    for each in (idea, *joined_into(idea)):
        tell(idea=each, by=by, at=at, status=idea.status, text=text, key=key)
    record("idea.left_project", on=idea, by=by, payload={"project": project.public_id})
    index_ideas(idea)
    return Answer.objects.get(idea=idea, key=key)


def _status_without(idea: Idea) -> str:
    """Where an idea stands when one of its projects is gone: another project, the last answer, or in talk."""
    if idea.becomings.exists():
        return Idea.Status.PROJECT.value
    passing = [Idea.Status.PROJECT, Idea.Status.JOINED]
    last = idea.answers.exclude(status__in=passing).order_by("-given_at", "-id").first()
    return last.status if last is not None else Idea.Status.IN_TALK.value


def _refuse_what_is_gone(idea: Idea) -> None:
    status = Idea.objects.select_for_update().values_list("status", flat=True).get(pk=idea.pk)
    if status == Idea.Status.JOINED:
        raise AlreadyJoined(
            _("%(number)s has already been joined with another idea.") % {"number": idea.number}
        )
    if status == Idea.Status.WITHDRAWN:
        raise AlreadyWithdrawn(_("The giver has taken this idea back."))
