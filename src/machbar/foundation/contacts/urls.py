"""Addresses of the address book; all of them are for the team."""

from django.urls import path

from machbar.foundation.contacts import views

app_name = "contacts"
BOOK = "werkstatt/kontakte/"
urlpatterns = [
    path(BOOK, views.book, name="book"),
    path(f"{BOOK}neu/", views.new, name="new"),
    path(f"{BOOK}arten/", views.kinds, name="kinds"),
    path(f"{BOOK}arten/<str:code>/", views.kind, name="kind"),
    path(f"{BOOK}<str:public_id>/", views.contact, name="contact"),
    path(f"{BOOK}<str:public_id>/aendern/", views.change, name="change"),
    path(f"{BOOK}<str:public_id>/loeschen/", views.erase, name="erase"),
]
