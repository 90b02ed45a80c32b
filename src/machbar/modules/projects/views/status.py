"""The public status line, typed by the team."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.projects.forms import StatusForm
from machbar.modules.projects.rules import can_change
from machbar.modules.projects.services import end_status, say_status
from machbar.modules.projects.views.work import whole_project, workspace_page

END = "end"


@require_POST
@staff_only
def status(request: HouseRequest, public_id: str) -> HttpResponse:
    """Say where the project stands, or take the line away."""
    project = whole_project(request, public_id)
    if not can_change(request.actor, project):
        raise PermissionDenied
    if request.POST.get("deed") == END:
        end_status(project=project, by=request.actor, at=timezone.now())
        messages.success(request, _("The line is no longer shown."))
        return redirect("projects:workspace", public_id)
    form = StatusForm(request.POST)
    if not form.is_valid():
        return workspace_page(request, project, status_form=form, status=422)
    say_status(project=project, by=request.actor, at=timezone.now(), text=form.cleaned_data["text"])
    if project.is_public:
        said = _("Everybody can read it now, also on the receipt of the idea.")
    else:
        said = _(
            "Saved. It stands on the receipt of the idea; everybody can read it once the project is public."
        )
    messages.success(request, said)
    return redirect("projects:workspace", public_id)
