"""Django's name for this package."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """The app `media`."""

    name = "machbar.foundation.media"
