"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team."""

from django.urls import URLPattern, URLResolver, path

from machbar.modules.premises.views import (
    card,
    demand_public,
    demand_queue,
    demand_receipt,
    demand_work,
    herbarium,
    register,
)

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
    path(f"{UNIT}bilder/<str:picture>/worte/", herbarium.picture_words, name="picture_words"),
    path(f"{UNIT}bilder/<str:picture>/<str:deed>/", herbarium.picture_deed, name="picture_deed"),
]

# --- searches --------------------------------------------------------------------------------------------------
DEMANDS = f"{REGISTER}gesuche/"
SEEKER = "gesuch/<str:token>/"
SEARCHES: list[URLPattern | URLResolver] = [
    path("raeume/gesuch/", demand_public.seek, name="seek"),
    path("raeume/gesuche/", demand_public.demands, name="demands"),
    path("raeume/gesuche/<str:public_id>/", demand_public.demand, name="demand"),
    path(SEEKER, demand_receipt.receipt, name="demand_receipt"),
    path(f"{SEEKER}verlaengern/", demand_receipt.renew, name="demand_renew"),
    path(f"{SEEKER}zurueck/", demand_receipt.withdraw, name="demand_withdraw"),
    path(f"{SEEKER}aendern/", demand_receipt.change_own, name="demand_change_own"),
    path(DEMANDS, demand_work.demands_work, name="demands_work"),
    path(f"{DEMANDS}neu/", demand_work.new_demand, name="new_demand"),
    path(f"{DEMANDS}<str:public_id>/", demand_work.demand_work, name="demand_work"),
    path(
        f"{DEMANDS}<str:public_id>/aendern/", demand_work.change_demand_page, name="change_demand"
    ),
    path(f"{DEMANDS}<str:public_id>/tat/", demand_queue.demand_deed, name="demand_deed"),
    path("werkstatt/raeume/vorschlag/", demand_work.proposal, name="proposal"),
]

urlpatterns: list[URLPattern | URLResolver] = [*INSIDE, *SEARCHES, *INSIDE_UNIT]
