"""Django's name for this package."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """The app `keeping`."""

    name = "machbar.foundation.keeping"
