"""The team's pages of mediations: the list, one mediation with its path and the next step, and what its buttons do."""

from collections.abc import Callable, Mapping
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.premises.core.path import Given, Step, obstacles
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.forms.mediation import (
    CompleteForm,
    DeclineForm,
    EndForm,
    ExtendForm,
    LearnForm,
    OwnerYesForm,
    SignedForm,
    VisitForm,
    YesForm,
)
from machbar.modules.premises.models import Mediation
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.mediation import (
    LIVING,
    lets_until,
    mediations_visible_to,
    with_both_sides,
)
from machbar.modules.premises.services.agreements import (
    complete_amounts,
    end_use_of,
    extend_use,
    sign_agreement,
    start_use,
)
from machbar.modules.premises.services.mediating import (
    agree,
    ask_side,
    decline,
    fix_visit,
    standing_of,
    write_down_learning,
)
from machbar.modules.premises.views.mediation_calls import TEMPLATES, to_reach
from machbar.modules.premises.views.mediation_presenting import mediation_context, mediation_rows

PAGE = 30
FIELD_OF: Mapping[Step, str] = {Step.END: "reason", Step.EXTEND: "ends_on"}
"""Beside which field stands what is in the way of a step."""
Forms = Mapping[Step, Form]


@never_cache
@require_safe
@staff_only
def mediations(request: HouseRequest) -> HttpResponse:
    """All mediations: those that wait for us first, then those that wait for a side, the uses, and what is over."""
    if not can_work_on_premises(request.actor):
        raise PermissionDenied
    all_of_them = with_both_sides(mediations_visible_to(request.actor))
    over = all_of_them.exclude(stage__in=LIVING)
    page = Paginator(over, PAGE).get_page(request.GET.get("seite"))
    today = timezone.localdate()
    has_lists = any(module.key == "ideas" for module in request.modules)
    reach = [] if has_lists else [to_reach(request.actor, way, today) for way in TEMPLATES]
    context = {
        "groups": mediation_rows(all_of_them.filter(stage__in=LIVING), today),
        "page": page,
        "panels": [part.panel for part in reach if part is not None],
    }
    return render(request, "premises/mediations.html", context)


@never_cache
@require_safe
@staff_only
def mediation(request: HouseRequest, public_id: str) -> HttpResponse:
    """One mediation: path, both sides, the next steps, the log."""
    return mediation_page(request, mediation_or_404(request.actor, public_id))


@require_POST
@staff_only
def mediation_deed(request: HouseRequest, public_id: str, deed: str) -> HttpResponse:
    """One step; what is wrong with its form is said beside it, and nothing typed is lost."""
    found = mediation_or_404(request.actor, public_id)
    carry_out = DEEDS.get(deed)
    if carry_out is None:
        raise Http404
    step, form = carry_out(request, found)
    if form is not None:
        return mediation_page(request, found, bound={step: form}, status=422)
    return redirect("premises:mediation", public_id)


def mediation_or_404(actor: Actor, public_id: str) -> Mediation:
    """The mediation; 403 for who does not work on premises, 404 for what is not the town's."""
    if not can_work_on_premises(actor):
        raise PermissionDenied
    return get_object_or_404(with_both_sides(mediations_visible_to(actor)), public_id=public_id)


def mediation_page(
    request: HouseRequest, found: Mediation, *, bound: Forms | None = None, status: int = 200
) -> HttpResponse:
    """The page; refused forms stand in their place with what was typed."""
    unbound = _unbound(found)
    context = mediation_context(request.actor, found, timezone.localdate())
    context["forms"] = {step.value: (bound or {}).get(step, form) for step, form in unbound.items()}
    context["refused"] = next(iter((bound or {}).values()), None)
    context["refused_step"] = next((step.value for step in bound or {}), "")
    return render(request, "premises/mediation.html", context, status=status)


def _unbound(mediation: Mediation, data: QueryDict | None = None) -> dict[Step, Form]:
    today = timezone.localdate()

    def names(step: Step) -> str:
        return f"id_{step.value}_%s"

    return {
        Step.OWNER_AGREES: OwnerYesForm(data, auto_id=names(Step.OWNER_AGREES)),
        Step.SEEKER_AGREES: YesForm(data, auto_id=names(Step.SEEKER_AGREES)),
        Step.FIX_VISIT: VisitForm(
            data, mediation=mediation, today=today, auto_id=names(Step.FIX_VISIT)
        ),
        Step.SIGN: SignedForm(data, auto_id=names(Step.SIGN), initial={"signed_on": today}),
        Step.COMPLETE: CompleteForm(
            data,
            agreement=getattr(mediation, "agreement", None),
            auto_id=names(Step.COMPLETE),
        ),
        Step.EXTEND: ExtendForm(data, lets_until=lets_until(mediation), auto_id=names(Step.EXTEND)),
        Step.END: EndForm(data, auto_id=names(Step.END)),
        Step.DECLINE: DeclineForm(data, auto_id=names(Step.DECLINE)),
        Step.LEARN: LearnForm(data, auto_id=names(Step.LEARN), initial={"text": mediation.learned}),
    }


# --- deeds ---------------------------------------------------------------------------------------
Done = tuple[Step, Form | None]


def _ask(side: str) -> Callable[[HouseRequest, Mediation], Done]:
    def ask(request: HouseRequest, mediation: Mediation) -> Done:
        def deed() -> None:
            asking = ask_side(mediation=mediation, side=side, by=request.actor, at=timezone.now())
            messages.success(request, _("Asked: %(way)s.") % {"way": asking.get_way_display()})
            _warn_if_untold(request, mediation, side)

        _told(request, deed)
        return Step.OWNER_AGREES, None

    return ask


def _said_yes(side: str, step: Step) -> Callable[[HouseRequest, Mediation], Done]:
    def said_yes(request: HouseRequest, mediation: Mediation) -> Done:
        form = _unbound(mediation, request.POST)[step]
        assert isinstance(form, YesForm)  # noqa: S101 - both of its kind are

        def deed() -> None:
            cleaned = form.cleaned_data
            agree(
                mediation=mediation,
                side=side,
                by=request.actor,
                at=timezone.now(),
                said=cleaned["said"],
                until=cleaned.get("until"),
                wants_deposit=cleaned.get("wants_deposit", False),
                how=form.how_in_words,
            )
            _warn_if_untold(request, mediation, side)

        return _carried(request, step, form, deed, _("Noted: yes."))

    return said_yes


def _warn_if_untold(request: HouseRequest, mediation: Mediation, side: str) -> None:
    """Nothing is blocked, but who speaks with an owner hears that the duty to inform is still open."""
    owner = mediation.unit.owner
    if side == Mediation.Side.OWNER and owner is not None and owner.informed_at is None:
        messages.warning(
            request,
            _(
                "The owner has not been told yet what we keep (Art. 14 GDPR). "
                "Please tell them now, and note it with the owner."
            ),
        )


def _visit(request: HouseRequest, mediation: Mediation) -> Done:
    form = _unbound(mediation, request.POST)[Step.FIX_VISIT]
    assert isinstance(form, VisitForm)  # noqa: S101 - made above

    def deed() -> None:
        fix_visit(
            mediation=mediation,
            by=request.actor,
            at=timezone.now(),
            visit_at=form.visit_at,
            place=form.cleaned_data["place"],
            is_public=form.cleaned_data.get("is_public", False),
        )

    return _carried(request, Step.FIX_VISIT, form, deed, _("The visit is fixed."))


def _sign(request: HouseRequest, mediation: Mediation) -> Done:
    form = _unbound(mediation, request.POST)[Step.SIGN]

    def deed() -> None:
        sign_agreement(
            mediation=mediation, by=request.actor, at=timezone.now(), **form.cleaned_data
        )

    return _carried(request, Step.SIGN, form, deed, _("Noted: both have signed."))


def _start(request: HouseRequest, mediation: Mediation) -> Done:
    def deed() -> None:
        start_use(mediation=mediation, by=request.actor, at=timezone.now())
        messages.success(request, _("The use has begun."))

    _told(request, deed)
    return Step.START, None


def _complete(request: HouseRequest, mediation: Mediation) -> Done:
    form = _unbound(mediation, request.POST)[Step.COMPLETE]

    def deed() -> None:
        complete_amounts(
            mediation=mediation, by=request.actor, at=timezone.now(), amounts=form.cleaned_data
        )

    return _carried(request, Step.COMPLETE, form, deed, _("The amounts are filled in."))


def _extend(request: HouseRequest, mediation: Mediation) -> Done:
    form = _unbound(mediation, request.POST)[Step.EXTEND]
    assert isinstance(form, ExtendForm)  # noqa: S101 - made above
    if form.warning and _can_extend(mediation, form.last_day):
        return Step.EXTEND, form

    def deed() -> None:
        extend_use(mediation=mediation, by=request.actor, at=timezone.now(), ends_on=form.last_day)

    return _carried(request, Step.EXTEND, form, deed, _("Extended."))


def _can_extend(mediation: Mediation, ends_on: date) -> bool:
    """Whether only the promise is in question: what is refused anyway needs no warning."""
    standing = standing_of(mediation, on=timezone.localdate())
    return not obstacles(standing, Step.EXTEND, Given(ends_on=ends_on))


def _end(request: HouseRequest, mediation: Mediation) -> Done:
    form = _unbound(mediation, request.POST)[Step.END]

    def deed() -> None:
        end_use_of(mediation=mediation, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return _carried(request, Step.END, form, deed, _("The use has ended. The room is empty again."))


def _decline(request: HouseRequest, mediation: Mediation) -> Done:
    form = _unbound(mediation, request.POST)[Step.DECLINE]

    def deed() -> None:
        decline(mediation=mediation, by=request.actor, at=timezone.now(), **form.cleaned_data)

    return _carried(request, Step.DECLINE, form, deed, _("Noted: it comes to nothing."))


def _learn(request: HouseRequest, mediation: Mediation) -> Done:
    form = _unbound(mediation, request.POST)[Step.LEARN]

    def deed() -> None:
        write_down_learning(
            mediation=mediation, by=request.actor, at=timezone.now(), **form.cleaned_data
        )

    return _carried(request, Step.LEARN, form, deed, _("Written down."))


def _carried(
    request: HouseRequest, step: Step, form: Form, deed: Callable[[], None], done: str
) -> Done:
    """Do what a form asks for; an error of the house stands above the form, which keeps what was typed."""
    if form.is_valid():
        try:
            deed()
        except PremisesError as error:
            form.add_error(FIELD_OF.get(step), str(error))
        else:
            messages.success(request, done)
            return step, None
    return step, form


def _told(request: HouseRequest, deed: Callable[[], None]) -> None:
    """A button without a form: what stands in the way is said on the page that follows."""
    try:
        deed()
    except PremisesError as error:
        messages.error(request, str(error))


DEEDS: Mapping[str, Callable[[HouseRequest, Mediation], Done]] = {
    "eigentuemer-fragen": _ask(Mediation.Side.OWNER),
    "gesuch-fragen": _ask(Mediation.Side.SEEKER),
    "eigentuemer-ja": _said_yes(Mediation.Side.OWNER, Step.OWNER_AGREES),
    "gesuch-ja": _said_yes(Mediation.Side.SEEKER, Step.SEEKER_AGREES),
    "besichtigung": _visit,
    "unterschrieben": _sign,
    "beginn": _start,
    "betraege": _complete,
    "verlaengern": _extend,
    "ende": _end,
    "absage": _decline,
    "gelernt": _learn,
}
