"""What everybody sees of rooms: the list with its map, a room's page, its papers and its pictures.

All of it is made from `selectors.public`; nothing is kept by caches, so that a withdrawal counts from the next look on.
"""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.documents.downloads import download, file_name
from machbar.foundation.media.serving import picture_response
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.modules.premises.core import Point, Wish, feature_collection, meets
from machbar.modules.premises.forms.public import RoomFilter
from machbar.modules.premises.labels.public import fact_rows, kind_name, room_line, room_name
from machbar.modules.premises.linked_data import room_data
from machbar.modules.premises.map_background import map_attributes
from machbar.modules.premises.papers.room import Sheet, room_pdf
from machbar.modules.premises.selectors import public as selectors
from machbar.modules.premises.selectors.public import Room
from machbar.modules.premises.surfaces.cards import RoomCard, room_cards

KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
ASK_AGAIN = "no-cache"


@never_cache
@require_safe
@kept_for_guests
def rooms(request: ActorRequest) -> HttpResponse:
    """The list with its filter, and beside it the map."""
    every = selectors.rooms(request.town, with_pictures=True)
    form = _filter(request, every)
    shown = [room for room in every if meets(room.unit, form.wish())]
    asked = urlencode({name: request.GET[name] for name in form.fields if request.GET.get(name)})
    points = reverse("premises:rooms_geojson")
    context = {
        "form": form,
        "cards": room_cards(shown),
        "is_filtered": form.wish() != Wish(),
        "is_asked": bool(asked),
        "total": len(every),
        "mapped": sum(room.unit.card.position is not None for room in shown),
        "points": f"{points}?{asked}" if asked else points,
        "background": map_attributes(),
    }
    return render(request, "premises/rooms.html", context)


@never_cache
@require_safe
def rooms_geojson(request: ActorRequest) -> HttpResponse:
    """The points that owners have let out, for the map and for others' programs; the same filter as the list."""
    every = selectors.rooms(request.town)
    wish = _filter(request, every).wish()
    points = [point for room in every if meets(room.unit, wish) and (point := _point(room))]
    answer = JsonResponse(feature_collection(points), json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/geo+json"
    return answer


@never_cache
@require_safe
@kept_for_guests
def room(request: ActorRequest, public_id: str) -> HttpResponse:
    """One room: what its owner has let out, the papers, and the way to us."""
    found = _room(request, public_id)
    path = reverse("premises:room", args=[public_id])
    background = map_attributes()
    is_mapped = bool(found.unit.card.position and background)  # one dot on nothing says nothing
    context = {
        "card": RoomCard.of(found),
        "facts": fact_rows(found.unit),
        "pictures": found.pictures,
        "linked_data": room_data(found, town=request.town, path=path),
        "points": reverse("premises:rooms_geojson") if is_mapped else "",
        "background": background,
        "search_form": reverse("premises:seek"),
    }
    return render(request, "premises/room.html", context)


@never_cache
@require_safe
def expose(request: ActorRequest, public_id: str) -> HttpResponse:
    """The sheet of the room, A4."""
    return _paper(request, public_id, Sheet.EXPOSE, _("Room sheet"))


@never_cache
@require_safe
def poster(request: ActorRequest, public_id: str) -> HttpResponse:
    """The poster for its window, A3."""
    return _paper(request, public_id, Sheet.POSTER, _("Window poster"))


@require_safe
def room_picture(
    request: ActorRequest, public_id: str, picture: str, name: str
) -> HttpResponseBase:
    """A picture that is let out. Browsers ask again each time, so that one taken back is not shown any more."""
    found = _room(request, public_id)
    shown = next((each for each in found.pictures if each.public_id == picture), None)
    answer = picture_response(request, shown, name, for_everybody=True)
    answer["Cache-Control"] = ASK_AGAIN
    return answer


@require_safe
def map_picture(request: ActorRequest) -> HttpResponseBase:
    """The picture of the town that the operator has laid into the data directory."""
    file = settings.MAP.picture if settings.MAP is not None else None
    if file is None or not file.is_file():
        raise Http404
    answer = FileResponse(file.open("rb"), content_type=KINDS[file.suffix.lower()])
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


def _room(request: ActorRequest, public_id: str) -> Room:
    found = selectors.room_called(request.town, public_id)
    if found is None:
        raise Http404
    return found


def _filter(request: ActorRequest, every: list[Room]) -> RoomFilter:
    kinds = sorted({each.unit.kind for each in every}, key=lambda kind: kind.value)
    streets = sorted({each.unit.card.street for each in every if each.unit.card.street})
    return RoomFilter(request.GET, kinds=kinds, streets=streets)


def _point(found: Room) -> Point | None:
    position = found.unit.card.position
    if position is None:
        return None
    properties: dict[str, str | int] = {
        "name": room_name(found.unit),
        "kind": kind_name(found.unit),
        "street": found.unit.card.street,
        "summary": room_line(found.unit),
        "url": reverse("premises:room", args=[found.public_id]),
    }
    return Point(key=found.public_id, position=position, properties=properties)


def _paper(request: ActorRequest, public_id: str, sheet: Sheet, kind: str) -> HttpResponse:
    found = _room(request, public_id)
    today = timezone.localdate()
    path = reverse("premises:room", args=[public_id])
    content = room_pdf(found, sheet, town=request.town, path=path, dated=today)
    name = file_name(kind, room_name(found.unit), day=today, ending="pdf")
    return download(content, name=name, kind="application/pdf")
