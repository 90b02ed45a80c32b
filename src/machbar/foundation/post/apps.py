"""Django's name for this package."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The app `post`."""

    name = "machbar.foundation.post"
