"""The counter: a volunteer writes along, and the next person can come at once (F02)."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.surfaces.asking import counter_deeds
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.ideas.exceptions import IdeaError
from machbar.modules.ideas.forms import CounterForm
from machbar.modules.ideas.kin import kin_of_idea
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.services import Photo, hand_in_idea
from machbar.modules.ideas.views.guarding import INITIALS, counter_only, last_taken, remember_last
from machbar.modules.ideas.views.photos import photo_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@counter_only
def counter(request: HouseRequest) -> HttpResponse:
    """An empty form, the last number with its receipt, and the volunteer's initials remembered."""
    last = last_taken(request)
    page = {
        "last": last,
        "deeds": counter_deeds(request.modules, request.actor, beside=request.path),
    }
    if request.method != "POST":
        form = CounterForm(initial={"initials": request.session.get(INITIALS, "")})
        context = {"form": form, **page, **kin_of_last(request.actor, last)}
        return render(request, "ideas/counter.html", context)
    form = CounterForm(request.POST, request.FILES)
    form.full_clean()
    photo = photo_of(form, request.town, consent_by=Picture.Consent.SAID)
    if form.is_valid():
        try:
            _take_down(request, form, photo)
        except IdeaError as error:
            form.add_error("photo", str(error))
            photo = None
        else:
            to_print = request.POST.get("then") == "print"
            return redirect("ideas:counter_receipt" if to_print else "ideas:counter")
    kept = photo.picture if photo is not None else None
    context = {"form": form, **page, "kept": kept}
    return render(request, "ideas/counter.html", context, status=422)


def _take_down(request: HouseRequest, form: CounterForm, photo: Photo | None) -> None:
    cleaned = form.cleaned_data
    handed_in = hand_in_idea(
        by=request.actor,
        at=timezone.now(),
        form_key=cleaned["form_key"],
        text=cleaned["text"],
        place=cleaned["place"],
        contact=cleaned["contact"],
        wants_to_join=cleaned["wants_to_join"],
        channel=Idea.Channel(cleaned["channel"]),
        initials=cleaned["initials"],
        photo=photo,
    )
    request.session[INITIALS] = cleaned["initials"]
    remember_last(request, handed_in.idea, handed_in.token)


def kin_of_last(actor: Actor, last: Mapping[str, str]) -> dict[str, object]:
    """What the idea just taken down reminds of: the team sees all of it, the device what is public."""
    fresh = Idea.objects.filter(town=actor.town, number=last["number"]).first() if last else None
    if fresh is None:
        return {}
    return {
        "fresh": fresh,
        "kindred": kin_of_idea(actor, fresh, with_projects=False),
        "is_team": can_answer_ideas(actor),
    }
