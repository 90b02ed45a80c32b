"""What projects put into the archive of a town: sheet, stage and slots; inside also sketch and operation table."""

from collections.abc import Iterator

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
from machbar.foundation.ui.formats import euros
from machbar.modules.projects.core import Operation, SketchStep
from machbar.modules.projects.labels import STEP_TITLES
from machbar.modules.projects.models import Project
from machbar.modules.projects.papers import fields_for, sheet_texts
from machbar.modules.projects.selectors import (
    content_of,
    operation_of,
    projects_visible_to,
    sketch_standing,
    with_sheet,
    with_stages,
)
from machbar.modules.projects.sketch_papers import compare


def archive(actor: Actor) -> Archived:
    """Every project that the actor may see, the oldest first."""
    projects = with_stages(with_sheet(projects_visible_to(actor))).order_by("id")
    if actor.is_staff:
        projects = projects.prefetch_related("sketch__variants")
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
        parts=[
            _slots(project, is_inside=actor.is_staff),
            *(_inside(project) if actor.is_staff else ()),
        ],
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


def _inside(project: Project) -> Iterator[ArchivePart]:
    """The feasibility sketch and the three years after, where somebody has written them."""
    content = content_of(sketch_standing(project))
    texts = [(STEP_TITLES[step], content.text(step)) for step in SketchStep if content.text(step)]
    if texts:
        yield ArchivePart(
            title=_("Feasibility sketch"),
            head=[_("Question"), _("The answer")],
            lines=[[str(title), text] for title, text in texts],
        )
    if content.variants:
        comparison = compare(content.variants)
        yield ArchivePart(
            title=_("Variants of the feasibility sketch"),
            head=[_("Criterion"), *comparison.names],
            lines=[[label, *cells] for label, cells in comparison.rows],
        )
    operation = operation_of(project)
    if operation is not None:
        yield _operation_table(operation)


def _operation_table(operation: Operation) -> ArchivePart:
    lines = [
        [str(number), euros(year.costs), euros(year.income), euros(year.gap), str(year.hours)]
        for number, year in enumerate(operation.years, start=1)
    ]
    who = operation.gap_covered_by
    title = _("Operation: a gap is covered by %(who)s") % {"who": who} if who else _("Operation")
    head = [_("Year"), _("Costs"), _("Income"), _("missing"), _("Volunteer hours")]
    return ArchivePart(title=title, head=head, lines=lines)
