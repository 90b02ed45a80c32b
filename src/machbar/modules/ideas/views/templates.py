"""The ready-made reasons of the town: read, worded anew, offered or not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.modules.ideas.forms.answers import TemplateForm
from machbar.modules.ideas.models import ReasonTemplate
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.services import offer_template, write_template


@never_cache
@require_safe
@staff_only
def templates(request: ActorRequest) -> HttpResponse:
    """All reasons, by what they are for."""
    return _page(request)


@require_POST
@staff_only
def new_template(request: ActorRequest) -> HttpResponse:
    """Add a reason."""
    _may_answer(request)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, new=form, status=422)
    write_template(by=request.actor, **form.cleaned_data)
    messages.success(request, _("The text is ready to be used."))
    return redirect("ideas:templates")


@require_POST
@staff_only
def template(request: ActorRequest, public_id: str) -> HttpResponse:
    """Word a reason anew, offer it no longer, or offer it again."""
    _may_answer(request)
    found = get_object_or_404(ReasonTemplate, town=request.town, public_id=public_id)
    if "offer" in request.POST:
        is_offered = request.POST["offer"] == "yes"
        offer_template(template=found, by=request.actor, is_offered=is_offered)
        messages.success(request, _("Saved."))
        return redirect("ideas:templates")
    form = TemplateForm(request.POST, auto_id=f"id_{public_id}_%s")
    if not form.is_valid():
        return _page(request, refused={public_id: form}, status=422)
    write_template(by=request.actor, template=found, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("ideas:templates")


def _page(
    request: ActorRequest,
    *,
    new: TemplateForm | None = None,
    refused: dict[str, TemplateForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    _may_answer(request)
    bound = refused or {}
    rows = [
        {
            "template": each,
            "status": each.status,
            "form": bound.get(each.public_id) or _form_of(each),
            "is_open": each.public_id in bound,
        }
        for each in ReasonTemplate.objects.filter(town=request.town)
    ]
    groups = [
        {"label": label, "rows": [row for row in rows if row["status"] == value]}
        for value, label in ReasonTemplate.Status.choices
    ]
    context = {"groups": groups, "form": new or TemplateForm(), "is_open": new is not None}
    return render(request, "ideas/templates.html", context, status=status)


def _form_of(template: ReasonTemplate) -> TemplateForm:
    known = {"status": template.status, "title": template.title, "text": template.text}
    return TemplateForm(initial=known, auto_id=f"id_{template.public_id}_%s")


def _may_answer(request: ActorRequest) -> None:
    if not can_answer_ideas(request.actor):
        raise PermissionDenied
