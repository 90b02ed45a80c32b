"""Scans and photos of filled paper forms: typed from at the counter, then kept for the team for a while."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.models import Picture
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.ideas.models.idea import Idea


class PaperScan(models.Model):
    """One page of paper that came in; without an idea it still waits to be typed. It is never public."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="paper_scans")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    picture = models.OneToOneField(Picture, on_delete=models.RESTRICT, related_name="paper_scan")
    idea = models.ForeignKey(
        Idea, on_delete=models.CASCADE, null=True, blank=True, related_name="scans"
    )
    came_at = models.DateTimeField(_("came"))
    typed_at = models.DateTimeField(_("typed"), null=True, blank=True)

    class Meta:
        verbose_name = _("scan of a paper form")
        verbose_name_plural = _("scans of paper forms")
        ordering = ["came_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(idea=None, typed_at=None)
                | (Q(idea__isnull=False) & Q(typed_at__isnull=False)),
                name="ideas_paperscan_typed_has_idea",
            )
        ]
        indexes = [
            models.Index(fields=["town", "typed_at", "came_at"], name="ideas_paperscan_town_typed")
        ]

    def __str__(self) -> str:
        return self.public_id
