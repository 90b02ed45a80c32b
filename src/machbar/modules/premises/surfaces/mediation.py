"""What rooms on their way contribute to projects: slots, panels, timeline, facts for the sketch.

For everybody nothing of it names an owner, an address or a rent; for the team nobody's name does either.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    KnownFact,
    Panel,
    ProjectPage,
    SlotEvidence,
    SlotState,
    TimelineStep,
)
from machbar.modules.premises.core.codes import DemandKind, DemandState, MediationStage
from machbar.modules.premises.labels.units import unit_title
from machbar.modules.premises.models import Demand, Mediation
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.mediation import mediations_of_projects

ORDER = tuple(MediationStage)


def slot_evidence(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[SlotEvidence]]:
    """The place: in sight while a room is on its way, it stands once the agreement is signed. The users: by the
    project's search for them (two queries)."""
    found: dict[int, list[SlotEvidence]] = defaultdict(list)
    by_project: dict[int, list[Mediation]] = defaultdict(list)
    for each in mediations_of_projects(actor, projects):
        by_project[_project_of(each)].append(each)
    for project, mediations in by_project.items():
        best = _best(mediations)
        if best is not None:
            found[project].append(_place(actor, best))
    users = Demand.objects.filter(
        town=actor.town, project__in=projects, kind=DemandKind.USERS
    ).order_by("id")
    for demand in users:
        evidence = _users(demand)
        if evidence is not None and demand.project_id is not None:
            found[demand.project_id].append(evidence)
    return found


def mediation_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """For the team how far the search for a place has come; for everybody only that a place is found (one query)."""
    mediations = mediations_of_projects(actor, [project])
    if page is ProjectPage.WORKSPACE:
        if not can_work_on_premises(actor) or not mediations:
            return ()
        rows = [(each, unit_title(each.unit)) for each in reversed(mediations)]
        return (
            Panel(
                template="premises/_project_mediations.html",
                context={"rows": rows},
                position=8,
                page=ProjectPage.WORKSPACE,
            ),
        )
    if not any(_is_signed(each) for each in mediations):
        return ()
    return (
        Panel(
            template="premises/_place_found.html",
            context={"runs": any(each.stage == MediationStage.RUNNING for each in mediations)},
            position=8,
            page=ProjectPage.PUBLIC,
            is_beside=True,
        ),
    )


def timeline(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[TimelineStep]]:
    """Visits that were let out and lie behind, the place that was found, the end of its use (one query)."""
    steps: dict[int, list[TimelineStep]] = defaultdict(list)
    today = timezone.localdate()
    for each in mediations_of_projects(actor, projects):
        project = _project_of(each)
        visit = timezone.localdate(each.visit_at) if each.visit_at else None
        if visit is not None and each.visit_is_public and visit <= today:
            steps[project].append(TimelineStep(on=visit, label=_("Visit of a room")))
        agreement = getattr(each, "agreement", None)
        if agreement is not None and _is_signed(each):
            steps[project].append(TimelineStep(on=agreement.signed_on, label=_("A place is found")))
        if each.stage == MediationStage.ENDED:
            on = timezone.localdate(getattr(each, "ended_at", None) or each.changed_at)
            steps[project].append(TimelineStep(on=on, label=_("The use of the place ended")))
    return steps


def known_facts(actor: Actor, project: int) -> Sequence[KnownFact]:
    """What kind of place is looked for, and what is in sight; for the team only (two queries)."""
    if not actor.is_staff:
        return ()
    found = [
        KnownFact(question="place", label=_("The search for a place"), text=_search_words(demand))
        for demand in Demand.objects.filter(
            town=actor.town, project=project, kind=DemandKind.ROOM
        ).order_by("id")
    ]
    best = _best(mediations_of_projects(actor, [project]))
    if best is not None:
        text = gettext("%(kind)s: %(state)s") % {
            "kind": best.unit.get_kind_display(),
            "state": _place_words(best),
        }
        found.append(KnownFact(question="place", label=_("The room in sight"), text=text))
    return found


def _project_of(mediation: Mediation) -> int:
    project = mediation.demand.project_id
    assert project is not None  # noqa: S101 - the selector asks for projects
    return project


def _is_signed(mediation: Mediation) -> bool:
    """Whether the place is agreed on and still goes; what came to nothing after all no longer counts."""
    agreement = getattr(mediation, "agreement", None)
    is_over = mediation.stage in {MediationStage.DECLINED, MediationStage.ENDED}
    return agreement is not None and agreement.signed_on is not None and not is_over


def _best(mediations: Sequence[Mediation]) -> Mediation | None:
    """The path that has come furthest and lives."""
    living = [each for each in mediations if each.is_living]
    return max(living, key=lambda each: ORDER.index(MediationStage(each.stage)), default=None)


def _place(actor: Actor, mediation: Mediation) -> SlotEvidence:
    may = can_work_on_premises(actor)
    return SlotEvidence(
        slot="place",
        state=SlotState.PROVEN if _is_signed(mediation) else SlotState.CANDIDATE,
        sentence=_place_words(mediation),
        url=reverse("premises:mediation", args=[mediation.public_id]) if may else "",
    )


def _place_words(mediation: Mediation) -> str:
    if mediation.stage == MediationStage.RUNNING:
        return gettext("The room is in use.")
    if _is_signed(mediation):
        return gettext("The agreement on a room is signed.")
    match mediation.stage:
        case MediationStage.AGREEMENT:
            return gettext("The terms for a room are being agreed on.")
        case MediationStage.VISIT if mediation.visit_at is not None:
            day = date_format(timezone.localdate(mediation.visit_at), "j. F Y")
            return gettext("A room is in sight, visit on %(day)s.") % {"day": day}
        case MediationStage.CONTACT:
            return gettext("A room is in sight, both sides want to meet.")
        case _:
            return gettext("A room was suggested.")


def _users(demand: Demand) -> SlotEvidence | None:
    if demand.state == DemandState.SETTLED:
        return SlotEvidence(
            slot="users",
            state=SlotState.PROVEN,
            sentence=gettext("The search for users is settled."),
        )
    if demand.is_living and demand.state != DemandState.OPEN:
        return SlotEvidence(
            slot="users",
            state=SlotState.CANDIDATE,
            sentence=gettext("Users are in sight: %(state)s.")
            % {"state": demand.get_state_display()},
        )
    return None


def _search_words(demand: Demand) -> str:
    parts = [demand.title]
    if demand.area_min and demand.area_max:
        parts.append(
            gettext("%(least)d to %(most)d square metres")
            % {"least": demand.area_min, "most": demand.area_max}
        )
    elif demand.area_min:
        parts.append(gettext("at least %(least)d square metres") % {"least": demand.area_min})
    elif demand.area_max:
        parts.append(gettext("at most %(most)d square metres") % {"most": demand.area_max})
    return ", ".join(parts)
