"""Django's name for this package."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    """The app `ideas`."""

    name = "machbar.modules.ideas"
