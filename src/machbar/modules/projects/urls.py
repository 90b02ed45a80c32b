"""Addresses of projects: for everybody, and for the team."""

from django.urls import path

from machbar.modules.projects import views

app_name = "projects"
urlpatterns = [
    path("projekte/", views.index, name="index"),
    path("projekte/<str:public_id>/", views.project, name="project"),
    path("werkstatt/projekte/", views.work_list, name="work_list"),
    path("werkstatt/projekte/neu/", views.new, name="new"),
    path("werkstatt/projekte/<str:public_id>/", views.workspace, name="workspace"),
    path("werkstatt/projekte/<str:public_id>/blatt/", views.sheet, name="sheet"),
    path("werkstatt/projekte/<str:public_id>/feld/<str:kind>/", views.slot, name="slot"),
    path("werkstatt/projekte/<str:public_id>/vermittlung/", views.mediation, name="mediation"),
    path("werkstatt/projekte/<str:public_id>/zeigen/", views.publish, name="publish"),
    path("werkstatt/projekte/<str:public_id>/zuruecknehmen/", views.take_back, name="take_back"),
]
