"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team."""

from django.urls import URLPattern, URLResolver, path

from machbar.modules.premises.views import (
    agreement,
    answering,
    card,
    consents,
    demand_public,
    demand_queue,
    demand_receipt,
    demand_work,
    figures,
    herbarium,
    mediation,
    mediation_calls,
    owner_page,
    owners,
    public,
    register,
    room_guest,
    room_work,
    rooms,
    suggesting,
    unit_corner,
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
    path(f"{UNIT}gehoert-der-stadt/", owners.unit_of_town, name="unit_of_town"),
    path(f"{UNIT}vermittlung/", unit_corner.unit_mediation, name="unit_mediation"),
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

# --- outside: owners and what they let out ---------------------------------------------------------------------------
OWNERS = f"{REGISTER}eigentuemer/"
ONE = f"{OWNERS}<str:public_id>/"
OWN = "eigentum/<str:token>/"
OWNERS_WORK: list[URLPattern | URLResolver] = [
    path(OWNERS, owners.owners, name="owners"),
    path(f"{OWNERS}neu/", owners.new_owner, name="new_owner"),
    path(ONE, owners.owner, name="owner"),
    path(f"{ONE}aendern/", owners.change, name="change_owner"),
    path(f"{ONE}brief.pdf", owners.letter, name="owner_letter"),
    path(f"{ONE}mail/", owners.mail, name="owner_mail"),
    path(f"{ONE}informiert/", owners.informed, name="owner_informed"),
    path(f"{ONE}link/", owners.link, name="owner_link"),
    path(f"{ONE}link/ende/", owners.link_end, name="owner_link_end"),
    path(f"{ONE}raum/", owners.unit_given, name="owner_unit_given"),
    path(f"{ONE}raum/<str:unit>/ende/", owners.unit_taken, name="owner_unit_taken"),
    path(f"{ONE}loeschen/", owners.erase, name="erase_owner"),
]
CONSENTS: list[URLPattern | URLResolver] = [
    path(f"{UNIT}freigabe/", consents.consents, name="consents"),
    path(f"{UNIT}freigabe/zurueck/", consents.withdraw_all, name="withdraw_all"),
]
OWN_PAGES: list[URLPattern | URLResolver] = [
    path(OWN, owner_page.owner_page, name="owner_page"),
    path(f"{OWN}code/", owner_page.owner_code, name="owner_code"),
    path(f"{OWN}widerruf/", owner_page.owner_withdraw, name="owner_withdraw"),
    path(f"{OWN}anfrage/<str:public_id>/", owner_page.owner_request, name="owner_request"),
    path(f"{OWN}raum/<str:public_id>/", owner_page.owner_unit, name="owner_unit"),
    path(f"{OWN}raum/<str:public_id>/freigabe/", owner_page.owner_consents, name="owner_consents"),
    path(
        f"{OWN}raum/<str:public_id>/bild/<str:picture>/<str:name>",
        owner_page.owner_picture,
        name="owner_picture",
    ),
]
# --- searches ---
DEMANDS = "werkstatt/raeume/gesuche/"
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

# --- mediation ---
MEDIATION = "werkstatt/raeume/vermittlung/"
MEDIATIONS: list[URLPattern | URLResolver] = [
    path("raum/anfrage/<str:token>/", answering.mediation_owner, name="mediation_owner"),
    path("raum/vorschlag/<str:token>/", answering.mediation_seeker, name="mediation_seeker"),
    path(MEDIATION, mediation.mediations, name="mediations"),
    path(f"{MEDIATION}neu/<str:demand>/<str:unit>/", suggesting.suggestion, name="suggestion"),
    path(f"{MEDIATION}briefe/pdf/", mediation_calls.print_requests, name="print_requests"),
    path(f"{MEDIATION}briefe/gepostet/", mediation_calls.requests_posted, name="requests_posted"),
    path(f"{MEDIATION}anrufe/<str:asking>/", mediation_calls.request_called, name="request_called"),
    path(f"{MEDIATION}<str:public_id>/", mediation.mediation, name="mediation"),
    path(f"{MEDIATION}<str:public_id>/vereinbarung/", agreement.terms, name="terms"),
    path(
        f"{MEDIATION}<str:public_id>/vereinbarung.<str:ending>",
        agreement.agreement_file,
        name="agreement_file",
    ),
    path(
        f"{MEDIATION}<str:public_id>/<str:deed>/", mediation.mediation_deed, name="mediation_deed"
    ),
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
    path(f"{WALKS}<str:public_id>/weiter/", walks.walk_reopen, name="walk_reopen"),
    path("werkstatt/raeume/zahlen/", figures.figures, name="figures"),
    path("werkstatt/raeume/zahlen.csv", figures.figures_csv, name="figures_csv"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *BOOKING,
    *WALK,
    *INSIDE,
    *OWNERS_WORK,
    *SEARCHES,
    *MEDIATIONS,
    *INSIDE_UNIT,
    *CONSENTS,
    *OWN_PAGES,
    *OUTSIDE,
]
