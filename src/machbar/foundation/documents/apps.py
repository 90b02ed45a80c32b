"""Django's name for this package."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app `documents`."""

    name = "machbar.foundation.documents"
