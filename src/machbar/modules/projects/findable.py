"""How projects are found: the public page's text by everybody, the sheet without its personal fields by the team."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import with_slots


def texts(projects: Sequence[int]) -> Iterator[Text]:
    """The inside of each project, and its public text while it is public (two queries)."""
    for project in with_slots(Project.objects.filter(pk__in=projects)).order_by("pk"):
        yield _internal(project)
        if project.is_public:
            yield _public(project)


def _public(project: Project) -> Text:
    assert project.published_at is not None  # noqa: S101 - `is_public` says so
    return Text(
        object_id=project.pk,
        town_id=project.town_id,
        audience=Audience.PUBLIC,
        title=project.title,
        body=_lines(*_shown(project)),
        url=reverse("projects:project", args=[project.public_id]),
        on=timezone.localdate(project.published_at),
        fictional_note=project.fictional_note,
    )


def _internal(project: Project) -> Text:
    inside = (project.summary, project.situation, project.organisation, project.region)
    return Text(
        object_id=project.pk,
        town_id=project.town_id,
        audience=Audience.INTERNAL,
        title=project.title,
        body=_lines(*_shown(project), *inside),
        keywords=project.acronym,
        url=reverse("projects:workspace", args=[project.public_id]),
        on=timezone.localdate(project.created_at),
        fictional_note=project.fictional_note,
    )


def _shown(project: Project) -> tuple[str, ...]:
    return (
        project.lead_sentence,
        project.description,
        project.goals,
        project.activities,
        project.who_stands_behind,
        *(slot.note for slot in project.slots.all()),
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def audience(actor: Actor) -> Audience:
    """The team searches the inside of projects, everybody else the public pages."""
    return Audience.INTERNAL if actor.is_staff else Audience.PUBLIC


FINDABLE = Findable(
    kind="projekte",
    number=1,
    label=_("Projects"),
    objects=Project.objects.all,
    texts=texts,
    audience=audience,
)


def index_projects(*projects: Project) -> None:
    """Let search find these projects as they are now; part of the transaction that changed them."""
    renew(FINDABLE, [project.pk for project in projects])
