"""Addresses of presence hours, bookings and talks.

Those below /werkstatt/gespraeche/ are words that no public id can be: ids have ten letters without i, l and o.
"""

from django.urls import path

from machbar.foundation.towns import converters
from machbar.modules.meetings import views

app_name = "meetings"
GUEST = "gespraech/<str:token>/"
WORK = "werkstatt/termine/"
TALKS = "werkstatt/gespraeche/notizen/"
ID = f"<{converters.PUBLIC_ID}:public_id>"  # words below /werkstatt/termine/ are for other modules
urlpatterns = [
    path("termine/", views.dates, name="dates"),
    path("termine/sprechstunde/", views.presence, name="presence"),
    path("termine/sprechstunde/buchen/", views.book, name="book"),
    path("termine/sprechstunden.ics", views.public_feed, name="public_feed"),
    path("termine/team/<str:token>.ics", views.own_feed, name="own_feed"),
    path(GUEST, views.booking, name="booking"),
    path(f"{GUEST}termin.ics", views.booking_calendar, name="booking_calendar"),
    path(f"{GUEST}absagen/", views.call_off, name="call_off"),
    path("tresen/gespraech/", views.note, name="note"),
    path(WORK, views.presence_work, name="presence_work"),
    path(f"{WORK}neu/", views.new_presence, name="new_presence"),
    path(f"{WORK}kalender/", views.open_feed, name="open_feed"),
    path(f"{WORK}kalender/beenden/", views.end_feed, name="end_feed"),
    path(f"{WORK}buchung/<str:public_id>/", views.booking_work, name="booking_work"),
    path(
        f"{WORK}buchung/<str:public_id>/absagen/", views.booking_call_off, name="booking_call_off"
    ),
    path(f"{WORK}buchung/<str:public_id>/<str:deed>/", views.booking_deed, name="booking_deed"),
    path(f"{WORK}{ID}/", views.change_presence, name="change_presence"),
    path(f"{WORK}<str:public_id>/ausfall/", views.day_off, name="day_off"),
    path(f"{WORK}<str:public_id>/ausfall/zurueck/", views.day_on, name="day_on"),
    path(f"{WORK}<str:public_id>/ende/", views.end, name="end"),
    path(TALKS, views.talks, name="talks"),
    path(f"{TALKS}<str:public_id>/", views.talk, name="talk"),
    path(f"{TALKS}<str:public_id>/erledigt/", views.talk_done, name="talk_done"),
    path(f"{TALKS}<str:public_id>/loeschen/", views.talk_delete, name="talk_delete"),
    path("werkstatt/gespraeche/stunden/", views.hours, name="hours"),
    path("werkstatt/gespraeche/stunden.csv", views.hours_csv, name="hours_csv"),
]
