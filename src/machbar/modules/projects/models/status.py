"""The public status line: one sentence that says where a project stands today, and those that stood before it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.modules.projects.models.project import Project


class StatusLine(models.Model):
    """What the team says in public about a project; the line without an end is the current one."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="status_lines")
    text = models.CharField(_("status line"), max_length=160)
    said_at = models.DateTimeField(_("said"))
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("status line")
        verbose_name_plural = _("status lines")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(ended_at=None),
                name="projects_statusline_one_current",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="projects_statusline_has_text"),
        ]

    def __str__(self) -> str:
        return self.text
