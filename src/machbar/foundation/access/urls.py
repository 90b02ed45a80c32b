"""Addresses of the counter's pairing and of the device list."""

from django.urls import path

from machbar.foundation.access import views

app_name = "access"
urlpatterns = [
    path("tresen/koppeln/", views.pair_counter, name="pair_counter"),
    path("werkstatt/einstellungen/geraete/", views.devices, name="devices"),
    path("werkstatt/einstellungen/geraete/<str:public_id>/", views.device, name="device"),
    path("werkstatt/einstellungen/geraete/<str:public_id>/sperren/", views.revoke, name="revoke"),
]
