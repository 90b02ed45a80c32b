"""Django's name for this package."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """The app `funding`."""

    name = "machbar.modules.funding"
