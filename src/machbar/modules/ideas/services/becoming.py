"""An idea becomes a project, or joins one that is there (F06)."""

from datetime import datetime

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Idea, IdeaProject
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
    Idea.objects.filter(pk=idea.pk).exclude(status=Idea.Status.WITHDRAWN).update(
        status=Idea.Status.PROJECT
    )
    Idea.objects.filter(pk=idea.pk, answered_at=None).update(answered_at=at)
    record("idea.became_project", on=idea, by=by, payload={"project": project.public_id})
    index_ideas(idea)
    if idea.contact_kind == ContactKind.MAIL:
        letters.send_became_project(idea, project, token=link_to(idea))
