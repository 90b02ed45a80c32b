"""Django's name for this package."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """The app `contacts`."""

    name = "machbar.foundation.contacts"
