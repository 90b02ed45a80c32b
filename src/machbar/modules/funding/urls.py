"""Addresses of funding: the catalogue, and the team's pages of money."""

from django.urls import path

from machbar.modules.funding import views

app_name = "funding"
MONEY = "werkstatt/projekte/<str:public_id>/geld/"
urlpatterns = [
    path("foerderung/", views.index, name="index"),
    path("foerderung/<str:public_id>/", views.programme, name="programme"),
    path("werkstatt/geld/", views.overview, name="overview"),
    path(
        "werkstatt/geld/programme/<str:public_id>/vermittlung/",
        views.programme_mediation,
        name="programme_mediation",
    ),
    path(MONEY, views.plan, name="plan"),
    path(f"{MONEY}kosten/", views.costs, name="costs"),
    path(f"{MONEY}angaben/", views.answers, name="answers"),
    path(f"{MONEY}frage/<str:question>/", views.answer, name="answer"),
    path(f"{MONEY}vorschlaege/", views.suggestions, name="suggestions"),
    path(f"{MONEY}suchen/", views.look, name="look"),
    path(f"{MONEY}mittel/", views.own_money, name="own_money"),
    path(f"{MONEY}programme/<str:programme>/aufnehmen/", views.choose, name="choose"),
    path(f"{MONEY}vorschlag/", views.choose_best, name="choose_best"),
    path(f"{MONEY}plan/<str:chosen>/zahlen/", views.numbers, name="numbers"),
    path(f"{MONEY}plan/<str:chosen>/herausnehmen/", views.drop, name="drop"),
]
