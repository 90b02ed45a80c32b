"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team."""

from django.urls import URLPattern, URLResolver, path

from machbar.modules.premises.views import public

app_name = "premises"
# --- outside: what everybody sees ---
outside = [
    path("raeume/", public.rooms, name="rooms"),
    path("raeume/raeume.geojson", public.rooms_geojson, name="rooms_geojson"),
    path("raeume/karte.bild", public.map_picture, name="map_picture"),
    path("raeume/<str:public_id>/", public.room, name="room"),
    path("raeume/<str:public_id>/expose.pdf", public.expose, name="expose"),
    path("raeume/<str:public_id>/aushang.pdf", public.poster, name="poster"),
    path(
        "raeume/<str:public_id>/bild/<str:picture>/<str:name>",
        public.room_picture,
        name="room_picture",
    ),
]
# Those of `outside` stand last: `raeume/<public_id>/` takes any word.
urlpatterns: list[URLPattern | URLResolver] = [*outside]
