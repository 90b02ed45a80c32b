"""Django's name for this package."""

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    """The app `premises`."""

    name = "machbar.modules.premises"
