"""The team's page of a project's tasks and group."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.queue import back_to_queue, queue_page, remember_deed
from machbar.modules.coordination.exceptions import CoordinationError
from machbar.modules.coordination.forms import (
    DecisionForm,
    InviteForm,
    LetterForm,
    RoleForm,
    TaskDeedForm,
    TaskForm,
)
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.rules import can_coordinate, can_do, can_take
from machbar.modules.coordination.selectors import (
    group_of,
    letters_of,
    members_visible_to,
    tasks_visible_to,
    team_of,
    with_owners,
)
from machbar.modules.coordination.services import (
    add_task,
    change_role,
    confirm_member,
    decline_member,
    invite_member,
    leave_group,
    send_link_again,
    write_letter,
)
from machbar.modules.coordination.services.tasks import Owner
from machbar.modules.coordination.views.deeds import carry_out
from machbar.modules.coordination.views.presenting import rows_for_team
from machbar.modules.coordination.views.queueing import request_key, request_panel
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to
from machbar.reasoning.contact import ContactKind

ENDED_SHOWN = 10
LETTERS_SHOWN = 20
TODAY_PAGE = "heute"


@never_cache
@require_safe
@staff_only
def group(request: ActorRequest, public_id: str) -> HttpResponse:
    """Tasks, requests, members, letters."""
    return _page(request, _project(request, public_id))


@require_POST
@staff_only
def new_task(request: ActorRequest, public_id: str) -> HttpResponse:
    """Add a task."""
    project = _coordinated(request, public_id)
    form = TaskForm(request.POST, owners=_owners(request, project), auto_id="id_neu_%s")
    if not form.is_valid():
        return _page(request, project, new_task=form)
    add_task(project=project, by=request.actor, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The task is on the list."))
    return redirect("coordination:group", public_id)


@require_POST
@staff_only
def task(request: ActorRequest, public_id: str, task: str) -> HttpResponse:
    """Take a task, tick it, postpone it, drop it, give it to somebody."""
    project = _project(request, public_id)
    wanted = get_object_or_404(
        with_owners(tasks_visible_to(request.actor)).filter(project=project), public_id=task
    )
    coordinates = can_coordinate(request.actor)
    form = TaskDeedForm(
        request.POST,
        today=timezone.localdate(),
        owners=_owners(request, project) if coordinates else (),
        auto_id=f"id_{wanted.public_id}_%s",
    )
    if not form.is_valid():
        return _page(request, project, refused_task=(wanted.public_id, form))
    _allow(request, wanted, form.cleaned_data["deed"])
    try:
        assert request.actor.person is not None  # noqa: S101 - staff_only
        person = request.actor.person
        carry_out(wanted, form, owner=person, by=request.actor, at=timezone.now())
    except CoordinationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    if request.POST.get("zurueck") == TODAY_PAGE:
        return redirect("coordination:my_tasks")
    return redirect("coordination:group", public_id)


@require_POST
@staff_only
def decide(request: HouseRequest, public_id: str, member: str) -> HttpResponse:
    """Answer a request to join."""
    project, wanted = _member(request, public_id, member)
    form = DecisionForm(request.POST, auto_id=f"id_{wanted.public_id}_%s")
    if form.is_valid():
        by, at = request.actor, timezone.now()
        try:
            if form.cleaned_data["is_yes"]:
                confirm_member(member=wanted, by=by, at=at)
            else:
                decline_member(member=wanted, by=by, at=at, reason=form.cleaned_data["reason"])
        except CoordinationError as error:
            form.add_error("reason", str(error))
        else:
            if back_to_queue(request):
                remember_deed(request, sentence=_answered(wanted))
                return redirect("queue")
            messages.success(request, _answered(wanted))
            return redirect("coordination:group", public_id)
    if back_to_queue(request):
        key, panel = request_key(wanted), request_panel(wanted, form=form)
        return queue_page(request, key=key, panel=panel, status=422)
    return _page(request, project, refused_decision=(wanted.public_id, form))


@require_POST
@staff_only
def role(request: ActorRequest, public_id: str, member: str) -> HttpResponse:
    """Make somebody lead the group, or not any more."""
    _found, wanted = _member(request, public_id, member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    change_role(member=wanted, by=request.actor, role=form.cleaned_data["role"])
    messages.success(request, _("Saved."))
    return redirect("coordination:group", public_id)


@require_POST
@staff_only
def remove(request: ActorRequest, public_id: str, member: str) -> HttpResponse:
    """Take somebody out of the group; nothing of the person is kept."""
    _found, wanted = _member(request, public_id, member)
    leave_group(member=wanted, by=request.actor, at=timezone.now())
    messages.success(request, _("Removed. Name and contact are deleted, the link has ended."))
    return redirect("coordination:group", public_id)


@require_POST
@staff_only
def link(request: ActorRequest, public_id: str, member: str) -> HttpResponse:
    """Mail a new personal link."""
    _found, wanted = _member(request, public_id, member)
    try:
        send_link_again(member=wanted, by=request.actor, at=timezone.now())
    except CoordinationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("A new link is on its way; the old ones have ended."))
    return redirect("coordination:group", public_id)


@require_POST
@staff_only
def invite(request: ActorRequest, public_id: str) -> HttpResponse:
    """Invite somebody by mail."""
    project = _coordinated(request, public_id)
    form = InviteForm(request.POST, auto_id="id_einladung_%s")
    if form.is_valid():
        try:
            invite_member(project=project, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except CoordinationError as error:
            form.add_error("address", str(error))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("coordination:group", public_id)
    return _page(request, project, invitation=form)


@require_POST
@staff_only
def write(request: ActorRequest, public_id: str) -> HttpResponse:
    """Write to the group or to one of it."""
    project = _coordinated(request, public_id)
    form = LetterForm(request.POST, readers=_readers(project), auto_id="id_brief_%s")
    if form.is_valid():
        try:
            write_letter(project=project, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except CoordinationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The letter is on its way."))
            return redirect("coordination:group", public_id)
    return _page(request, project, letter=form)


def _project(request: ActorRequest, public_id: str) -> Project:
    return get_object_or_404(projects_visible_to(request.actor), public_id=public_id)


def _coordinated(request: ActorRequest, public_id: str) -> Project:
    project = _project(request, public_id)
    if not can_coordinate(request.actor):
        raise PermissionDenied
    return project


def _member(request: ActorRequest, public_id: str, member: str) -> tuple[Project, Member]:
    project = _coordinated(request, public_id)
    members = members_visible_to(request.actor).filter(project=project)
    found = members.exclude(state=Member.State.LEFT).select_related("project__town")
    return project, get_object_or_404(found, public_id=member)


def _allow(request: ActorRequest, wanted: Task, deed: str) -> None:
    may = {
        "take": can_take(request.actor, wanted) or can_do(request.actor, wanted),
        "hand_over": can_coordinate(request.actor),
    }.get(deed, can_do(request.actor, wanted))
    if not may:
        raise PermissionDenied


def _owners(request: ActorRequest, project: Project) -> Sequence[Owner]:
    return [*group_of(project), *team_of(request.actor)]


def _readers(project: Project) -> list[tuple[Member, str]]:
    by_mail = group_of(project).filter(contact_kind=ContactKind.MAIL)
    return [(each, each.name) for each in by_mail]


def _answered(member: Member) -> str:
    if member.contact_kind == ContactKind.MAIL:
        return _("Answered; the mail is on its way.")
    if member.contact_kind == ContactKind.PHONE:
        return _("Saved. The person waits for a call, under “Calls”.")
    return _("Saved. A letter waits to be printed, under “Letters”.")


def _page(
    request: ActorRequest,
    project: Project,
    *,
    refused_task: tuple[str, TaskDeedForm] | None = None,
    refused_decision: tuple[str, DecisionForm] | None = None,
    new_task: TaskForm | None = None,
    invitation: InviteForm | None = None,
    letter: LetterForm | None = None,
) -> HttpResponse:
    coordinates = can_coordinate(request.actor)
    owners = _owners(request, project) if coordinates else ()
    refused: Form | None = new_task or invitation or letter
    refused = refused or (refused_task[1] if refused_task else None)
    refused = refused or (refused_decision[1] if refused_decision else None)
    context: dict[str, object] = {
        "project": project,
        "coordinates": coordinates,
        "refused": refused,
        **_tasks(request, project, owners, refused_task),
    }
    if coordinates:
        context |= {
            **_members(request, project, refused_decision),
            "letters": letters_of(project, for_all=False)[:LETTERS_SHOWN],
            "new_task_form": new_task or TaskForm(owners=owners, auto_id="id_neu_%s"),
            "invite_form": invitation or InviteForm(auto_id="id_einladung_%s"),
            "letter_form": letter or LetterForm(readers=_readers(project), auto_id="id_brief_%s"),
        }
    return render(request, "coordination/group.html", context, status=422 if refused else 200)


def _tasks(
    request: ActorRequest,
    project: Project,
    owners: Sequence[Owner],
    refused: tuple[str, TaskDeedForm] | None,
) -> dict[str, object]:
    today = timezone.localdate()
    tasks = with_owners(tasks_visible_to(request.actor).filter(project=project))
    ended = tasks.exclude(state=Task.State.OPEN).order_by("-ended_at", "-id")[:ENDED_SHOWN]
    bound = dict([refused] if refused else [])
    return {
        "open": rows_for_team(
            request.actor,
            tasks.filter(state=Task.State.OPEN),
            today,
            owners=owners,
            bound=bound,
        ),
        "ended": rows_for_team(request.actor, ended, today),
    }


def _members(
    request: ActorRequest, project: Project, refused: tuple[str, DecisionForm] | None
) -> dict[str, object]:
    members = members_visible_to(request.actor).filter(project=project)
    found = list(
        members.exclude(state=Member.State.LEFT)
        .prefetch_related("wishes")
        .order_by("role", "asked_at", "id")
    )
    bound = dict([refused] if refused else [])
    return {
        "requests": [
            {
                "member": each,
                "form": bound.get(each.public_id)
                or DecisionForm(auto_id=f"id_{each.public_id}_%s"),
                "is_refused": each.public_id in bound,
            }
            for each in found
            if each.state == Member.State.ASKED
        ],
        "members": [each for each in found if each.is_active],
        "invited": [each for each in found if each.state == Member.State.INVITED],
        "declined": [each for each in found if each.state == Member.State.DECLINED],
    }
