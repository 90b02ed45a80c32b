"""The addresses that the frames link to, by name only: ui knows nobody above it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """Nobody asks for these pages; only their addresses are written."""
    raise NotImplementedError


urlpatterns = [
    path("", nothing, name="home"),
    path("suche/", nothing, name="search"),
    path("feed.atom", nothing, name="feed"),
    path("stil/stadt.css", nothing, name="town_style"),
    path("datenschutz/", nothing, name="privacy"),
    path("impressum/", nothing, name="imprint"),
    path("barrierefreiheit/", nothing, name="accessibility"),
    path("werkstatt/heute/", nothing, name="day_page"),
    path("anmelden/", nothing, name="account_login"),
    path("abmelden/", nothing, name="account_logout"),
]
