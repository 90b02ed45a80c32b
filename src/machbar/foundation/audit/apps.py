"""Django's name for this package."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app `audit`."""

    name = "machbar.foundation.audit"
