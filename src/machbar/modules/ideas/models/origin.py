"""Where an idea came from that was taken in from a table: its old number, its old page, and how many supported it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from machbar.modules.ideas.models.idea import Idea


class Origin(models.Model):
    """What the old list knew of an idea; only the team reads it."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="origin")
    program = models.CharField(_("program"), max_length=60, blank=True)
    old_number = models.CharField(_("old number"), max_length=60, blank=True, db_index=True)
    giver = models.CharField(_("name"), max_length=120, blank=True)
    link = models.URLField(_("link to the source"), max_length=500, blank=True)
    category = models.CharField(_("category"), max_length=200, blank=True)
    supporters = models.PositiveIntegerField(_("supporters"), null=True, blank=True)
    opponents = models.PositiveIntegerField(_("against it"), null=True, blank=True)
    comments = models.PositiveIntegerField(_("comments"), null=True, blank=True)

    class Meta:
        verbose_name = _("origin of an idea")
        verbose_name_plural = _("origins of ideas")

    def __str__(self) -> str:
        return self.old_number or self.link
