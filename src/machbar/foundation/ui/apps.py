"""Django's name for this package."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The app `ui`."""

    name = "machbar.foundation.ui"
