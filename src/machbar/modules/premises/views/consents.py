"""What is let out of a unit: the page on which the guide notes what an owner said, and the words they agree to."""

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.forms.owners import TeamConsentForm
from machbar.modules.premises.labels.public import fact_rows
from machbar.modules.premises.labels.units import title_of
from machbar.modules.premises.models import Consent, Unit
from machbar.modules.premises.panels.consents import is_on_offer
from machbar.modules.premises.rules import can_see_owners
from machbar.modules.premises.selectors.public import (
    consents_of,
    past_consents,
    preview,
)
from machbar.modules.premises.services.consents import change_consents, withdraw_consent
from machbar.modules.premises.surfaces.cards import RoomCard
from machbar.modules.premises.views.card import plain_unit
from machbar.modules.premises.views.register import EDIT
from machbar.modules.premises.words.consents import VERSION, WORDS, ConsentWords

PAST = 20
PREVIEW = "vorschau"


@never_cache
@require_http_methods(EDIT)
@staff_only
def consents(request: ActorRequest, public_id: str) -> HttpResponse:
    """Note what the owner lets out and takes back, with how it was said; a preview changes nothing."""
    unit = plain_unit(request, public_id)
    if not can_see_owners(request.actor):
        raise PermissionDenied
    living = consents_of(unit)
    form = TeamConsentForm(request.POST if request.method == "POST" else None, living=living)
    is_preview = request.POST.get("deed") == PREVIEW
    form.fields["way"].required = not is_preview
    wanted = frozenset(living)
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted()
        if not is_preview and unit.owner_id is not None:
            _note(request, unit, form)
            return redirect("premises:consents", public_id)
    is_refused = request.method == "POST" and bool(form.errors)
    context = {
        "unit": unit,
        "title": title_of(unit),
        "form": form,
        "words": consent_words(request.town),
        "past": past_consents(unit)[:PAST],
        "is_offered": is_on_offer(unit),
        **preview_context(unit, wanted),
    }
    return render(request, "premises/consents.html", context, status=422 if is_refused else 200)


@require_POST
@staff_only
def withdraw_all(request: ActorRequest, public_id: str) -> HttpResponse:
    """The owner takes everything back on the phone: whoever of the team picks up hides the room at once."""
    unit = plain_unit(request, public_id)
    way = Consent.Way.PHONE
    if withdraw_consent(unit=unit, way=way, by=request.actor, at=timezone.now()):
        messages.success(request, _("Nothing of this room is public any more."))
    else:
        messages.info(request, _("Nothing of this room was public."))
    return redirect("premises:unit", public_id)


def preview_context(unit: Unit, wanted: frozenset[ConsentField]) -> dict[str, object]:
    """How everybody would see the unit with these ticks."""
    room = preview(unit, wanted)
    return {
        "preview": RoomCard.of(room) if room else None,
        "facts": fact_rows(room.unit) if room else [],
        "pictures": room.pictures if room else (),
    }


def consent_words(town: Town) -> ConsentWords:
    """The words of the present version with the name of the house in them."""
    words = WORDS[VERSION]
    return ConsentWords(
        opening=words.opening.format(house=town.house_name),
        parts=words.parts,
        closing=words.closing.format(house=town.house_name),
    )


def say_changed(request: ActorRequest, changed: int, wanted: Collection[ConsentField]) -> None:
    """One sentence after the ticks were saved."""
    if changed:
        words = ngettext("Saved: one change.", "Saved: %(n)d changes.", changed)
        messages.success(request, words % {"n": changed} + " " + _("It counts from now on."))
    else:
        messages.info(request, _("Nothing has changed."))
    if ConsentField.HOUSE_NUMBER in wanted and ConsentField.STREET not in wanted:
        messages.warning(
            request, _("The house number shows only together with the street: tick both.")
        )


def _note(request: ActorRequest, unit: Unit, form: TeamConsentForm) -> None:
    changed = change_consents(
        unit=unit,
        seen=form.seen(),
        wanted=form.wanted(),
        way=Consent.Way(form.cleaned_data["way"]),
        by=request.actor,
        at=timezone.now(),
    )
    say_changed(request, changed, form.wanted())
