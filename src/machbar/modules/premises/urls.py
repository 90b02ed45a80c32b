"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team."""

from django.urls import URLPattern, URLResolver, path

from machbar.modules.premises.views import card, herbarium, public, register

app_name = "premises"
REGISTER = "werkstatt/raeume/"
UNIT = f"{REGISTER}<str:public_id>/"

# --- inside: the register of the team. Fixed words stand before the pattern that takes any word (last list). -------
INSIDE: list[URLPattern | URLResolver] = [
    path(REGISTER, register.units, name="units"),
    path(f"{REGISTER}neu/", register.new_unit, name="new_unit"),
    path(f"{REGISTER}strassen/", register.houses, name="houses"),
    path(f"{REGISTER}strassen/<str:public_id>/", register.house, name="house"),
    path(
        f"{REGISTER}strassen/<str:public_id>/streichen/",
        register.house_removed,
        name="house_removed",
    ),
]
INSIDE_UNIT: list[URLPattern | URLResolver] = [
    path(UNIT, card.unit, name="unit"),
    path(f"{UNIT}aendern/", card.change, name="change_unit"),
    path(f"{UNIT}nutzung/", card.state, name="unit_state"),
    path(f"{UNIT}hinweis/", card.hint, name="unit_hint"),
    path(f"{UNIT}verlauf/", card.history, name="unit_history"),
    path(f"{UNIT}herbarium/", herbarium.herbarium, name="herbarium"),
    path(f"{UNIT}herbarium/<str:spell>/streichen/", herbarium.spell_removed, name="spell_removed"),
    path(f"{UNIT}bilder/", herbarium.pictures, name="pictures"),
    path(
        f"{UNIT}bilder/<str:picture>/datei/<str:name>", herbarium.picture_file, name="picture_file"
    ),
    path(f"{UNIT}bilder/<str:picture>/<str:deed>/", herbarium.picture_deed, name="picture_deed"),
]

# --- outside: what everybody sees. The last pattern takes any word below /raeume/, so these stand at the very end. --
OUTSIDE: list[URLPattern | URLResolver] = [
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

urlpatterns: list[URLPattern | URLResolver] = [*INSIDE, *INSIDE_UNIT, *OUTSIDE]
