"""The team's pages of money: all projects, and one project with costs, own money, programmes and the plan."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.funding.core.profile import POSTPONED
from machbar.modules.funding.forms import (
    CostTable,
    OwnMoneyForm,
    ProfileForm,
    ProgrammeForm,
    cost_table,
)
from machbar.modules.funding.labels import amount_line
from machbar.modules.funding.models import ChosenProgramme, CostLine, FinancingPlan
from machbar.modules.funding.rules import can_change_money
from machbar.modules.funding.selectors import (
    chosen_in,
    plan_of,
    plans_of,
    projects_with_costs,
    shown,
    total_costs,
    with_money,
)
from machbar.modules.funding.services.solving import result_of
from machbar.modules.funding.views.mediation import everything_found
from machbar.modules.funding.views.presenting import next_deadlines, notes, shown_plan, trade_off
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to

PAGE = 30


@never_cache
@require_safe
@staff_only
def overview(request: HouseRequest) -> HttpResponse:
    """All projects of the town: what they cost, what is covered, what is open, the next deadline."""
    page = Paginator(projects_with_costs(request.actor), PAGE).get_page(request.GET.get("seite"))
    projects = list(page.object_list)
    keys = [project.pk for project in projects]
    costs, plans = total_costs(keys), plans_of(request.actor, keys)
    chosen, today = chosen_in(request.actor, keys), timezone.localdate()
    rows = [
        {
            "project": project,
            "cost": costs.get(project.pk, 0),
            "missing": _missing(plans.get(project.pk)),
            "programmes": len(chosen.get(project.pk, [])),
            "deadline": next_deadlines(chosen.get(project.pk, []), today),
        }
        for project in projects
    ]
    programmes = {each.programme_id: each.programme for of in chosen.values() for each in of}
    context = {
        "page": page,
        "rows": rows,
        "query": "",
        "programmes": sorted(programmes.values(), key=lambda each: (each.name, each.pk)),
    }
    return render(request, "funding/overview.html", context)


@never_cache
@require_safe
@staff_only
def plan(request: HouseRequest, public_id: str) -> HttpResponse:
    """One project's money."""
    return plan_page(request, project_of(request, public_id))


@never_cache
@require_safe
@staff_only
def suggestions(request: HouseRequest, public_id: str) -> HttpResponse:
    """Everything that was found for one project, the excluded ones with their rule."""
    project = get_object_or_404(projects_visible_to(request.actor), public_id=public_id)
    context = {
        "project": project,
        "found": everything_found(request.actor, project.pk),
        "panel": {"project": project, "may_work": can_change_money(request.actor, project)},
    }
    return render(request, "funding/suggestions.html", context)


def project_of(request: HouseRequest, public_id: str) -> Project:
    """The project with everything about its money; 404 where the actor may not see it."""
    projects = with_money(projects_visible_to(request.actor))
    return get_object_or_404(projects, public_id=public_id)


def plan_page(
    request: HouseRequest,
    project: Project,
    *,
    costs: CostTable | None = None,
    own_money: OwnMoneyForm | None = None,
    profile: ProfileForm | None = None,
    bound: tuple[str, ProgrammeForm] | None = None,
    error: str = "",
) -> HttpResponse:
    """The page of a project's money, perhaps with a form that still needs something (then with status 422)."""
    lines, chosen = list(project.cost_lines.all()), list(project.chosen_programmes.all())
    stored, result = plan_of(project) or FinancingPlan(project=project), result_of(project)
    view, today = shown_plan(result, stored, lines, chosen), timezone.localdate()
    context = {
        "project": project,
        "plan": stored,
        "view": view,
        "figure": trade_off(view),
        "total": sum(line.cents for line in lines),
        "lines": lines,
        "costs": costs or cost_table(lines),
        "profile": profile or _profile(project),
        "answers": [each for each in project.profile_answers.all() if each.answer != POSTPONED],
        "own_money": own_money or _own_money(stored),
        "chosen": [
            _chosen(each, lines, bound, dict(result["grants"]) if result else {}) for each in chosen
        ],
        "notes": notes(chosen, today),
        "may_work": can_change_money(request.actor, project),
        "error": error,
    }
    is_refused = bool(costs or own_money or profile or bound or error)
    return render(request, "funding/plan.html", context, status=422 if is_refused else 200)


def numbers_of(chosen: ChosenProgramme) -> dict[str, object]:
    """The numbers of a chosen programme as its form takes them."""
    names = ("kind", "rate", "amount", "most", "own_share", "effort", "progress", "awarded")
    return {
        **{name: getattr(chosen, name) for name in names},
        "least": chosen.least or None,
        "not_for": [line.pk for line in chosen.not_for.all()],
    }


def _chosen(
    each: ChosenProgramme,
    lines: list[CostLine],
    bound: tuple[str, ProgrammeForm] | None,
    grants: dict[str, int],
) -> dict[str, object]:
    card = shown(each.programme, timezone.localdate())
    is_bound = bound is not None and bound[0] == each.public_id
    form = (
        bound[1]
        if bound is not None and is_bound
        else ProgrammeForm(initial=numbers_of(each), lines=lines, auto_id=f"id_{each.public_id}_%s")
    )
    return {
        "chosen": each,
        "card": card,
        "amount_line": amount_line(card.entry),
        "grant": grants.get(each.programme.key),
        "form": form,
        "is_open": is_bound,
    }


def _own_money(plan: FinancingPlan) -> OwnMoneyForm:
    amounts = {"own_cash": plan.own_cash, "donations": plan.donations}
    return OwnMoneyForm(initial={**amounts, "de_minimis_left": plan.de_minimis_left})


def _profile(project: Project) -> ProfileForm:
    given = {each.question: each.answer for each in project.profile_answers.all()}
    return ProfileForm(initial=given)


def _missing(plan: FinancingPlan | None) -> int | None:
    """What is missing in cents; None while nothing is computed."""
    if plan is None or plan.result is None or not plan.is_up_to_date:
        return None
    missing: int = plan.result["missing"]
    return missing
