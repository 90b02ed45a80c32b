"""What funding puts into the archive of a town: costs and programmes of each project, and deadlines still to be met."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import Archived, ArchiveDuty, ArchivePart
from machbar.foundation.ui.formats import euros
from machbar.modules.funding.core.record import stored_entry
from machbar.modules.funding.models import ChosenProgramme, CostLine
from machbar.modules.funding.rules import can_see_plan
from machbar.modules.funding.selectors import chosen_everywhere
from machbar.modules.projects.selectors import projects_visible_to


def archive(actor: Actor) -> Archived:
    """Costs and programmes of the projects; nothing for who may not see plans."""
    parts: dict[int, list[ArchivePart]] = defaultdict(list)
    if not can_see_plan(actor):
        return Archived()
    projects = projects_visible_to(actor)
    costs: dict[int, list[list[str]]] = defaultdict(list)
    for line in CostLine.objects.filter(project__in=projects).order_by("position", "id"):
        costs[line.project_id].append([line.label, euros(line.cents, exact=True)])
    for project, lines in costs.items():
        parts[project].append(
            ArchivePart(title=_("Costs"), head=[_("What is paid"), _("Amount")], lines=lines)
        )
    chosen: dict[int, list[list[str]]] = defaultdict(list)
    found = ChosenProgramme.objects.filter(project__in=projects).select_related("programme")
    for each in found.order_by("id"):
        awarded = euros(each.awarded, exact=True) if each.awarded else ""
        chosen[each.project_id].append([str(each.programme), each.get_progress_display(), awarded])
    head = [_("Programme"), _("How far"), _("Awarded")]
    for project, lines in chosen.items():
        parts[project].append(ArchivePart(title=_("Programmes"), head=head, lines=lines))
    return Archived(project_parts=parts, duties=_applications(actor))


def _applications(actor: Actor) -> list[ArchiveDuty]:
    """What is chosen and not applied for; the day is the next deadline, where the record names one."""
    today = timezone.localdate()
    return [
        ArchiveDuty(
            on=stored_entry(chosen.programme.record).deadline(today),
            what=_("Apply for: %(programme)s") % {"programme": chosen.programme.name},
            where=chosen.project.title,
        )
        for chosen in chosen_everywhere(actor)
    ]
