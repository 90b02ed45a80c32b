"""Addresses of rooms and demand: /raeume/ for everybody, /werkstatt/raeume/ for the team."""

from django.urls import URLPattern, URLResolver

app_name = "premises"
urlpatterns: list[URLPattern | URLResolver] = []
