"""The address of the demo's mailbox."""

from django.urls import path

from machbar.foundation.post import views

app_name = "post"
urlpatterns = [path("werkstatt/postfach/", views.mailbox, name="mailbox")]
