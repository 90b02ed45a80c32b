"""An idea becomes a project, or joins one that is there (F06)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Idea, IdeaProject
from machbar.modules.ideas.services.answering import give_answer
from machbar.modules.ideas.services.linking import link_to
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
    """Let an idea become part of a project that is there."""
    _becoming, is_new = IdeaProject.objects.get_or_create(
        idea=idea, project=project, defaults={"since": at}
    )
    if not is_new:
        return
    open_ideas = Idea.objects.filter(pk=idea.pk).exclude(status=Idea.Status.WITHDRAWN)
    is_open = open_ideas.update(status=Idea.Status.PROJECT, asked_at=None)
    Idea.objects.filter(pk=idea.pk, answered_at=None).update(answered_at=at)
    record("idea.became_project", on=idea, by=by, payload={"project": project.public_id})
    if is_open:
        _tell(idea, project, by, at)
    index_ideas(idea)


def _tell(idea: Idea, project: Project, by: Actor, at: datetime) -> None:
    """The news is an answer like any other: it has a channel, and somebody sees whether it arrived."""
    answer, is_new = give_answer(
        idea=idea,
        by=by,
        at=at,
        status=Idea.Status.PROJECT,
        text=_("Your idea becomes a project: “%(project)s”.") % {"project": project.title},
        key=f"project:{project.public_id}",
    )
    if is_new and idea.contact_kind == ContactKind.MAIL:
        answer.letter = letters.send_became_project(idea, project, token=link_to(idea))
        answer.save(update_fields=["letter"])
