"""The public status line: said, replaced, taken away; the lines before stay."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.projects.exceptions import StatusMissing
from machbar.modules.projects.models import Project, StatusLine
from machbar.modules.projects.services.changing import touch


@transaction.atomic
def say_status(
    *, project: Project, by: Actor, at: datetime, text: str, is_fictional: bool = False
) -> StatusLine:
    """Say in one line where the project stands; the same line again changes nothing. Raises `StatusMissing`."""
    text = " ".join(text.split())
    if not text:
        raise StatusMissing(_("Please say in one line where the project stands."))
    # Locks the project's row: two people who say something at once say it one after the other.
    touch(project, at)
    current = project.status_lines.filter(ended_at=None).first()
    if current is not None and current.text == text:
        return current
    project.status_lines.filter(ended_at=None).update(ended_at=at)
    line = StatusLine.objects.create(
        project=project, text=text, said_at=at, by=by.person, is_fictional=is_fictional
    )
    record("project.status_said", on=project, by=by, payload={"text": text})
    return line


@transaction.atomic
def end_status(*, project: Project, by: Actor, at: datetime) -> None:
    """Take the line away; a second click changes nothing."""
    if project.status_lines.filter(ended_at=None).update(ended_at=at):
        touch(project, at)
        record("project.status_ended", on=project, by=by)
