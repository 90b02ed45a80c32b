"""Addresses of data protection; all of them are for admins."""

from django.urls import path

from machbar.foundation.privacy import views

app_name = "privacy"
urlpatterns = [
    path("werkstatt/einstellungen/datenschutz/", views.processing, name="processing"),
    path("werkstatt/einstellungen/datenschutz/auskunft/", views.person, name="person"),
]
