"""The owner's own page behind the personal link: own rooms, their facts, what is public of them, taking all back.

Looking changes nothing; every deed is a form. What came by the link is recorded as such. Where a mail address is
known, a device that we do not know is asked for a code that goes there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.exceptions import AccessError
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.access.new_device import (
    check_code,
    is_code_waiting,
    knows_device,
    new_code,
    remember_device,
)
from machbar.foundation.access.services import link_behind
from machbar.foundation.media.serving import picture_response
from machbar.foundation.ui.conflicts import Saving
from machbar.modules.premises.core.path import DAYS_TO_ANSWER
from machbar.modules.premises.forms.owners import ConsentForm, OwnUnitForm
from machbar.modules.premises.labels.units import place_of
from machbar.modules.premises.letters.owners import send_code
from machbar.modules.premises.models import Consent, Mediation, Owner, Unit
from machbar.modules.premises.selectors.mediation import requests_to_owner
from machbar.modules.premises.selectors.owners import OWNER, owner_behind, units_of
from machbar.modules.premises.selectors.public import (
    consents_of,
    past_consents,
    released_pictures,
    rooms,
)
from machbar.modules.premises.selectors.units import last_unit_change
from machbar.modules.premises.services.consents import change_consents, withdraw_everything
from machbar.modules.premises.services.units import change_unit
from machbar.modules.premises.views.answering import owner_answer
from machbar.modules.premises.views.card import CARD_EVENTS
from machbar.modules.premises.views.consents import (
    PAST,
    PREVIEW,
    consent_words,
    preview_context,
    say_changed,
)
from machbar.modules.premises.views.register import EDIT
from machbar.modules.premises.views.saving import save_form
from machbar.reasoning.contact import ContactKind

SHOWN_OF_A_MAIL = 2


@dataclass(frozen=True, kw_only=True)
class Visit:
    """An owner who came by the link, and the actor that the link makes."""

    owner: Owner
    link: PersonalLink
    actor: Actor
    token: str


def _by_link(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open the page for who holds the link on a known device; ask for a code on any other."""

    @wraps(page)
    def guarded(request: ActorRequest, token: str, **parts: str) -> HttpResponseBase:
        visit = _visit(request, token)
        if _asks_for_code(request, visit):
            return _code_page(request, visit)
        return page(request, visit, **parts)

    return guarded


@never_cache
@require_safe
@_by_link
def owner_page(request: ActorRequest, visit: Visit) -> HttpResponse:
    """The requests that wait for an answer, the own rooms, and which of them everybody sees."""
    mine = list(units_of(visit.owner))
    public = {
        room.public_id for room in rooms(request.town, only=[each.public_id for each in mine])
    }
    waiting = requests_to_owner(visit.owner, timezone.now())
    context = {
        "token": visit.token,
        "owner": visit.owner,
        "requests": [
            {
                "mediation": each,
                "name": place_of(each.unit),
                "by": timezone.localdate(vars(each)["asked_at"]) + timedelta(days=DAYS_TO_ANSWER),
            }
            for each in waiting
        ],
        "rows": [
            {"unit": each, "name": place_of(each), "is_public": each.public_id in public}
            for each in mine
        ],
        "any_public": bool(public),
    }
    return render(request, "premises/owner_page.html", context)


@never_cache
@require_http_methods(EDIT)
@_by_link
def owner_request(request: ActorRequest, visit: Visit, public_id: str) -> HttpResponse:
    """Who asks for an own room, and the answer, as behind the link that came with the request; an answer once given
    is not asked for again."""
    waiting = requests_to_owner(visit.owner, timezone.now())
    found = waiting.filter(public_id=public_id).first()
    if found is None:
        get_object_or_404(
            Mediation, town=request.town, unit__owner=visit.owner, public_id=public_id
        )
        messages.info(request, _("This request does not wait for an answer of yours any more."))
        return redirect("premises:owner_page", visit.token)
    back = ("premises:owner_page", visit.token)
    return owner_answer(
        request,
        found,
        visit.actor,
        after_yes=back,
        after_no=back,
        own_page=reverse(back[0], args=back[1:]),
    )


@never_cache
@require_http_methods(EDIT)
@_by_link
def owner_unit(request: ActorRequest, visit: Visit, public_id: str) -> HttpResponse:
    """What we know of the room, to be corrected; who saves over a change of the team sees both texts."""
    unit = _unit(visit, public_id)

    def make(typed: QueryDict | None, prefix: str | None = None) -> OwnUnitForm:
        return OwnUnitForm(typed, instance=Unit.objects.get(pk=unit.pk), prefix=prefix)

    def save(form: BaseForm) -> None:
        typed = cast("OwnUnitForm", form)
        seen, at = typed.cleaned_data["seen_version"] or 0, timezone.now()
        change_unit(unit=unit, by=visit.actor, at=at, seen_version=seen, values=typed.values())

    saving = Saving(form=make(None))
    if request.method == "POST":
        saving = save_form(
            request,
            make=make,
            save=save,
            done=_("Saved. Thank you."),
            last=lambda: ("", last_unit_change(unit, CARD_EVENTS)[1]),
        )
        if saving.is_saved:
            return redirect("premises:owner_unit", visit.token, public_id)
    context = {
        "token": visit.token,
        "unit": unit,
        "name": place_of(unit),
        "form": saving.form,
        "conflict": saving.conflict,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "premises/owner_unit.html", context, status=status)


@never_cache
@require_http_methods(EDIT)
@_by_link
def owner_consents(request: ActorRequest, visit: Visit, public_id: str) -> HttpResponse:
    """Tick part by part what may be public; the preview shows it and changes nothing."""
    unit = _unit(visit, public_id)
    living = consents_of(unit)
    form = ConsentForm(request.POST if request.method == "POST" else None, living=living)
    wanted = frozenset(living)
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted()
        if request.POST.get("deed") != PREVIEW:
            changed = change_consents(
                unit=unit,
                seen=form.seen(),
                wanted=wanted,
                way=Consent.Way.LINK,
                by=visit.actor,
                at=timezone.now(),
            )
            say_changed(request, changed, wanted)
            return redirect("premises:owner_consents", visit.token, public_id)
    context = {
        "token": visit.token,
        "unit": unit,
        "name": place_of(unit),
        "form": form,
        "words": consent_words(request.town),
        "is_preview": request.method == "POST" and not form.errors,
        "past": past_consents(unit)[:PAST],
        **preview_context(unit, wanted),
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "premises/owner_consents.html", context, status=status)


@never_cache
@require_POST
@_by_link
def owner_withdraw(request: ActorRequest, visit: Visit) -> HttpResponse:
    """One button: nothing of any own room is public any more."""
    hidden = withdraw_everything(
        owner=visit.owner, way=Consent.Way.LINK, by=visit.actor, at=timezone.now()
    )
    if hidden:
        messages.success(request, _("Done. Nothing of your rooms is public any more."))
    else:
        messages.info(request, _("Nothing of your rooms was public."))
    return redirect("premises:owner_page", visit.token)


@never_cache
@require_safe
@_by_link
def owner_picture(
    request: ActorRequest, visit: Visit, public_id: str, picture: str, name: str
) -> HttpResponseBase:
    """A picture that the team has released, for the owner's preview."""
    shown = released_pictures(_unit(visit, public_id))
    found = next((each for each in shown if each.public_id == picture), None)
    return picture_response(request, found, name, for_everybody=False)


@never_cache
@require_POST
def owner_code(request: ActorRequest, token: str) -> HttpResponse:
    """Send the code to the known address, or take the one that was typed in."""
    visit = _visit(request, token)
    if not _asks_for_code(request, visit):
        return redirect("premises:owner_page", token)
    now = timezone.now()
    try:
        if request.POST.get("deed") == "senden":
            code = new_code(request, link=visit.link, at=now)
            send_code(visit.owner, town=request.town, code=code, at=now)
            return _code_page(request, visit)
        check_code(request, link=visit.link, code=request.POST.get("code", "")[:20], at=now)
    except AccessError as error:
        return _code_page(request, visit, error=str(error))
    answer = redirect("premises:owner_page", token)
    remember_device(answer, link=visit.link, address=visit.owner.contact)
    return answer


def _visit(request: ActorRequest, token: str) -> Visit:
    link = link_behind(town=request.town, token=token, purpose=OWNER)
    owner = owner_behind(link) if link is not None else None
    if link is None or owner is None:
        raise Http404
    return Visit(owner=owner, link=link, actor=Actor(town=request.town, link=link), token=token)


def _asks_for_code(request: ActorRequest, visit: Visit) -> bool:
    owner = visit.owner
    if owner.contact_kind != ContactKind.MAIL:
        return False
    return not knows_device(request, link=visit.link, address=owner.contact)


def _code_page(request: ActorRequest, visit: Visit, *, error: str = "") -> HttpResponse:
    """Asks for the code; says nothing of the owner but the beginning of the mail address."""
    name, _at, host = visit.owner.contact.partition("@")
    context = {
        "token": visit.token,
        "hint": f"{name[:SHOWN_OF_A_MAIL]}…@{host[:1]}…",
        "is_waiting": is_code_waiting(request, link=visit.link, at=timezone.now()),
        "error": error,
    }
    return render(request, "premises/owner_code.html", context, status=422 if error else 200)


def _unit(visit: Visit, public_id: str) -> Unit:
    return get_object_or_404(units_of(visit.owner), public_id=public_id)
