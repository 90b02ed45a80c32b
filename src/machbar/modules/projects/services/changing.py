"""What every deed on a project shares: the day of its last change."""

from datetime import datetime

from machbar.modules.projects.models import Project


def touch(project: Project, at: datetime) -> None:
    """The project moved: it is no longer among those that stand still."""
    Project.objects.filter(pk=project.pk).update(changed_at=at)
