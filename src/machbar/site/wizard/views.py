"""The pages of the set-up: the entrance for whoever has the secret, then a page a step for the admin, then the door."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.exceptions import ForOperators
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.sessions import sign_in_by_link
from machbar.foundation.media.exceptions import NoRoom
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import legal_notice_of
from machbar.foundation.ui.conflicts import Saving, save_without_loss
from machbar.site.start_checks import only_this_machine_reaches_it
from machbar.site.state.rules import can_see_state
from machbar.site.wizard import entrance
from machbar.site.wizard.forms import (
    DoorForm,
    EntranceForm,
    FaceForm,
    LogoForm,
    PlacesForm,
    StepForm,
    TownForm,
)
from machbar.site.wizard.gaps import Step, gaps
from machbar.site.wizard.law_form import LawForm
from machbar.site.wizard.laws import access_law
from machbar.site.wizard.mail import MailForm, try_mail
from machbar.site.wizard.rules import can_open, can_set_up, can_set_up_mail
from machbar.site.wizard.services import (
    EntranceUsed,
    NotReadyToOpen,
    StepChanged,
    enter,
    open_town,
    remove_logo,
    set_logo,
)
from machbar.site.wizard.steps import TITLES, step_after, step_states, steps_for

FORMS: dict[Step, type[StepForm]] = {
    Step.TOWN: TownForm,
    Step.PLACES: PlacesForm,
    Step.FACE: FaceForm,
    Step.DOOR: DoorForm,
    Step.LAW: LawForm,
}
EDIT = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(EDIT)
def enter_first(request: HttpRequest, token: str) -> HttpResponse:
    """The first page of an empty installation. Looking at it uses nothing up; a wrong secret finds no door."""
    if not entrance.opens(token) or Town.objects.exists():
        return render(request, "site/wizard/no_entrance.html", status=404)
    form = EntranceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _town, person = enter(**form.cleaned_data, at=timezone.now())
        except EntranceUsed:
            return render(request, "site/wizard/no_entrance.html", status=404)
        sign_in_by_link(request, person)
        return redirect("wizard_step", Step.TOWN.value)
    status = 422 if form.is_bound else 200
    return render(request, "site/wizard/entrance.html", {"form": form}, status=status)


@never_cache
@require_safe
@staff_only
def overview(request: HouseRequest) -> HttpResponse:
    """All steps and how they stand; at the end the button that opens the door."""
    _refuse_others(request.actor)
    context = {
        "steps": step_states(request.actor),
        "may_open": can_open(request.actor, request.town),
        "gaps": gaps(request.town, legal_notice_of(request.town)),
        "sees_state": can_see_state(request.actor),
    }
    return render(request, "site/wizard/overview.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def step_page(request: HouseRequest, step: str) -> HttpResponse:
    """One step: what is asked, why, and what happens when it waits."""
    _refuse_others(request.actor)
    if step not in list(Step):
        raise Http404
    return _mail(request) if step == Step.MAIL else _town_step(request, Step(step))


@never_cache
@require_POST
@staff_only
def change_logo(request: HouseRequest) -> HttpResponse:
    """Take the town's logo in, or take it down."""
    _refuse_others(request.actor)
    if request.POST.get("remove"):
        remove_logo(by=request.actor)
        messages.success(request, _("Our drawing stands there again."))
        return redirect("wizard_step", Step.FACE.value)
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            set_logo(by=request.actor, prepared=form.cleaned_data["logo"], at=timezone.now())
        except NoRoom:
            form.add_error(
                "logo", _("Just now the logo cannot be kept. Please send it again later.")
            )
        else:
            messages.success(request, _("That is your logo now, on every page."))
            return redirect("wizard_step", Step.FACE.value)
    form.fields["logo"].widget.attrs["autofocus"] = True
    step = FaceForm(town=request.town)
    return _show(request, Step.FACE, Saving(form=step), status=422, logo_form=form)


@never_cache
@require_POST
@staff_only
def open_door(request: HouseRequest) -> HttpResponse:
    """From now on everybody sees the town."""
    _refuse_others(request.actor)
    try:
        open_town(by=request.actor)
    except NotReadyToOpen as error:
        messages.error(request, str(error))
        return redirect("wizard")
    messages.success(request, _("The door is open. Everybody sees this page now."))
    return redirect("home")


def _town_step(request: HouseRequest, step: Step) -> HttpResponse:
    if request.method != "POST":
        return _show(request, step, Saving(form=_form(step, request.town)))
    saving = save_without_loss(
        data=request.POST,
        make=lambda typed, prefix=None: _form(
            step, Town.objects.get(pk=request.town.pk), typed, prefix
        ),
        save=lambda form: _save(cast("StepForm", form), request.actor),
        stale=StepChanged,
    )
    if not saving.is_saved:
        return _show(request, step, saving, status=422)
    said = cast("StepForm", saving.form).said()
    if said:
        messages.info(request, str(said))
        return redirect("wizard_step", step.value)
    return _on(request, step)


def _form(
    step: Step, town: Town, typed: QueryDict | None = None, prefix: str | None = None
) -> StepForm:
    return FORMS[step](typed, town=town, prefix=prefix)


@transaction.atomic
def _save(form: StepForm, by: Actor) -> None:
    """Write the step, unless somebody else has changed it since it was opened."""
    town = Town.objects.select_for_update().get(pk=by.town.pk)
    if form.cleaned_data["seen_version"] != type(form)(town=town).version():
        raise StepChanged
    form.save(by=by, town=town)


def _mail(request: HouseRequest) -> HttpResponse:
    """The mail server; only for whoever looks after the server."""
    may_change = can_set_up_mail(request.actor)
    typed = request.POST if request.method == "POST" else None
    if typed is not None and not may_change:
        raise ForOperators
    form = MailForm(typed)
    trouble = ""
    if typed is not None and form.is_valid():
        wants_a_try = "try" in typed
        to = request.actor.person.email if request.actor.person else ""
        trouble = try_mail(form.values(), to=to) if wants_a_try else ""
        if not trouble:
            form.save()
            if wants_a_try:
                messages.success(request, _("A letter has left, to %(to)s.") % {"to": to})
            return _on(request, Step.MAIL)
    status = 200 if typed is None else 422
    return _show(
        request,
        Step.MAIL,
        Saving(form=form),
        status=status,
        trouble=trouble,
        may_change=may_change,
        is_only_here=not request.town.host and only_this_machine_reaches_it(),
        public_url=settings.PUBLIC_URL,
    )


def _on(request: HouseRequest, step: Step) -> HttpResponse:
    """To the next step, or to the list of all."""
    after = step_after(step, request.actor)
    return redirect("wizard_step", after.value) if after else redirect("wizard")


def _show(
    request: HouseRequest, step: Step, saving: Saving, *, status: int = 200, **more: Any
) -> HttpResponse:
    steps = steps_for(request.actor)
    context = {
        "step": step,
        "title": TITLES[step],
        "form": saving.form,
        "conflict": saving.conflict,
        "number": steps.index(step) + 1 if step in steps else None,
        "count": len(steps),
        "after": step_after(step, request.actor),
        "law": access_law(request.town.state),
        "logo_form": LogoForm() if step == Step.FACE else None,
        **more,
    }
    return render(request, f"site/wizard/{step.name.lower()}.html", context, status=status)


def _refuse_others(actor: Actor) -> None:
    if not can_set_up(actor):
        raise PermissionDenied
