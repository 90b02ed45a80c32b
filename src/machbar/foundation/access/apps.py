"""Django's name for this package."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The app `access`."""

    name = "machbar.foundation.access"
