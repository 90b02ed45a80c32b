"""Django's name for this package."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """The app `team`."""

    name = "machbar.foundation.team"

    def ready(self) -> None:
        """Watch who signs in and out."""
        from machbar.foundation.team import signing

        signing.connect()
