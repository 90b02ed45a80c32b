"""Addresses of ideas: the form, the receipt, the wall, the counter, and the team's pages."""

from django.urls import URLPattern, path

from machbar.modules.ideas import views

app_name = "ideas"
TEMPLATES = "werkstatt/einstellungen/vorlagen/"


def _bundles(base: str) -> list[URLPattern]:
    """The team's pages of bundles; they stand before the pages of ideas, whose ids could be anything."""
    one = f"{base}<str:public_id>/"
    return [
        path(base, views.work_bundles, name="work_bundles"),
        path(one, views.work_bundle, name="work_bundle"),
        path(f"{one}aendern/", views.edit_bundle, name="edit_bundle"),
        path(f"{one}zeigen/", views.show_bundle, name="show_bundle"),
        path(f"{one}idee/", views.fill_bundle, name="fill_bundle"),
        path(f"{one}idee/<str:idea_id>/heraus/", views.empty_bundle, name="empty_bundle"),
        path(f"{one}projekt/", views.bundle_project, name="bundle_project"),
        path(f"{one}aufloesen/", views.drop_bundle, name="drop_bundle"),
    ]


def _kin(one: str) -> list[URLPattern]:
    """What the team does with one idea and its kin."""
    leave = f"{one}projekt/<str:project_id>/loesen/"
    return [
        path(f"{one}verwandte/", views.kin, name="kin"),
        path(f"{one}buendeln/", views.bundle_up, name="bundle_up"),
        path(f"{one}zusammenlegen/", views.join, name="join"),
        path(f"{one}trennen/", views.apart, name="apart"),
        path(f"{one}projekt/verbinden/", views.join_known_project, name="join_known_project"),
        path(leave, views.leave_known_project, name="leave_known_project"),
    ]


urlpatterns = [
    path("ideen/", views.wall, name="wall"),
    path("ideen/neu/", views.hand_in, name="hand_in"),
    path("ideen/buendel/", views.bundles, name="bundles"),
    path("ideen/buendel/<str:public_id>/", views.bundle, name="bundle"),
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
    path("tresen/weiter/", views.counter_next, name="counter_next"),
    path("tresen/belege/", views.receipts, name="receipts"),
    path("tresen/papier/", views.scans, name="scans"),
    path("tresen/papier/<str:public_id>/", views.scan, name="scan"),
    path("tresen/papier/<str:public_id>/dazu/", views.scan_belongs, name="scan_belongs"),
    path("tresen/papier/<str:public_id>/entfernen/", views.scan_remove, name="scan_remove"),
    path("tresen/papier/<str:public_id>/bild/<str:name>", views.scan_file, name="scan_file"),
    path("werkstatt/gespraeche/", views.talks, name="talks"),
    path("werkstatt/gespraeche/anrufen/", views.calls, name="calls"),
    path("werkstatt/gespraeche/briefe/", views.post, name="post"),
    path("werkstatt/gespraeche/briefe/drucken/", views.print_letters, name="print_letters"),
    path("werkstatt/gespraeche/briefe/eingeworfen/", views.posted, name="posted"),
    path(TEMPLATES, views.templates, name="templates"),
    path(f"{TEMPLATES}neu/", views.new_template, name="new_template"),
    path(f"{TEMPLATES}<str:public_id>/", views.template, name="template"),
    *_bundles("werkstatt/gespraeche/buendel/"),
    *_kin("werkstatt/gespraeche/<str:public_id>/"),
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
    path("werkstatt/gespraeche/<str:public_id>/entscheiden/", views.decide, name="decide"),
    path("werkstatt/gespraeche/<str:public_id>/foto/zeigen/", views.show_photo, name="show_photo"),
    path(
        "werkstatt/gespraeche/<str:public_id>/antworten/<int:answer>/zuruecknehmen/",
        views.undo_answer,
        name="undo_answer",
    ),
    path(
        "werkstatt/gespraeche/<str:public_id>/nachtrag/<int:addition>/",
        views.addition,
        name="addition",
    ),
    path("werkstatt/gespraeche/<str:public_id>/anruf/", views.called, name="called"),
    path("werkstatt/gespraeche/<str:public_id>/erreichen/", views.contact, name="contact"),
]
