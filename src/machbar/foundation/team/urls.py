"""Addresses of the team: for its admins, for everybody's own access, and for whoever is invited."""

from django.urls import path

from machbar.foundation.team import views, views_factors, views_house, views_own

app_name = "team"
TEAM = "werkstatt/einstellungen/team/"
OWN = "werkstatt/zugang/"
urlpatterns = [
    path(TEAM, views.team, name="team"),
    path(f"{TEAM}einladung/<str:public_id>/noch-einmal/", views.again, name="again"),
    path(f"{TEAM}einladung/<str:public_id>/zurueckziehen/", views.take_back, name="take_back"),
    path(f"{TEAM}zweiter-schritt/", views.policy, name="policy"),
    path(f"{TEAM}<str:public_id>/", views.colleague, name="colleague"),
    path(f"{TEAM}<str:public_id>/abmelden/", views.end_all, name="end_all"),
    path(f"{TEAM}<str:public_id>/zuruecksetzen/", views.reset, name="reset"),
    path(
        f"{TEAM}<str:public_id>/rathaus-konto-trennen/", views.detach_account, name="detach_account"
    ),
    path(f"{TEAM}<str:public_id>/verabschieden/", views.goodbye, name="goodbye"),
    path(OWN, views_own.own, name="own"),
    path(f"{OWN}name/", views_own.rename, name="rename"),
    path(f"{OWN}adresse/", views_own.address, name="address"),
    path(f"{OWN}alle-anderen-abmelden/", views_own.end_others, name="end_others"),
    path(f"{OWN}abmelden/<str:public_id>/", views_own.end_one, name="end_one"),
    path(f"{OWN}bestaetigen/", views_factors.confirm, name="confirm"),
    path(f"{OWN}app/", views_factors.app, name="add_app"),
    path(f"{OWN}schluessel/", views_factors.key, name="add_key"),
    path(f"{OWN}entfernen/<int:number>/", views_factors.remove, name="remove"),
    path(f"{OWN}notfallcodes/", views_factors.codes, name="codes"),
    path(f"{OWN}rathaus-konto/", views_house.link_own, name="link_own"),
    path(f"{OWN}rathaus-konto/trennen/", views_house.detach_own, name="detach_own"),
    path("einladung/<str:token>/", views_own.join, name="join"),
]
