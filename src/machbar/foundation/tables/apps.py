"""Django's name for this package."""

from django.apps import AppConfig


class TablesConfig(AppConfig):
    """The app `tables`."""

    name = "machbar.foundation.tables"
