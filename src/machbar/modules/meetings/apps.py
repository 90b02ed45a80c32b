"""Django's name for this package."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The app `meetings`."""

    name = "machbar.modules.meetings"
