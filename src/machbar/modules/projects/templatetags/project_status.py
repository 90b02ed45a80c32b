"""The public status lines of projects, for pages of other modules that only know which projects."""

from collections.abc import Iterable
from typing import Protocol

from django import template

from machbar.modules.projects.models import StatusLine
from machbar.modules.projects.selectors import current_status

register = template.Library()


class AboutProject(Protocol):
    """A row that points to a project."""

    project_id: int


@register.simple_tag
def status_lines_of(rows: Iterable[AboutProject]) -> list[StatusLine]:
    """The current lines of the projects behind these rows, the newest first (one query; none for no row)."""
    found = current_status(row.project_id for row in rows)
    return sorted(found.values(), key=lambda line: (line.said_at, line.pk), reverse=True)
