"""Django's name for this package."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app `people`."""

    name = "machbar.foundation.people"
