"""Django's name for this package."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The app `site`."""

    name = "machbar.site"
    label = "machbar_site"
