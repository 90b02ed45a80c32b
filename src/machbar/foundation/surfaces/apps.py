"""Django's name for this package."""

from django.apps import AppConfig


class SurfacesConfig(AppConfig):
    """The app `surfaces`."""

    name = "machbar.foundation.surfaces"
