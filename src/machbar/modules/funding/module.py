"""What funding contributes to the house."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    DayItem,
    DayPart,
    KnownFact,
    Module,
    NavigationEntry,
    Objection,
    Panel,
    ProjectPage,
    SitePage,
    SlotEvidence,
    SlotState,
)
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.formats import euros
from machbar.modules.funding.archive import archive
from machbar.modules.funding.core.record import stored_entry
from machbar.modules.funding.findable import FINDABLE
from machbar.modules.funding.history import EVENT_LABELS
from machbar.modules.funding.models import ChosenProgramme, CostLine, FinancingPlan
from machbar.modules.funding.personal import PERSONAL
from machbar.modules.funding.rules import can_see_plan, can_work_on_money
from machbar.modules.funding.selectors import (
    chosen_everywhere,
    chosen_in,
    plan_of,
    plans_of,
    programmes_visible_to,
    total_costs,
)
from machbar.modules.funding.services.catalogue import SHIPPED, import_catalogue, read_catalogue
from machbar.modules.funding.services.suggesting import ask_for_suggestions
from machbar.modules.funding.views.mediation import corner
from machbar.modules.funding.views.needs import payers
from machbar.modules.projects.core import SlotKind, StageKey
from machbar.modules.projects.selectors import projects_visible_to

if TYPE_CHECKING:
    from machbar.modules.funding.services.solving import Result

WATCHED_DAYS = 30
URGENT_DAYS = 3
ON_THE_DAY = 8
SMALL_CENTS = 50_000
MOST_PAGES = 5_000
_TOO_LARGE = _(
    "Above 500 euros the way leads through a financing plan and three years of running costs."
)


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The catalogue for everybody, the money for the team."""
    entries = [
        NavigationEntry(
            area=Area.PUBLIC,
            label=_("Funding programmes"),
            url=reverse("funding:index"),
            section="foerderung",
            position=35,
        )
    ]
    if can_see_plan(actor):
        entries.append(
            NavigationEntry(
                area=Area.STAFF,
                label=_("Money"),
                url=reverse("funding:overview"),
                section="werkstatt/geld",
                position=40,
            )
        )
    return entries


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """What the project costs, what is promised, applied for and planned; nothing internal."""
    plans, choices = _money_of(actor, [project])
    plan, chosen = plans.get(project), choices.get(project, [])
    if plan is None or plan.result is None or not plan.is_up_to_date:
        return ()
    return [Panel(template="funding/_panel.html", context=_money(plan, chosen), position=10)]


def slot_evidence(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[SlotEvidence]]:
    """A balanced plan without a refused programme puts the money in sight; it stands where all of it is awarded."""
    plans, chosen = _money_of(actor, projects)
    return {
        project: [evidence]
        for project, plan in plans.items()
        if (evidence := _evidence(plan, chosen.get(project, []))) is not None
    }


def known_facts(actor: Actor, project: int) -> Sequence[KnownFact]:
    """What the cost lines add up to, and how the plan would pay it; for the team only."""
    if not actor.is_staff:
        return ()
    lines = list(
        CostLine.objects.filter(project=project, project__town=actor.town).order_by(
            "position", "id"
        )
    )
    if not lines:
        return ()
    words = "; ".join(f"{line.label} {euros(line.cents)}" for line in lines)
    total = {"sum": euros(sum(line.cents for line in lines)), "lines": words}
    costs = gettext("The cost lines add up to %(sum)s: %(lines)s.") % total
    found = [KnownFact(question="costs", label=_("Costs of the financing plan"), text=costs)]
    plan = plans_of(actor, [project]).get(project)
    if plan is not None and plan.result is not None and plan.is_up_to_date:
        money = _money(plan, chosen_in(actor, [project]).get(project, []))
        sentence = gettext(
            "Sure so far: %(sure)s. Applied for: %(applied)s. Planned, or without cover: %(open)s."
        ) % {
            "sure": euros(cast("int", money["sure"])),
            "applied": euros(cast("int", money["applied"])),
            "open": euros(cast("int", money["uncovered"])),
        }
        found.append(KnownFact(question="costs", label=_("State of the financing"), text=sentence))
    return found


def day_page(actor: Actor, today: date) -> DayPart | None:
    """Deadlines within thirty days of programmes that stand in a plan and are not applied for."""
    if not can_work_on_money(actor):
        return None
    items = sorted(_deadlines(actor, today), key=lambda item: (item.due, str(item.headline)))
    if not items:
        return None
    return DayPart(
        title=_("Deadlines for money"),
        items=items[:ON_THE_DAY],
        total=len(items),
        url=reverse("funding:overview"),
    )


def gate(actor: Actor, project: int, stage: str, target: str) -> Sequence[Objection]:
    """Money for which programmes are sought needs a plan that adds up without a refused one; only a small sum may go
    from coordination straight to feasible (architecture.md, section 3)."""
    if (stage, target) == (StageKey.COORDINATION, StageKey.FEASIBLE):
        cost = total_costs([project]).get(project, 0)
        sentence: Promise | None = _TOO_LARGE if cost > SMALL_CENTS else None
        found = None
    elif target == StageKey.FUNDING:
        found = projects_visible_to(actor).select_related("financing_plan").get(pk=project)
        sentence = _plan_objection(plan_of(found))
    else:
        return ()
    if sentence is None:
        return ()
    found = found or projects_visible_to(actor).get(pk=project)
    return [Objection(sentence=sentence, url=reverse("funding:plan", args=[found.public_id]))]


def _plan_objection(plan: FinancingPlan | None) -> Promise | None:
    if plan is None or plan.result is None:
        return _("There is no financing plan yet.")
    if not plan.is_up_to_date:
        return _("The financing plan is being reckoned anew.")
    if plan.result["missing"]:
        return _("The financing plan does not add up yet.")
    if set(plan.result["refused"]) & set(plan.result["grants"]):
        return _("A programme in the plan does not fit the project.")
    return None


def project_changed(project: int) -> None:
    """New words may fit other programmes: the worker looks again."""
    ask_for_suggestions(project, is_text_new=True)


def demo(town: Town, today: date) -> None:
    """The shipped catalogue: real programmes with their sources, nothing invented."""
    by = Actor(town=town, system=True)
    import_catalogue(by=by, at=timezone.now(), checked=read_catalogue(SHIPPED))


def site_pages(actor: Actor) -> Sequence[SitePage]:
    """The catalogue and every programme in it (one query)."""
    keys = programmes_visible_to(actor).order_by("id").values_list("public_id", flat=True)
    return [
        SitePage(path=reverse("funding:index")),
        *(SitePage(path=reverse("funding:programme", args=[key])) for key in keys[:MOST_PAGES]),
    ]


def _money_of(
    actor: Actor, projects: Sequence[int]
) -> tuple[Mapping[int, FinancingPlan], Mapping[int, Sequence[ChosenProgramme]]]:
    """Plans and chosen programmes of these projects, read once a request (two queries)."""
    key = ("funding.money", tuple(projects))
    if key not in actor.memo:
        actor.memo[key] = (plans_of(actor, projects), chosen_in(actor, projects))
    return cast(
        "tuple[Mapping[int, FinancingPlan], Mapping[int, Sequence[ChosenProgramme]]]",
        actor.memo[key],
    )


def _money(plan: FinancingPlan, chosen: Sequence[ChosenProgramme]) -> dict[str, object]:
    result = cast("Result", plan.result)
    grants = result["grants"]
    states = {each.programme.key: each for each in chosen}
    own = min(result["own_cash"], plan.own_cash) + result["donations"]
    awarded = [
        (each.programme.name, grants[key]) for key, each in states.items()
        if key in grants and each.progress == ChosenProgramme.Progress.AWARDED
    ]  # fmt: skip
    sums = {
        progress: sum(
            grants[key]
            for key, each in states.items()
            if key in grants and each.progress == progress
        )
        for progress in ChosenProgramme.Progress.values
    }
    return {
        "cost": result["cost"],
        "own": own,
        "awarded": awarded,
        "applied": sums["applied"],
        "planned": sums["planned"],
        "missing": result["missing"],
        "sure": own + sums["awarded"],
        "uncovered": sums["planned"] + result["missing"],
    }


def _evidence(plan: FinancingPlan, chosen: Sequence[ChosenProgramme]) -> SlotEvidence | None:
    if plan.result is None or not plan.is_up_to_date:
        return None
    result = cast("Result", plan.result)
    if result["missing"] or set(result["refused"]) & set(result["grants"]):
        return None
    used = [each for each in chosen if each.programme.key in result["grants"]]
    if set(result["unsure"]) & set(result["grants"]):
        return SlotEvidence(
            slot=SlotKind.FINANCING.value,
            state=SlotState.CANDIDATE,
            sentence=_("The financing plan could add up; answers are still missing."),
        )
    is_proven = bool(used) and all(
        each.progress == ChosenProgramme.Progress.AWARDED for each in used
    )
    return SlotEvidence(
        slot=SlotKind.FINANCING.value,
        state=SlotState.PROVEN if is_proven else SlotState.CANDIDATE,
        sentence=_("Every grant of the plan is awarded.")
        if is_proven
        else _("The financing plan adds up."),
    )


def _deadlines(actor: Actor, today: date) -> Sequence[DayItem]:
    items = []
    for chosen in chosen_everywhere(actor):
        due = stored_entry(chosen.programme.record).deadline(today)
        if due is not None and due <= today + timedelta(days=WATCHED_DAYS):
            items.append(_day_item(chosen, due, today))
    return items


def _day_item(chosen: ChosenProgramme, due: date, today: date) -> DayItem:
    return DayItem(
        headline=chosen.programme.name,
        detail=_detail(chosen.project.title, (due - today).days),
        url=reverse("funding:plan", args=[chosen.project.public_id]),
        action=_("To the plan"),
        since=timezone.localdate(chosen.chosen_at),
        due=due,
        is_late=(due - today).days <= URGENT_DAYS,
    )


def _detail(title: str, days: int) -> str:
    if days == 0:
        return gettext("%(project)s: the deadline is today, and nothing is applied for.") % {
            "project": title
        }
    return ngettext(
        "%(project)s: the deadline is tomorrow, and nothing is applied for.",
        "%(project)s: the deadline is in %(days)d days, and nothing is applied for.",
        days,
    ) % {"project": title, "days": days}


MODULE = Module(
    key="funding",
    archive=archive,
    name=_("Funding"),
    summary=_("Which programmes fit, and whether the financing plan adds up."),
    urls="machbar.modules.funding.urls",
    needs=frozenset({"projects"}),
    navigation=navigation,
    project_panels=project_panels,
    slot_evidence=slot_evidence,
    gate=gate,
    corner=corner,
    payers=payers,
    day_page=day_page,
    findables=(FINDABLE,),
    project_changed=project_changed,
    demo=demo,
    site_pages=site_pages,
    event_labels=EVENT_LABELS,
    known_facts=known_facts,
    personal=PERSONAL,
)
