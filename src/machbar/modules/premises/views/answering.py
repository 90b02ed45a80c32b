"""The pages behind the links of a mediation: one for the owner, one for who looks for a room. No account.

Looking changes nothing; the answer is a form. Name and contact of the other side stand there only after both have
agreed, and the links end with the round.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.modules.premises.core.codes import MediationStage, UnitKind, UnitState
from machbar.modules.premises.core.public import is_offered
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.forms.mediation import OwnerAnswerForm, SeekerAnswerForm
from machbar.modules.premises.labels.public import fact_rows
from machbar.modules.premises.models import Mediation, Unit
from machbar.modules.premises.selectors.mediation import mediation_behind
from machbar.modules.premises.selectors.public import consents_of, preview
from machbar.modules.premises.services.mediating import OWNER_LINK, SEEKER_LINK, agree, decline
from machbar.modules.premises.surfaces.cards import RoomCard
from machbar.modules.premises.words.requests import owner_request

EDIT = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(EDIT)
def mediation_owner(request: ActorRequest, token: str) -> HttpResponse:
    """Who asks, in public words, and the owner's answer."""
    mediation, actor = _behind(request, token, OWNER_LINK)
    here = ("premises:mediation_owner", token)
    return owner_answer(request, mediation, actor, after_yes=here)


def owner_answer(
    request: ActorRequest,
    mediation: Mediation,
    actor: Actor,
    *,
    after_yes: tuple[str, ...],
    after_no: tuple[str, ...] = ("home",),
    own_page: str = "",
) -> HttpResponse:
    """The page of the owner's answer. ``own_page`` is the address of the owner's page, where it was opened there."""
    is_over = not (mediation.demand.is_living or mediation.owner_agreed_at)
    is_sent = request.method == "POST" and not is_over
    form = OwnerAnswerForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        cleaned = form.cleaned_data
        is_yes = cleaned["answer"] != OwnerAnswerForm.NO
        wishes = {"until": cleaned["until"], "wants_deposit": cleaned["wants_deposit"]}
        return _answered(
            request,
            mediation,
            actor,
            Mediation.Side.OWNER,
            cleaned["said"],
            after_yes=after_yes,
            after_no=after_no,
            wishes=wishes if is_yes else None,
        )
    context = {
        **_context(mediation, form),
        "own_page": own_page,
        "is_over": is_over,
        "told": owner_request(mediation, timezone.localdate()),
    }
    return render(request, "premises/answer_owner.html", context, status=422 if is_sent else 200)


@never_cache
@require_http_methods(EDIT)
def mediation_seeker(request: ActorRequest, token: str) -> HttpResponse:
    """The room as far as it is public, and the answer of who looks for one."""
    mediation, actor = _behind(request, token, SEEKER_LINK)
    is_sent = request.method == "POST"
    form = SeekerAnswerForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        is_yes = form.cleaned_data["answer"] == SeekerAnswerForm.YES
        return _answered(
            request,
            mediation,
            actor,
            Mediation.Side.SEEKER,
            form.cleaned_data["said"],
            after_yes=("premises:mediation_seeker", token),
            wishes={} if is_yes else None,
        )
    context = {**_context(mediation, form), "token": token, **_public_room(mediation.unit)}
    return render(request, "premises/answer_seeker.html", context, status=422 if is_sent else 200)


def _public_room(unit: Unit) -> dict[str, object]:
    """Of the room what its owner has let out, as its public page shows it; pictures while that page is there."""
    found = preview(unit, consents_of(unit))
    if found is None:
        return {}
    is_on_show = unit.owner_id is not None and is_offered(
        UnitKind(unit.kind), UnitState(unit.state)
    )
    return {
        "card": RoomCard.of(found),
        "facts": fact_rows(found.unit),
        "pictures": found.pictures if is_on_show else (),
        "is_on_show": is_on_show,
        "is_place_known": bool(found.unit.card.street and found.unit.card.house_number),
        "is_owner_known": bool(found.unit.card.owner),
    }


def _behind(request: ActorRequest, token: str, purpose: str) -> tuple[Mediation, Actor]:
    link = link_behind(town=request.town, token=token, purpose=purpose)
    found = mediation_behind(link) if link is not None else None
    if found is None:
        raise Http404
    return found, Actor(town=request.town, link=link)


def _context(mediation: Mediation, form: OwnerAnswerForm | SeekerAnswerForm) -> dict[str, object]:
    project = mediation.demand.project
    return {
        "mediation": mediation,
        "demand": mediation.demand,
        "project": project if project is not None and project.is_public else None,
        "unit": mediation.unit,
        "owner": mediation.unit.owner,
        "knows_each_other": mediation.have_both_agreed,
        "is_open": mediation.stage == MediationStage.SUGGESTED,
        "form": form,
    }


def _answered(
    request: ActorRequest,
    mediation: Mediation,
    actor: Actor,
    side: str,
    said: str,
    *,
    after_yes: tuple[str, ...],
    after_no: tuple[str, ...] = ("home",),
    wishes: dict[str, object] | None,
) -> HttpResponse:
    """A yes leads on to one page, a no, which ends the links, to another. Answering twice changes nothing."""
    now = timezone.now()
    try:
        if wishes is None:
            reason = said or _("said no without a reason")
            decline(mediation=mediation, side=side, by=actor, at=now, reason=reason)
            messages.success(request, _("Thank you for the answer. Nothing follows from it."))
            return redirect(*after_no)
        agree(
            mediation=mediation,
            side=side,
            by=actor,
            at=now,
            said=said,
            how=_("by the personal link"),
            **wishes,  # type: ignore[arg-type]
        )
        messages.success(request, _("Thank you. Your yes has arrived."))
    except PremisesError as error:
        messages.error(request, str(error))
    return redirect(*after_yes)
