"""Asking to join a project's group, without an account (F09)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.actor import ActorRequest
from machbar.modules.coordination.exceptions import CoordinationError
from machbar.modules.coordination.forms import JoinForm
from machbar.modules.coordination.rules import can_join
from machbar.modules.coordination.selectors import free_public_tasks
from machbar.modules.coordination.services import Asked, ask_to_join
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: ActorRequest, public_id: str) -> HttpResponse:
    """The form; the page behind the personal link is the answer."""
    project = get_object_or_404(projects_visible_to(request.actor), public_id=public_id)
    if not can_join(project):
        raise Http404
    form = JoinForm(
        request.POST or None,
        tasks=free_public_tasks(project),
        initial={"wishes": [request.GET.get("aufgabe", "")]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            asked = _ask(request, project, form)
        except CoordinationError as error:
            form.add_error(None, str(error))
        else:
            return redirect("coordination:member", asked.token)
    context = {"project": project, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "coordination/join.html", context, status=status)


def _ask(request: ActorRequest, project: Project, form: JoinForm) -> Asked:
    cleaned = form.cleaned_data
    return ask_to_join(
        project=project,
        by=request.actor,
        at=timezone.now(),
        form_key=cleaned["form_key"],
        name=cleaned["name"],
        contact=cleaned["contact"],
        offer=cleaned["offer"],
        shows_first_name=cleaned["shows_first_name"],
        wants_reminders=cleaned["wants_reminders"],
        wishes=cleaned.get("wishes", ()),
        is_suspicious=form.is_suspicious,
    )
