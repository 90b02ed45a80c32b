"""What projects put into the archive of a town: sheet, stage, slots, sources; inside also sketch and operation."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
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
from machbar.modules.projects.models import OperationLine, Project
from machbar.modules.projects.papers import fields_for, sheet_texts
from machbar.modules.projects.selectors import (
    content_of,
    operation_of,
    projects_visible_to,
    sketch_standing,
    with_sheet,
    with_stages,
    with_status,
)
from machbar.modules.projects.sketch_papers import compare


def archive(actor: Actor) -> Archived:
    """Every project that the actor may see, the oldest first."""
    projects = with_status(with_stages(with_sheet(projects_visible_to(actor)))).order_by("id")
    if actor.is_staff:
        projects = projects.prefetch_related("sketch__variants", "status_lines", "operation_lines")
    things = [_thing(project, actor) for project in projects]
    shelf = ArchiveShelf(key="projekte", title=gettext_lazy("Projects"), things=things)
    return Archived(shelves=[shelf])


def _thing(project: Project, actor: Actor) -> ArchiveThing:
    texts = sheet_texts(project)
    status = project.current_status
    facts: list[Fact] = [
        (_("Stage"), project.get_stage_display()),
        (_("Where it stands"), status.text if status is not None else ""),
    ]
    facts += [(field.label, texts.get(field.name, "")) for field in fields_for(actor)]
    return ArchiveThing(
        key=project.public_id,
        title=project.title,
        facts=[(label, text) for label, text in facts if text],
        parts=[
            _slots(project, is_inside=actor.is_staff),
            *_sources(project),
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


def _sources(project: Project) -> Iterator[ArchivePart]:
    lines = [[each.label, each.url, _day(each.seen_on)] for each in project.references.all()]
    if lines:
        head = [_("What stands there"), _("Address"), _("Looked at on")]
        yield ArchivePart(title=_("Sources"), head=head, lines=lines)


def _day(day: date | None) -> str:
    return date_format(day, "j. F Y") if day else ""


def _said(project: Project) -> Iterator[ArchivePart]:
    """The status lines, also those that are over."""
    lines = [
        [_day(timezone.localdate(each.said_at)), each.text] for each in project.status_lines.all()
    ]
    if lines:
        head = [_("Day"), _("What we said in public")]
        yield ArchivePart(title=_("Status lines"), head=head, lines=lines)


def _inside(project: Project) -> Iterator[ArchivePart]:
    """What was said before, the feasibility sketch and the three years after, where somebody has written them."""
    yield from _said(project)
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
    yield from _operation_lines(project)


def _operation_table(operation: Operation) -> ArchivePart:
    lines = [
        [str(number), euros(year.costs), euros(year.income), euros(year.gap), str(year.hours)]
        for number, year in enumerate(operation.years, start=1)
    ]
    who = operation.gap_covered_by
    title = _("Operation: a gap is covered by %(who)s") % {"who": who} if who else _("Operation")
    head = [_("Year"), _("Costs"), _("Income"), _("missing"), _("Volunteer hours")]
    return ArchivePart(title=title, head=head, lines=lines)


def _operation_lines(project: Project) -> Iterator[ArchivePart]:
    """What the three years are added up from: amounts, and hours as they are."""
    lines = [
        [str(line.get_side_display()), line.label, *_years(line)]
        for line in project.operation_lines.all()
    ]
    if lines:
        head = [_("Kind"), _("What it is"), _("Year 1"), _("Year 2"), _("Year 3")]
        yield ArchivePart(title=_("Operation, line by line"), head=head, lines=lines)


def _years(line: OperationLine) -> list[str]:
    years = (line.year_1, line.year_2, line.year_3)
    is_hours = line.side == OperationLine.Side.HOURS
    return [str(value) if is_hours else euros(value) for value in years]
