"""The page behind a member's personal link: tasks to take and tick, the group, letters, leaving.

Looking changes nothing; every deed is a form. What came by the link is recorded as such.
"""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.modules.coordination.exceptions import CoordinationError
from machbar.modules.coordination.forms import (
    AcceptForm,
    ChoicesForm,
    DecisionForm,
    LetterForm,
    TaskDeedForm,
    TaskForm,
)
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.rules import member_can_do, member_can_take
from machbar.modules.coordination.selectors import group_of, letters_of, member_behind, with_owners
from machbar.modules.coordination.services import (
    accept_invitation,
    add_task,
    change_choices,
    confirm_member,
    decline_member,
    leave_group,
    write_letter,
)
from machbar.modules.coordination.services.group import MEMBER
from machbar.modules.coordination.views.deeds import carry_out
from machbar.modules.coordination.views.presenting import member_words, rows_for_member
from machbar.reasoning.contact import ContactKind

DONE_SHOWN = 5
LETTERS_SHOWN = 5


@never_cache
@require_safe
def member(request: ActorRequest, token: str) -> HttpResponse:
    """How things stand: asked, invited, declined, or the group's page."""
    return _page(request, _member(request, token), token)


@never_cache
@require_POST
def accept(request: ActorRequest, token: str) -> HttpResponse:
    """Join after an invitation."""
    found = _member(request, token)
    form = AcceptForm(request.POST)
    if form.is_valid():
        accept_invitation(
            member=found, by=_actor(request, token), at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Good that you are in. These are the tasks."))
    return redirect("coordination:member", token)


@never_cache
@require_POST
def choices(request: ActorRequest, token: str) -> HttpResponse:
    """What the group reads of the name, and whether mails come."""
    found = _active(request, token)
    form = ChoicesForm(request.POST)
    if form.is_valid():
        change_choices(member=found, by=_actor(request, token), **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("coordination:member", token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def member_reminders(request: ActorRequest, token: str) -> HttpResponse:
    """Where the link in each reminder leads: one button ends them."""
    found = _active(request, token)
    if request.method == "POST":
        change_choices(
            member=found,
            by=_actor(request, token),
            shows_first_name=found.shows_first_name,
            wants_reminders=False,
        )
        return redirect("coordination:member_reminders", token)
    context = {"is_on": found.wants_reminders, "back": token, "project": found.project}
    return render(request, "coordination/stop.html", context)


@never_cache
@require_POST
def leave(request: ActorRequest, token: str) -> HttpResponse:
    """Leave the group, take the request back, or say no to the invitation."""
    found = _member(request, token)
    leave_group(member=found, by=_actor(request, token), at=timezone.now())
    messages.success(
        request, _("Done. Your name and how we reach you are deleted, your link has ended.")
    )
    if found.project.is_public:
        return redirect("projects:project", found.project.public_id)
    return redirect("home")


@never_cache
@require_POST
def member_task(request: ActorRequest, token: str, task: str) -> HttpResponse:
    """Take a task, tick it, postpone it, give it back."""
    found = _active(request, token)
    tasks = with_owners(Task.objects.filter(project=found.project))
    wanted = get_object_or_404(tasks, public_id=task)
    form = TaskDeedForm(
        request.POST, today=timezone.localdate(), auto_id=f"id_{wanted.public_id}_%s"
    )
    if form.is_valid():
        is_taking = form.cleaned_data["deed"] == "take"
        may = member_can_take(found, wanted) if is_taking else member_can_do(found, wanted)
        if not may and not is_taking:
            raise Http404
        try:
            carry_out(wanted, form, owner=found, by=_actor(request, token), at=timezone.now())
        except CoordinationError as error:
            messages.error(request, str(error))
        return redirect("coordination:member", token)
    return _page(request, found, token, refused_task=(wanted.public_id, form))


@never_cache
@require_POST
def member_new_task(request: ActorRequest, token: str) -> HttpResponse:
    """The lead adds a task."""
    found = _lead(request, token)
    form = TaskForm(request.POST, owners=())
    if not form.is_valid():
        return _page(request, found, token, new_task=form)
    by = _actor(request, token)
    add_task(project=found.project, by=by, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The task is on the list."))
    return redirect("coordination:member", token)


@never_cache
@require_POST
def member_decide(request: ActorRequest, token: str, asking: str) -> HttpResponse:
    """The lead answers a request to join."""
    found = _lead(request, token)
    wanted = get_object_or_404(
        Member.objects.filter(project=found.project, state=Member.State.ASKED), public_id=asking
    )
    form = DecisionForm(request.POST, auto_id=f"id_{wanted.public_id}_%s")
    if form.is_valid():
        by, at = _actor(request, token), timezone.now()
        try:
            if form.cleaned_data["is_yes"]:
                confirm_member(member=wanted, by=by, at=at)
            else:
                decline_member(member=wanted, by=by, at=at, reason=form.cleaned_data["reason"])
        except CoordinationError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("Answered."))
            return redirect("coordination:member", token)
    return _page(request, found, token, refused_decision=(wanted.public_id, form))


@never_cache
@require_POST
def member_write(request: ActorRequest, token: str) -> HttpResponse:
    """Write to the group or to one of it."""
    found = _active(request, token)
    form = LetterForm(request.POST, readers=_readers(found))
    if form.is_valid():
        try:
            write_letter(
                project=found.project,
                by=_actor(request, token),
                at=timezone.now(),
                author=found,
                **form.cleaned_data,
            )
        except CoordinationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your letter is on its way."))
            return redirect("coordination:member", token)
    return _page(request, found, token, letter=form)


def _actor(request: ActorRequest, token: str) -> Actor:
    link = link_behind(town=request.town, token=token, purpose=MEMBER)
    return Actor(town=request.town, link=link)


def _member(request: ActorRequest, token: str) -> Member:
    link = link_behind(town=request.town, token=token, purpose=MEMBER)
    found = member_behind(link) if link is not None else None
    if found is None:
        raise Http404
    return found


def _active(request: ActorRequest, token: str) -> Member:
    found = _member(request, token)
    if not found.is_active:
        raise Http404
    return found


def _lead(request: ActorRequest, token: str) -> Member:
    found = _active(request, token)
    if not found.leads:
        raise Http404
    return found


def _readers(member: Member) -> list[tuple[Member, str]]:
    """Those whom the member may write to alone: who is named in the group and has a mail address."""
    named = group_of(member.project).filter(shows_first_name=True, contact_kind=ContactKind.MAIL)
    return [(each, each.first_name) for each in named.exclude(pk=member.pk)]


def _page(
    request: ActorRequest,
    member: Member,
    token: str,
    *,
    refused_task: tuple[str, TaskDeedForm] | None = None,
    refused_decision: tuple[str, DecisionForm] | None = None,
    new_task: TaskForm | None = None,
    letter: LetterForm | None = None,
) -> HttpResponse:
    context: dict[str, object] = {
        "member": member,
        "project": member.project,
        "token": token,
    }
    if not member.is_active:
        context["accept_form"] = AcceptForm()
        return render(request, "coordination/waiting.html", context)
    refused: Form | None = new_task or letter
    refused = refused or (refused_task[1] if refused_task else None)
    refused = refused or (refused_decision[1] if refused_decision else None)
    context |= {
        **_tasks(member, refused_task),
        **_group(member, refused_decision),
        "choices_form": ChoicesForm(
            initial={
                "shows_first_name": member.shows_first_name,
                "wants_reminders": member.wants_reminders,
            }
        ),
        "letter_form": letter or LetterForm(readers=_readers(member), auto_id="id_brief_%s"),
        "new_task_form": new_task or TaskForm(owners=(), auto_id="id_neu_%s"),
        "refused": refused,
    }
    return render(request, "coordination/member.html", context, status=422 if refused else 200)


def _tasks(member: Member, refused: tuple[str, TaskDeedForm] | None) -> dict[str, object]:
    today = timezone.localdate()
    tasks = with_owners(Task.objects.filter(project=member.project))
    rows = rows_for_member(
        member, tasks.filter(state=Task.State.OPEN), today, bound=dict([refused] if refused else [])
    )
    done = tasks.filter(state=Task.State.DONE).order_by("-ended_at", "-id")[:DONE_SHOWN]
    return {
        "mine": [row for row in rows if row.is_mine],
        "free": [row for row in rows if row.task.is_free],
        "taken": [row for row in rows if not row.is_mine and not row.task.is_free],
        "done": rows_for_member(member, done, today),
    }


def _group(member: Member, refused: tuple[str, DecisionForm] | None) -> dict[str, object]:
    group = list(group_of(member.project))
    named = [each for each in group if each.shows_first_name and each.pk != member.pk]
    requests = Member.objects.filter(project=member.project, state=Member.State.ASKED)
    requests = requests.prefetch_related("wishes").order_by("asked_at", "id")
    bound = dict([refused] if refused else [])
    return {
        "named": named,
        "unnamed": len(group) - len(named) - 1,
        "requests": [
            {
                "member": each,
                "form": bound.get(each.public_id)
                or DecisionForm(auto_id=f"id_{each.public_id}_%s"),
                "is_refused": each.public_id in bound,
            }
            for each in (requests if member.leads else ())
        ],
        "letters": [
            {
                "letter": letter,
                "author": member_words(letter.by_member, sees_names=False)
                if letter.by_member is not None
                else _("The team"),
            }
            for letter in letters_of(member.project, for_all=True)[:LETTERS_SHOWN]
        ],
    }
