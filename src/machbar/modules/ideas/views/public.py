"""What everybody sees: the form for an idea, the wall, and one idea on it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.media.models import Picture
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.linked_data import organisation
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.linked_data import LinkedData
from machbar.modules.ideas.bundles import ON_THE_WALL, public_bundles
from machbar.modules.ideas.exceptions import IdeaError
from machbar.modules.ideas.forms import IdeaForm, WallFilter
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import takes_offers
from machbar.modules.ideas.selectors import (
    ideas_on_the_wall,
    joined_into,
    page_by_key,
    public_ideas,
    terms_of_ideas,
    with_history,
    with_photo,
)
from machbar.modules.ideas.services import Photo, hand_in_idea
from machbar.modules.ideas.supporters import shown_counts
from machbar.modules.ideas.views.photos import photo_of


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: ActorRequest) -> HttpResponse:
    """One screen, three questions; the receipt is the answer."""
    if request.method != "POST":
        return render(request, "ideas/hand_in.html", {"form": IdeaForm()})
    form = IdeaForm(request.POST, request.FILES)
    form.full_clean()
    photo = photo_of(form, request.town, consent_by=Picture.Consent.FORM)
    if form.is_valid():
        try:
            return redirect("ideas:receipt", _hand_in(request, form, photo))
        except IdeaError as error:
            form.add_error("photo", str(error))
            photo = None
    context = {"form": form, "kept": photo.picture if photo is not None else None}
    return render(request, "ideas/hand_in.html", context, status=422)


def _hand_in(request: ActorRequest, form: IdeaForm, photo: Photo | None) -> str:
    cleaned = form.cleaned_data
    return hand_in_idea(
        by=request.actor,
        at=timezone.now(),
        form_key=cleaned["form_key"],
        text=cleaned["text"],
        place=cleaned["place"],
        contact=cleaned["contact"],
        wants_to_join=cleaned["wants_to_join"],
        suspicions=form.suspicions(request.town),
        photo=photo,
    ).token


@require_safe
@kept_for_guests
def wall(request: ActorRequest) -> HttpResponse:
    """The ideas that hang on the wall, newest first."""
    form = WallFilter(request.GET, terms=list(terms_of_ideas(request.town)))
    chosen = form.chosen
    ideas = ideas_on_the_wall(
        request.actor,
        text=chosen.get("suche", ""),
        status=chosen.get("stand", ""),
        theme=form.term("thema"),
        district=form.term("wo"),
    )
    page = page_by_key(with_photo(ideas), field="published_at", after=request.GET.get("nach", ""))
    context = {
        "form": form,
        "page": page,
        "chosen": bool(chosen),
        "query": form.query,
        "supporters": shown_counts(page.rows),
        "bundles": () if request.GET else public_bundles(request.actor)[:ON_THE_WALL],
    }
    return render(request, "ideas/wall.html", context)


@require_safe
@kept_for_guests
def idea(request: ActorRequest, public_id: str) -> HttpResponse:
    """One idea on the wall, and what became of it."""
    found = get_object_or_404(with_history(public_ideas(request.actor)), public_id=public_id)
    projects = [
        becoming.project for becoming in found.becomings.all() if becoming.project.is_public
    ]
    joined = [each for each in joined_into(found) if each.published_at is not None]
    context = {
        "idea": found,
        "projects": projects,
        "joined": joined,
        "takes_offers": takes_offers(found) and not projects,
        "supporters": shown_counts([found]).get(found.pk, 0),
        "linked_data": _linked_data(request.town, found),
    }
    return render(request, "ideas/idea.html", context)


def _linked_data(town: Town, idea: Idea) -> LinkedData:
    """schema.org's `CreativeWork`: what hangs on the wall, without its giver."""
    url = absolute_url(town, reverse("ideas:idea", args=[idea.public_id]))
    return {
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": idea.title,
        "text": idea.text,
        "genre": "Idee",
        "inLanguage": "de",
        "dateCreated": timezone.localdate(idea.handed_in_at).isoformat(),
        "creativeWorkStatus": idea.get_status_display(),
        "publisher": organisation(town),
    }
