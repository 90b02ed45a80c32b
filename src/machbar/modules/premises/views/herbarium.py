"""The Herbarium page of a unit: what it was used for over the years, and its pictures."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.media.exceptions import MediaError
from machbar.foundation.media.models import Picture
from machbar.foundation.media.selectors import kept_picture
from machbar.foundation.media.services import keep_picture
from machbar.foundation.media.serving import picture_response
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.forms.units import (
    SHOWN,
    NewPictureForm,
    PictureWordsForm,
    SpellForm,
)
from machbar.modules.premises.labels.units import title_of
from machbar.modules.premises.models import Unit
from machbar.modules.premises.services.pictures import (
    MOST_PICTURES,
    NewPicture,
    add_unit_picture,
    describe_unit_picture,
    hide_unit_picture,
    move_unit_picture,
    remove_unit_picture,
    show_unit_picture,
)
from machbar.modules.premises.services.spells import add_spell, remove_spell
from machbar.modules.premises.views.card import plain_unit, whole_unit
from machbar.modules.premises.views.presenting import spells_in_order
from machbar.modules.premises.views.register import EDIT

MOVES = {"nach-vorn": True, "nach-hinten": False}


@never_cache
@require_http_methods(EDIT)
@staff_only
def herbarium(request: ActorRequest, public_id: str) -> HttpResponse:
    """The pages of a unit, and a new one."""
    found = whole_unit(request, public_id)
    form = SpellForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        add_spell(unit=found, by=request.actor, **form.cleaned_data)
        messages.success(request, _("The page is in the Herbarium."))
        return redirect("premises:herbarium", public_id)
    context = {
        "unit": found,
        "title": title_of(found),
        "form": form,
        "spells": spells_in_order(found),
    }
    return render(request, "premises/herbarium.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_only
def spell_removed(request: ActorRequest, public_id: str, spell: str) -> HttpResponse:
    """Take a wrong page out."""
    found = plain_unit(request, public_id)
    remove_spell(spell=get_object_or_404(found.spells, public_id=spell), by=request.actor)
    messages.success(request, _("The page is taken out."))
    return redirect("premises:herbarium", public_id)


@never_cache
@require_http_methods(EDIT)
@staff_only
def pictures(request: ActorRequest, public_id: str) -> HttpResponse:
    """The pictures of a unit, and a new one."""
    found = whole_unit(request, public_id)
    if request.method != "POST":
        return _pictures(request, found, NewPictureForm())
    form = NewPictureForm(request.POST, request.FILES)
    form.full_clean()
    kept = _kept(request, form)
    if form.is_valid() and kept is not None:
        try:
            new = _new(kept, form)
            add_unit_picture(unit=found, by=request.actor, at=timezone.now(), new=new)
        except (PremisesError, MediaError) as error:
            form.add_error("photo", str(error))
        else:
            messages.success(
                request, _("The picture is on the card. Only the team sees it so far.")
            )
            return redirect("premises:pictures", public_id)
    return _pictures(request, found, form, kept=kept)


@require_POST
@staff_only
def picture_deed(request: ActorRequest, public_id: str, picture: str, deed: str) -> HttpResponse:
    """Let a picture out, keep it inside, erase it, move it within its row."""
    found = whole_unit(request, public_id)
    shown = _picture(found, picture)
    if deed in MOVES:
        place = move_unit_picture(
            unit=found, picture=shown, by=request.actor, is_forward=MOVES[deed]
        )
        messages.success(request, _("It is picture %(n)d now.") % {"n": place})
        return redirect(f"{reverse('premises:pictures', args=[public_id])}#bild-{place}")
    done = _deed(request, found, shown, deed)
    if done:
        messages.success(request, done)
    return redirect("premises:pictures", public_id)


@require_POST
@staff_only
def picture_words(request: ActorRequest, public_id: str, picture: str) -> HttpResponse:
    """Say what is to be seen, who took it, and whether it may be shown."""
    found = whole_unit(request, public_id)
    shown = _picture(found, picture)
    form = PictureWordsForm(request.POST, auto_id=f"id_{picture}_%s")
    if form.is_valid():
        new = _new(shown, form)
        describe_unit_picture(unit=found, by=request.actor, at=timezone.now(), new=new)
        messages.success(request, _("The words are saved."))
        return redirect("premises:pictures", public_id)
    return _pictures(request, found, NewPictureForm(), words={picture: form}, status=422)


@never_cache
@require_safe
@staff_only
def picture_file(
    request: ActorRequest, public_id: str, picture: str, name: str
) -> HttpResponseBase:
    """A copy of a picture for the team."""
    found = whole_unit(request, public_id)
    return picture_response(request, _picture(found, picture), name, for_everybody=False)


def _deed(request: ActorRequest, unit: Unit, picture: Picture, deed: str) -> str:
    """What was done, in a sentence; empty where it was refused."""
    by = request.actor
    try:
        if deed == "zeigen":
            show_unit_picture(unit=unit, picture=picture, by=by, at=timezone.now())
            return _("We let the picture out. It is public as soon as the owner agrees, too.")
        if deed == "verbergen":
            hide_unit_picture(unit=unit, picture=picture, by=by)
            return _("Only the team sees the picture.")
        if deed == "loeschen":
            remove_unit_picture(unit=unit, picture=picture, by=by)
            return _("The picture is erased.")
    except MediaError as error:
        messages.error(request, str(error))
        return ""
    raise Http404


def _pictures(
    request: ActorRequest,
    unit: Unit,
    form: NewPictureForm,
    *,
    kept: Picture | None = None,
    words: dict[str, PictureWordsForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    bound = words or {}
    rows = [
        (row.picture, bound.get(row.picture.public_id) or _words(row.picture))
        for row in unit.pictures.all()
    ]
    refused = next(iter(bound.values()), form if form.is_bound else None)
    context = {
        "unit": unit,
        "title": title_of(unit),
        "rows": rows,
        "form": form,
        "kept": kept,
        "takes_more": len(rows) < MOST_PICTURES,
        "refused": refused,
    }
    answer = 422 if form.is_bound else status
    return render(request, "premises/pictures.html", context, status=answer)


def _words(picture: Picture) -> PictureWordsForm:
    initial = {
        "alt_text": picture.alt_text,
        "credit": picture.credit,
        "consent_by": picture.consent_by,
    }
    return PictureWordsForm(initial=initial, auto_id=f"id_{picture.public_id}_%s")


def _new(picture: Picture, form: PictureWordsForm) -> NewPicture:
    typed = form.cleaned_data
    consent_by = typed["consent_by"]
    return NewPicture(
        picture=picture,
        alt_text=typed["alt_text"],
        credit=typed["credit"],
        consent_text=str(SHOWN) if consent_by else "",
        consent_by=consent_by,
    )


def _kept(request: ActorRequest, form: NewPictureForm) -> Picture | None:
    """The picture just sent, or the one kept from an earlier attempt, which need not be chosen again."""
    key, prepared = form.cleaned_data["form_key"], form.cleaned_data.get("photo")
    if prepared is not None:
        try:
            at = timezone.now()
            return keep_picture(town=request.town, prepared=prepared, form_key=key, at=at)
        except MediaError as error:
            form.add_error("photo", str(error))
            return None
    kept = kept_picture(town=request.town, form_key=key)
    if kept is not None and not request.FILES:
        form.errors.pop("photo", None)
    return kept


def _picture(unit: Unit, public_id: str) -> Picture:
    found = next(
        (row.picture for row in unit.pictures.all() if row.picture.public_id == public_id), None
    )
    if found is None:
        raise Http404
    return found
