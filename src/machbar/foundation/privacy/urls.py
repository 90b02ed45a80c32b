"""Addresses of data protection; all of them are for admins."""

from django.urls import path

from machbar.foundation.privacy import consent_pages, pages, views

app_name = "privacy"
urlpatterns = [
    path("werkstatt/einstellungen/datenschutz/", views.processing, name="processing"),
    path("werkstatt/einstellungen/datenschutz/auskunft/", views.person, name="person"),
    path("werkstatt/einstellungen/datenschutz/loeschen/", pages.erasing, name="erase"),
    path(
        "werkstatt/einstellungen/datenschutz/einwilligungen/",
        consent_pages.consents,
        name="consents",
    ),
    path("werkstatt/einstellungen/datenschutz/fristen/", pages.periods, name="periods"),
    path("werkstatt/einstellungen/datenschutz/loeschungen/", pages.erasures, name="erasures"),
]
