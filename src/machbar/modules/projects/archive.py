"""What projects put into the archive of a town: the sheet, the stage and the five slots of each."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import (
    Archived,
    ArchivePart,
    ArchiveShelf,
    ArchiveThing,
    Fact,
)
from machbar.modules.projects.models import Project
from machbar.modules.projects.papers import fields_for, sheet_texts
from machbar.modules.projects.selectors import projects_visible_to, with_sheet


def archive(actor: Actor) -> Archived:
    """Every project that the actor may see, the oldest first."""
    projects = with_sheet(projects_visible_to(actor)).order_by("id")
    things = [_thing(project, actor) for project in projects]
    shelf = ArchiveShelf(key="projekte", title=gettext_lazy("Projects"), things=things)
    return Archived(shelves=[shelf])


def _thing(project: Project, actor: Actor) -> ArchiveThing:
    texts = sheet_texts(project)
    facts: list[Fact] = [(_("Stage"), project.get_stage_display())]
    facts += [(field.label, texts.get(field.name, "")) for field in fields_for(actor)]
    return ArchiveThing(
        key=project.public_id,
        title=project.title,
        facts=[(label, text) for label, text in facts if text],
        parts=[_slots(project, is_inside=actor.is_staff)],
        project=project.pk,
    )


def _slots(project: Project, *, is_inside: bool) -> ArchivePart:
    """What is said about a slot is for the team; its state stands on the public page."""
    lines = [
        [slot.get_kind_display(), slot.get_state_display(), *([slot.note] if is_inside else [])]
        for slot in project.slots.all()
    ]
    head = [_("Slot"), _("State"), *([_("What is known")] if is_inside else [])]
    return ArchivePart(title=_("The five slots"), head=head, lines=lines)
