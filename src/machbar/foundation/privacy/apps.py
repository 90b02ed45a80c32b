"""Django's name for this package."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The app `privacy`."""

    name = "machbar.foundation.privacy"
