"""What the team changes about a project's money; each deed leads back to the page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.funding.core.profile import POSTPONED, Asked
from machbar.modules.funding.exceptions import FundingError
from machbar.modules.funding.forms import (
    OwnMoneyForm,
    ProfileForm,
    ProgrammeForm,
    QuestionForm,
    RoughCostForm,
    VersionForm,
    cost_table,
    first_row,
)
from machbar.modules.funding.models import ChosenProgramme, ProfileAnswer
from machbar.modules.funding.rules import can_change_money
from machbar.modules.funding.selectors import applicant_of, programmes_visible_to
from machbar.modules.funding.services import (
    add_cost_line,
    answer_question,
    answer_questions,
    ask_for_suggestions,
    change_programme,
    choose_programme,
    choose_programmes,
    drop_programme,
    set_costs,
    set_own_money,
)
from machbar.modules.funding.views.mediation import best_for_plan
from machbar.modules.funding.views.money import plan_page, project_of
from machbar.modules.projects.models import Project


@require_POST
@staff_only
def costs(request: HouseRequest, public_id: str) -> HttpResponse:
    """Save the cost table."""
    project = _changeable(request, public_id)
    table = cost_table(project.cost_lines.all(), request.POST)
    seen = VersionForm(request.POST)
    if not table.is_valid() or not seen.is_valid():
        return plan_page(request, project, costs=table)
    try:
        set_costs(
            project=project,
            by=request.actor,
            at=timezone.now(),
            seen_version=seen.cleaned_data["seen_version"],
            entries=table.entries(),
        )
    except FundingError as error:
        return plan_page(request, project, costs=table, error=str(error))
    messages.success(request, _("The costs are saved."))
    return redirect("funding:plan", public_id)


@require_POST
@staff_only
def own_money(request: HouseRequest, public_id: str) -> HttpResponse:
    """Save own money and donations."""
    project = _changeable(request, public_id)
    form = OwnMoneyForm(request.POST)
    if not form.is_valid():
        return plan_page(request, project, own_money=form)
    set_own_money(project=project, by=request.actor, at=timezone.now(), **form.amounts())
    messages.success(request, _("Own money and donations are saved."))
    return redirect("funding:plan", public_id)


@require_POST
@staff_only
def answers(request: HouseRequest, public_id: str) -> HttpResponse:
    """Save the answers that decide on programmes."""
    project = _changeable(request, public_id)
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return plan_page(request, project, profile=form)
    answer_questions(
        project=project, answers=form.cleaned_data, by=request.actor, at=timezone.now()
    )
    messages.success(request, _("The answers are saved. The suggestions follow them at once."))
    return redirect("funding:plan", public_id)


@require_POST
@staff_only
def answer(request: HouseRequest, public_id: str, question: str) -> HttpResponse:
    """Answer the one question of the mediation page; the verdicts there follow at once."""
    project = _changeable(request, public_id)
    if question == Asked.COST:
        return _rough_cost(request, project)
    if question not in ProfileAnswer.Question.values:
        raise Http404
    form = QuestionForm(request.POST, question=question)
    if not form.is_valid():
        return plan_page(request, project, error=str(form.errors["answer"][0]))
    given = form.cleaned_data["answer"]
    answer_question(
        project=project, question=question, answer=given, by=request.actor, at=timezone.now()
    )
    is_open = given == POSTPONED
    messages.success(
        request,
        _("Good. We ask again on the page of the money.") if is_open else _("Noted, thank you."),
    )
    return redirect("projects:mediation", public_id)


def _rough_cost(request: HouseRequest, project: Project) -> HttpResponse:
    """A first estimate becomes the first line of the cost table; afterwards the table is the place to change it."""
    form = RoughCostForm(request.POST)
    if not form.is_valid():
        return plan_page(request, project, costs=cost_table([], first_row(request.POST)))
    if not project.cost_lines.all():
        cents, label = form.cleaned_data["amount"], _("Roughly estimated")
        try:
            add_cost_line(
                project=project, by=request.actor, at=timezone.now(), label=label, cents=cents
            )
        except FundingError as error:
            return plan_page(request, project, error=str(error))
    messages.success(request, _("Noted, thank you. The parts of the sum can come later."))
    return redirect("projects:mediation", project.public_id)


@require_POST
@staff_only
def choose_best(request: HouseRequest, public_id: str) -> HttpResponse:
    """Take the best suggestions into the plan; it then finds out which of them pay what."""
    project = _changeable(request, public_id)
    found = best_for_plan(request.actor, project.pk)
    try:
        new = choose_programmes(
            project=project,
            programmes=found,
            by=request.actor,
            at=timezone.now(),
            applicant=applicant_of(project),
        )
    except FundingError as error:
        return plan_page(request, project, error=str(error))
    messages.success(request, _taken(new))
    return redirect("funding:plan", public_id)


def _taken(new: int) -> str:
    if not new:
        return _("Everything that can be reckoned with stands in the plan already.")
    return ngettext(
        "%(n)d programme is new in the plan. Please check its numbers.",
        "%(n)d programmes are new in the plan. Please check their numbers.",
        new,
    ) % {"n": new}


@require_POST
@staff_only
def look(request: HouseRequest, public_id: str) -> HttpResponse:
    """Let the worker look for programmes."""
    ask_for_suggestions(_changeable(request, public_id).pk)
    messages.success(request, _("We are looking. Please load the page again in a minute or two."))
    return redirect("projects:mediation", public_id)


@require_POST
@staff_only
def choose(request: HouseRequest, public_id: str, programme: str) -> HttpResponse:
    """Take a programme into the plan."""
    project = _changeable(request, public_id)
    found = get_object_or_404(programmes_visible_to(request.actor), public_id=programme)
    try:
        choose_programme(
            project=project,
            programme=found,
            by=request.actor,
            at=timezone.now(),
            applicant=applicant_of(project),
        )
    except FundingError as error:
        return plan_page(request, project, error=str(error))
    messages.success(request, _("The programme stands in the plan. Please check its numbers."))
    return redirect("funding:plan", public_id)


@require_POST
@staff_only
def numbers(request: HouseRequest, public_id: str, chosen: str) -> HttpResponse:
    """Save the numbers of a programme in the plan."""
    project = _changeable(request, public_id)
    found = _chosen(project, chosen)
    lines = list(project.cost_lines.all())
    form = ProgrammeForm(request.POST, lines=lines, auto_id=f"id_{found.public_id}_%s")
    if not form.is_valid():
        return plan_page(request, project, bound=(found.public_id, form))
    change_programme(
        chosen=found,
        by=request.actor,
        at=timezone.now(),
        numbers=form.numbers(),
        not_for=form.cleaned_data["not_for"],
    )
    messages.success(request, _("The numbers are saved."))
    return redirect("funding:plan", public_id)


@require_POST
@staff_only
def drop(request: HouseRequest, public_id: str, chosen: str) -> HttpResponse:
    """Take a programme out of the plan; a second click finds nothing to do."""
    project = _changeable(request, public_id)
    for found in project.chosen_programmes.filter(public_id=chosen).select_related(
        "programme", "project"
    ):
        drop_programme(chosen=found, by=request.actor, at=timezone.now())
    messages.success(request, _("The programme is out of the plan."))
    return redirect("funding:plan", public_id)


def _changeable(request: HouseRequest, public_id: str) -> Project:
    project = project_of(request, public_id)
    if not can_change_money(request.actor, project):
        raise PermissionDenied
    return project


def _chosen(project: Project, public_id: str) -> ChosenProgramme:
    rows = project.chosen_programmes.select_related("programme", "project")
    return get_object_or_404(rows, public_id=public_id)
