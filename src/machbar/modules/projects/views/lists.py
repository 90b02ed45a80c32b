"""The lists that projects are sorted by: a project's place in them, and the lists themselves."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.models import Term
from machbar.foundation.towns.word_lists import (
    NOTHING_SENT,
    Savings,
    add_entry,
    change_entry,
    list_shown,
)
from machbar.foundation.ui.conflicts import Saving
from machbar.modules.projects.forms import ClassificationForm
from machbar.modules.projects.models import Project
from machbar.modules.projects.rules import can_change, can_work_on_projects
from machbar.modules.projects.selectors import (
    projects_visible_to,
    uses_of_terms,
    with_classifications,
)
from machbar.modules.projects.services import classify_project
from machbar.modules.projects.views.saving import save_project_form
from machbar.modules.projects.vocabularies import VOCABULARIES

KEYS = [each.key for each in VOCABULARIES]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def classification(request: HouseRequest, public_id: str) -> HttpResponse:
    """Sort one project into the other lists."""
    project = _project(request, public_id)
    if not can_change(request.actor, project):
        raise PermissionDenied

    def make(typed: QueryDict | None, prefix: str | None = None) -> ClassificationForm:
        return ClassificationForm(typed, project=_project(request, public_id), prefix=prefix)

    def save(form: BaseForm) -> None:
        classify_project(
            project=project,
            by=request.actor,
            at=timezone.now(),
            seen_version=form.cleaned_data["seen_version"],
            terms=cast("ClassificationForm", form).terms(),
        )

    saving = Saving(form=make(None))
    if request.method == "POST":
        done = _("The project is sorted in.")
        saving = save_project_form(request, project=project, make=make, save=save, done=done)
        if saving.is_saved:
            return redirect("projects:sheet_export", public_id)
    context = {"project": project, "form": saving.form, "conflict": saving.conflict}
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/sheet_classification.html", context, status=status)


def _project(request: HouseRequest, public_id: str) -> Project:
    projects = with_classifications(projects_visible_to(request.actor)).select_related("town")
    return get_object_or_404(projects, public_id=public_id)


@never_cache
@require_safe
@staff_only
def lists(request: HouseRequest) -> HttpResponse:
    """All lists with their terms, and how often each is used."""
    return _lists(request)


@require_POST
@staff_only
def new_term(request: HouseRequest, vocabulary: str) -> HttpResponse:
    """Add a term to a list."""
    _must_work(request, vocabulary)
    saving, done = add_entry(
        request.POST, town=request.town, vocabulary=vocabulary, prefix=vocabulary
    )
    if not done:
        return _lists(request, {(vocabulary, ""): saving})
    messages.success(request, done)
    return redirect("projects:lists")


@require_POST
@staff_only
def term(request: HouseRequest, vocabulary: str, code: str) -> HttpResponse:
    """Rename a term, offer it no longer, or offer it again; projects that carry it keep it."""
    _must_work(request, vocabulary)
    found = get_object_or_404(Term, town=request.town, vocabulary=vocabulary, code=code)
    saving, done = change_entry(request.POST, term=found)
    if not done:
        return _lists(request, {(vocabulary, code): saving})
    messages.success(request, done)
    return redirect("projects:lists")


def _must_work(request: HouseRequest, vocabulary: str) -> None:
    if vocabulary not in KEYS:
        raise Http404
    if not can_work_on_projects(request.actor):
        raise PermissionDenied


def _lists(request: HouseRequest, sent: Savings = NOTHING_SENT) -> HttpResponse:
    uses = uses_of_terms(request.town)
    terms = list(request.town.terms.filter(vocabulary__in=KEYS))
    context = {
        "lists": [
            {
                "source": each.source,
                **list_shown(each.key, each.name, terms=terms, uses=uses, savings=sent),
            }
            for each in VOCABULARIES
        ],
        "may_work": can_work_on_projects(request.actor),
    }
    return render(request, "projects/sheet_lists.html", context, status=422 if sent else 200)
