"""Addresses of projects: for everybody, and for the team."""

from django.urls import path

from machbar.modules.projects import views

app_name = "projects"
LINK = "skizze/<str:token>/"
ONE = "werkstatt/projekte/<str:public_id>/"
urlpatterns = [
    path("projekte/", views.index, name="index"),
    path("projekte/<str:public_id>/", views.project, name="project"),
    path("werkstatt/projekte/", views.work_list, name="work_list"),
    path("werkstatt/projekte/neu/", views.new, name="new"),
    path(ONE, views.workspace, name="workspace"),
    path(f"{ONE}blatt/", views.sheet, name="sheet"),
    path(f"{ONE}blatt/ausgabe/", views.sheet_export, name="sheet_export"),
    path(f"{ONE}blatt/ausgabe/<str:kind>/", views.sheet_file, name="sheet_file"),
    path(f"{ONE}blatt/einlesen/", views.sheet_import, name="sheet_import"),
    path(f"{ONE}blatt/einlesen/uebernehmen/", views.sheet_take, name="sheet_take"),
    path(f"{ONE}blatt/einordnung/", views.classification, name="classification"),
    path(f"{ONE}feld/<str:kind>/", views.slot, name="slot"),
    path(f"{ONE}weg/", views.way, name="way"),
    path(f"{ONE}weg/schritt/", views.move, name="move"),
    path(f"{ONE}weg/art/", views.kind, name="kind"),
    path(f"{ONE}weg/punkte/", views.new_point, name="new_point"),
    path(f"{ONE}weg/punkte/<str:item>/", views.point, name="point"),
    path(f"{ONE}betrieb/", views.operation, name="operation"),
    path(f"{ONE}stand/", views.status, name="status"),
    path(f"{ONE}verlauf/", views.history, name="history"),
    path(f"{ONE}skizze/", views.sketch, name="sketch"),
    path(f"{ONE}skizze/fertig/", views.sketch_finish, name="sketch_finish"),
    path(f"{ONE}skizze/links/", views.sketch_invite, name="sketch_invite"),
    path(f"{ONE}skizze/links/<str:writer>/", views.sketch_uninvite, name="sketch_uninvite"),
    path(f"{ONE}skizze/frage/<str:step>/", views.sketch_step, name="sketch_step"),
    path(f"{ONE}skizze/fassung/<int:number>/", views.sketch_edition, name="sketch_edition"),
    path(f"{ONE}skizze/datei/<int:number>/<str:kind>/", views.sketch_file, name="sketch_file"),
    path(LINK, views.sketch_by_link, name="sketch_by_link"),
    path(f"{LINK}frage/<str:step>/", views.sketch_step_by_link, name="sketch_step_by_link"),
    path(f"{LINK}datei/<str:kind>/", views.sketch_file_by_link, name="sketch_file_by_link"),
    path(f"{ONE}vermittlung/", views.mediation, name="mediation"),
    path(f"{ONE}zeigen/", views.publish, name="publish"),
    path(f"{ONE}zuruecknehmen/", views.take_back, name="take_back"),
    path("werkstatt/einstellungen/listen/", views.lists, name="lists"),
    path("werkstatt/einstellungen/listen/<str:vocabulary>/", views.new_term, name="new_term"),
    path("werkstatt/einstellungen/listen/<str:vocabulary>/<str:code>/", views.term, name="term"),
]
