"""What the counter prints: receipts on slips and sheets, and the blank forms that lie about in the shop."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.documents.downloads import download, file_name
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.papers import Layout, Size, blank_form_pdf, slips_pdf
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.services import issue_slips
from machbar.modules.ideas.views.guarding import (
    counter_only,
    forget_last,
    last_taken,
    was_taken_here,
)

PDF = "application/pdf"
MOST = 60


@never_cache
@require_safe
@counter_only
def counter_receipt(request: ActorRequest) -> HttpResponse:
    """The last receipt, ready for the printer; without one, back to the empty sheet."""
    last = last_taken(request)
    idea = Idea.objects.filter(town=request.town, public_id=last.get("idea", "")).first()
    if idea is None:
        return redirect("ideas:counter")
    path = f"/beleg/{last['token']}/"
    context = {"idea": idea, "address": request.build_absolute_uri(path), "token": last["token"]}
    return render(request, "ideas/counter_receipt.html", context)


@never_cache
@require_POST
@counter_only
def counter_next(request: ActorRequest) -> HttpResponse:
    """The next person comes: an empty sheet, and going back shows no receipt of the one before."""
    forget_last(request)
    return redirect("ideas:counter")


@never_cache
@require_POST
@counter_only
def receipts(request: ActorRequest) -> HttpResponse:
    """The receipts of these ideas as one PDF, each with a new link: those taken down here, or any for the team."""
    wanted = list(dict.fromkeys(request.POST.getlist("idea")))[:MOST]
    found = Idea.objects.filter(town=request.town, public_id__in=wanted).select_related("town")
    ideas = [
        idea
        for idea in found.order_by("id")
        if can_answer_ideas(request.actor) or was_taken_here(request, idea)
    ]
    layout = request.POST.get("layout", Layout.SHEET.value)
    if not ideas or layout not in set(Layout):
        raise Http404
    slips = issue_slips(ideas=ideas, by=request.actor)
    today = timezone.localdate()
    content = slips_pdf(request.town, slips, Layout(layout), dated=today)
    name = file_name("Belege", ideas[0].number, layout, day=today, ending="pdf")
    return download(content, name=name, kind=PDF)


@require_safe
def paper(request: ActorRequest) -> HttpResponse:
    """Blank forms to print at home, at school, in the bakery."""
    return render(request, "ideas/paper.html")


@require_safe
def blank_form(request: ActorRequest, size: str) -> HttpResponse:
    """One blank form as PDF."""
    if size not in set(Size):
        raise Http404
    today = timezone.localdate()
    address = absolute_url(request.town, "/ideen/neu/")
    content = blank_form_pdf(request.town, Size(size), address=address, dated=today)
    name = file_name("Ideenkarte", request.town.short_name, size, day=today, ending="pdf")
    return download(content, name=name, kind=PDF)
