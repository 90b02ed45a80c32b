"""Photos of ideas: taken in with the form, seen by those who may, and looked after by the team."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.media.exceptions import MediaError
from machbar.foundation.media.models import Picture
from machbar.foundation.media.selectors import kept_picture
from machbar.foundation.media.services import keep_picture
from machbar.foundation.media.serving import picture_response
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.forms import IdeaForm, PhotoForm
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas, everybody_sees_photo
from machbar.modules.ideas.selectors import ideas_on_the_wall, with_photo
from machbar.modules.ideas.services import (
    Photo,
    describe_photo,
    photo_is_gone,
    remove_photo,
    take_back_photo,
)
from machbar.modules.ideas.views.receipt import idea_behind
from machbar.modules.ideas.views.talks import talk_page


def photo_of(form: IdeaForm, town: Town, *, consent_by: str) -> Photo | None:
    """The photo that goes with a form, valid or not: the one just sent, or the one kept from an earlier attempt."""
    cleaned = form.cleaned_data
    if cleaned.get("photo_left_out"):
        return None
    picture = _picture_of(form, town)
    if picture is None:
        return None
    has_consent = cleaned.get("photo_consent", False)
    return Photo(
        picture=picture,
        credit=cleaned.get("photo_credit", ""),
        consent_text=str(form.fields["photo_consent"].label) if has_consent else "",
        consent_by=consent_by,
    )


def _picture_of(form: IdeaForm, town: Town) -> Picture | None:
    key = form.cleaned_data["form_key"]
    prepared = form.cleaned_data.get("photo")
    if prepared is not None:
        try:
            return keep_picture(town=town, prepared=prepared, form_key=key, at=timezone.now())
        except MediaError as error:
            form.add_error("photo", str(error))
            return None
    kept = kept_picture(town=town, form_key=key)
    is_expected = form.cleaned_data.get("photo_is_kept") and "photo" not in form.errors
    # The form that was sent before has used its photo: then it is the second click of a double click.
    if kept is None and is_expected and not Idea.objects.filter(town=town, form_key=key).exists():
        form.add_error("photo", photo_is_gone())
    return kept


@require_safe
def idea_photo(request: ActorRequest, public_id: str, name: str) -> HttpResponseBase:
    """A photo on the wall."""
    idea = get_object_or_404(with_photo(ideas_on_the_wall(request.actor)), public_id=public_id)
    if not everybody_sees_photo(idea):
        raise Http404
    return picture_response(request, idea.photo, name, for_everybody=True)


@never_cache
@require_safe
def receipt_photo(request: ActorRequest, token: str, name: str) -> HttpResponseBase:
    """The giver's own photo."""
    idea, _actor = idea_behind(request, token)
    return picture_response(request, idea.photo, name, for_everybody=False)


@never_cache
@require_POST
def remove_own_photo(request: ActorRequest, token: str) -> HttpResponse:
    """The giver takes the photo back: it is erased."""
    idea, actor = idea_behind(request, token)
    remove_photo(idea=idea, by=actor)
    messages.success(request, _("Your photo is erased."))
    return redirect("ideas:receipt", token)


@never_cache
@require_safe
@staff_only
def talk_photo(request: ActorRequest, public_id: str, name: str) -> HttpResponseBase:
    """A photo for the team, released or not."""
    idea = _idea(request, public_id)
    return picture_response(request, idea.photo, name, for_everybody=False)


@require_POST
@staff_only
def photo(request: HouseRequest, public_id: str) -> HttpResponse:
    """Describe the photo, and with the other button show it to everybody."""
    idea = _idea(request, public_id)
    if idea.photo is None:
        raise Http404
    is_release = request.POST.get("deed") == "release"
    form = PhotoForm(request.POST, photo=idea.photo, is_release=is_release)
    if form.is_valid():
        try:
            describe_photo(
                photo=idea.photo,
                by=request.actor,
                at=timezone.now(),
                is_release=is_release,
                **form.cleaned_data,
            )
        except MediaError as error:
            form.add_error(None, str(error))
    if form.errors:
        return talk_page(request, idea, photo_form=form, status=422)
    messages.success(request, _released(idea) if is_release else _("Saved."))
    return redirect("ideas:talk", public_id)


@require_POST
@staff_only
def take_back(request: ActorRequest, public_id: str) -> HttpResponse:
    """Show the photo to the team only."""
    idea = _idea(request, public_id)
    if idea.photo is not None:
        take_back_photo(photo=idea.photo, by=request.actor, at=timezone.now())
    messages.success(request, _("Now only the team sees the photo."))
    return redirect("ideas:talk", public_id)


@require_POST
@staff_only
def remove(request: ActorRequest, public_id: str) -> HttpResponse:
    """Erase the photo."""
    remove_photo(idea=_idea(request, public_id), by=request.actor)
    messages.success(request, _("The photo is erased."))
    return redirect("ideas:talk", public_id)


def _idea(request: ActorRequest, public_id: str) -> Idea:
    if not can_answer_ideas(request.actor):
        raise PermissionDenied
    return get_object_or_404(
        with_photo(Idea.objects.filter(town=request.town)), public_id=public_id
    )


def _released(idea: Idea) -> str:
    if idea.is_public:
        return _("Everybody sees the photo now.")
    return _("The photo will be seen as soon as the idea hangs on the wall.")
