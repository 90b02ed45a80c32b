"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team."""

from django.urls import URLPattern, URLResolver, path

from machbar.modules.premises.views import (
    card,
    figures,
    herbarium,
    register,
    room_guest,
    room_work,
    rooms,
    walk_phone,
    walks,
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

# --- bookings of the house's own room and window ---------------------------------------------------------
ROOM_GUEST = "raumbuchung/<str:token>/"
ROOM_WORK = "werkstatt/termine/raum/"
BOOKING: list[URLPattern | URLResolver] = [
    path("termine/raum/", rooms.rooms, name="room_programme"),
    path("termine/raum/programm.ics", rooms.room_feed, name="room_feed"),
    path("termine/raum/<str:public_id>/", rooms.room_free, name="room_free"),
    path("termine/raum/<str:public_id>/buchen/", rooms.room_book, name="room_book"),
    path(ROOM_GUEST, room_guest.room_guest, name="room_guest"),
    path(f"{ROOM_GUEST}termin.ics", room_guest.room_guest_calendar, name="room_guest_calendar"),
    path(f"{ROOM_GUEST}absagen/", room_guest.room_guest_call_off, name="room_guest_call_off"),
    path(ROOM_WORK, room_work.room_work, name="room_work"),
    path(f"{ROOM_WORK}neu/", room_work.new_bookable, name="new_bookable"),
    path(f"{ROOM_WORK}angebot/<str:public_id>/", room_work.bookable, name="bookable"),
    path(
        f"{ROOM_WORK}buchung/<str:public_id>/",
        room_work.room_booking_work,
        name="room_booking_work",
    ),
    path(
        f"{ROOM_WORK}buchung/<str:public_id>/absagen/",
        room_work.room_booking_call_off,
        name="room_booking_call_off",
    ),
    path(
        f"{ROOM_WORK}buchung/<str:public_id>/<str:deed>/",
        room_work.room_booking_deed,
        name="room_booking_deed",
    ),
]

# --- walk-rounds and figures; before everything that takes any word below /werkstatt/raeume/ --------------
WALKS = "werkstatt/raeume/rundgang/"
WALK: list[URLPattern | URLResolver] = [
    path("rundgang/helfer.js", walk_phone.walk_worker, name="walk_worker"),
    path("rundgang/<str:token>/", walk_phone.walk_phone, name="walk_phone"),
    path("rundgang/<str:token>/abgleich/", walk_phone.walk_sync, name="walk_sync"),
    path(WALKS, walks.walks, name="walks"),
    path(f"{WALKS}<str:public_id>/", walks.walk, name="walk"),
    path(f"{WALKS}<str:public_id>/bogen/", walks.walk_sheet, name="walk_sheet"),
    path(f"{WALKS}<str:public_id>/link/", walks.walk_link, name="walk_link"),
    path(f"{WALKS}<str:public_id>/ende/", walks.walk_end, name="walk_end"),
    path("werkstatt/raeume/zahlen/", figures.figures, name="figures"),
    path("werkstatt/raeume/zahlen.csv", figures.figures_csv, name="figures_csv"),
]

urlpatterns: list[URLPattern | URLResolver] = [*BOOKING, *WALK, *INSIDE, *INSIDE_UNIT]
