"""Django's name for this package."""

from django.apps import AppConfig


class TownsConfig(AppConfig):
    """The app `towns`."""

    name = "machbar.foundation.towns"
