"""Addresses of the demo's mailbox and of the mail that did not arrive."""

from django.urls import path

from machbar.foundation.post import views

app_name = "post"
UNDELIVERED = "werkstatt/einstellungen/post/"
urlpatterns = [
    path("werkstatt/postfach/", views.mailbox, name="mailbox"),
    path(UNDELIVERED, views.undelivered_mail, name="undelivered"),
    path(f"{UNDELIVERED}<str:public_id>/nochmal/", views.retry, name="retry"),
    path(f"{UNDELIVERED}<str:public_id>/erledigt/", views.settle, name="settle"),
]
