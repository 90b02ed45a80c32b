"""Django's name for this package."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """The app `coordination`."""

    name = "machbar.modules.coordination"
