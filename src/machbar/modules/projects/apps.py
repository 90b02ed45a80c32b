"""Django's name for this package."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The app `projects`."""

    name = "machbar.modules.projects"
