""" "Mach ich mit": the form on an idea of the wall, the supporter's own page, and the guide's tick."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.services import link_behind
from machbar.foundation.surfaces.queue import back_to_queue, remember_deed
from machbar.modules.ideas.exceptions import IdeaError
from machbar.modules.ideas.forms import OfferForm
from machbar.modules.ideas.models import Idea, Offer
from machbar.modules.ideas.rules import can_read_offers, takes_offers
from machbar.modules.ideas.selectors import ideas_on_the_wall
from machbar.modules.ideas.services import (
    OFFER,
    forget_reply,
    note_reply,
    offer_help,
    withdraw_offer,
)


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: ActorRequest, public_id: str) -> HttpResponse:
    """Name, contact, what somebody can do; the personal page is the answer."""
    idea = get_object_or_404(ideas_on_the_wall(request.actor), public_id=public_id)
    if not takes_offers(idea):
        raise Http404
    if request.method != "POST":
        return _page(request, idea, OfferForm())
    form = OfferForm(request.POST)
    if form.is_valid():
        try:
            return redirect("ideas:own_offer", _offer(request, idea, form))
        except IdeaError as error:
            form.add_error(None, str(error))
    return _page(request, idea, form, status=422)


def _offer(request: ActorRequest, idea: Idea, form: OfferForm) -> str:
    cleaned = form.cleaned_data
    return offer_help(
        idea=idea,
        by=request.actor,
        at=timezone.now(),
        form_key=cleaned["form_key"],
        name=cleaned["name"],
        contact=cleaned["contact"],
        text=cleaned["text"],
        is_suspicious=form.is_suspicious,
    ).token


def _page(request: ActorRequest, idea: Idea, form: OfferForm, status: int = 200) -> HttpResponse:
    return render(request, "ideas/offer.html", {"idea": idea, "form": form}, status=status)


@never_cache
@require_safe
def own_offer(request: ActorRequest, token: str) -> HttpResponse:
    """What the supporter has offered, and the button that erases it."""
    found, _actor = _behind(request, token)
    address = request.build_absolute_uri(request.path)
    context = {"offer": found, "idea": found.idea, "token": token, "address": address}
    return render(request, "ideas/own_offer.html", context)


@never_cache
@require_POST
def withdraw_own_offer(request: ActorRequest, token: str) -> HttpResponse:
    """Take the offer back: it is erased."""
    found, actor = _behind(request, token)
    idea = found.idea
    withdraw_offer(offer=found, by=actor, at=timezone.now())
    messages.success(request, _("Your name and how we reach you are erased."))
    return redirect("ideas:idea", idea.public_id) if idea.is_public else redirect("ideas:wall")


@require_POST
@staff_only
def offer_answered(request: ActorRequest, public_id: str, offer: str) -> HttpResponse:
    """The project guide has been in touch; with the other button the offer waits again."""
    if not can_read_offers(request.actor):
        raise PermissionDenied
    offers = Offer.objects.filter(idea__town=request.town, idea__public_id=public_id)
    found = get_object_or_404(offers, public_id=offer)
    if request.POST.get("deed") == "again":
        forget_reply(offer=found, by=request.actor)
        remember_deed(request, sentence=_("%(name)s waits again.") % {"name": found.name})
        return redirect("queue")
    note_reply(offer=found, by=request.actor, at=timezone.now())
    if back_to_queue(request):
        sentence = _("Noted: you have been in touch with %(name)s.") % {"name": found.name}
        remember_deed(request, sentence=sentence, undo=request.path, fields={"deed": "again"})
        return redirect("queue")
    messages.success(request, _("Noted: you have been in touch."))
    return redirect("ideas:talk", public_id)


def _behind(request: ActorRequest, token: str) -> tuple[Offer, Actor]:
    link = link_behind(town=request.town, token=token, purpose=OFFER)
    if link is None:
        raise Http404
    offers = Offer.objects.filter(idea__town=request.town).select_related("idea")
    return get_object_or_404(offers, pk=link.subject_id), Actor(town=request.town, link=link)
