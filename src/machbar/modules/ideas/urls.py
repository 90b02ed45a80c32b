"""Addresses of ideas: the form, the receipt, the wall, the counter, and the team's pages."""

from django.urls import path

from machbar.modules.ideas import views

app_name = "ideas"
urlpatterns = [
    path("ideen/", views.wall, name="wall"),
    path("ideen/neu/", views.hand_in, name="hand_in"),
    path("ideen/papier/", views.paper, name="paper"),
    path("ideen/papier/<str:size>.pdf", views.blank_form, name="blank_form"),
    path("ideen/<str:public_id>/", views.idea, name="idea"),
    path("ideen/<str:public_id>/foto/<str:name>", views.idea_photo, name="idea_photo"),
    path("ideen/<str:public_id>/mitmachen/", views.offer, name="offer"),
    path("beleg/mitmachen/<str:token>/", views.own_offer, name="own_offer"),
    path(
        "beleg/mitmachen/<str:token>/zuruecknehmen/",
        views.withdraw_own_offer,
        name="withdraw_own_offer",
    ),
    path("beleg/<str:token>/", views.receipt, name="receipt"),
    path("beleg/<str:token>/nachtrag/", views.add, name="add"),
    path("beleg/<str:token>/zurueckziehen/", views.withdraw, name="withdraw"),
    path("beleg/<str:token>/foto/<str:name>", views.receipt_photo, name="receipt_photo"),
    path("beleg/<str:token>/foto/entfernen/", views.remove_own_photo, name="remove_own_photo"),
    path("tresen/", views.counter, name="counter"),
    path("tresen/postkarten/", views.postcards, name="postcards"),
    path("tresen/beleg/", views.counter_receipt, name="counter_receipt"),
    path("tresen/belege/", views.receipts, name="receipts"),
    path("tresen/papier/", views.scans, name="scans"),
    path("tresen/papier/<str:public_id>/", views.scan, name="scan"),
    path("tresen/papier/<str:public_id>/dazu/", views.scan_belongs, name="scan_belongs"),
    path("tresen/papier/<str:public_id>/entfernen/", views.scan_remove, name="scan_remove"),
    path("tresen/papier/<str:public_id>/bild/<str:name>", views.scan_file, name="scan_file"),
    path("werkstatt/gespraeche/", views.talks, name="talks"),
    path("werkstatt/gespraeche/listen/", views.lists, name="lists"),
    path("werkstatt/gespraeche/listen/<str:vocabulary>/neu/", views.new_term, name="new_term"),
    path("werkstatt/gespraeche/listen/<str:vocabulary>/<str:code>/", views.term, name="term"),
    path("werkstatt/gespraeche/<str:public_id>/", views.talk, name="talk"),
    path("werkstatt/gespraeche/<str:public_id>/antworten/", views.answer, name="answer"),
    path(
        "werkstatt/gespraeche/<str:public_id>/projekt/", views.become_project, name="become_project"
    ),
    path("werkstatt/gespraeche/<str:public_id>/aushaengen/", views.publish, name="publish"),
    path("werkstatt/gespraeche/<str:public_id>/abhaengen/", views.unpublish, name="unpublish"),
    path("werkstatt/gespraeche/<str:public_id>/einordnen/", views.sort, name="sort"),
    path(
        "werkstatt/gespraeche/<str:public_id>/mitmachen/<str:offer>/",
        views.offer_answered,
        name="offer_answered",
    ),
    path("werkstatt/gespraeche/<str:public_id>/foto/", views.photo, name="photo"),
    path(
        "werkstatt/gespraeche/<str:public_id>/foto/<str:name>", views.talk_photo, name="talk_photo"
    ),
    path(
        "werkstatt/gespraeche/<str:public_id>/foto/zuruecknehmen/",
        views.take_back,
        name="take_back_photo",
    ),
    path("werkstatt/gespraeche/<str:public_id>/foto/entfernen/", views.remove, name="remove_photo"),
]
