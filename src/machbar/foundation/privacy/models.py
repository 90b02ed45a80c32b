"""That somebody was erased: when and why, never who; and what had to be kept until a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id


class Erasure(models.Model):
    """One erasure on request. The list outside the database names it by its public id (`listing`)."""

    class Reason(models.TextChoices):
        NOT_NEEDED = "not_needed", _("no longer needed (Art. 17 (1) a)")
        WITHDRAWN = "withdrawn", _("consent withdrawn (b)")
        OBJECTED = "objected", _("the person objects (c)")
        UNLAWFUL = "unlawful", _("should never have been kept (d)")
        DUTY = "duty", _("a law demands it (e)")
        CHILD = "child", _("given as a child (f)")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="erasures")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    at = models.DateTimeField(_("time"))
    gone = models.PositiveIntegerField(_("deleted"), default=0)
    emptied = models.PositiveIntegerField(_("emptied"), default=0)
    struck = models.PositiveIntegerField(_("words struck out"), default=0)

    objects: "models.Manager[Erasure]" = models.Manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.public_id


class HeldRow(models.Model):
    """A row that stays although its person asked for erasure; it is erased when its day has come."""

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="held")
    table = models.CharField(_("table"), max_length=60)
    row_id = models.BigIntegerField(_("row"))
    why = models.CharField(_("why it stays"), max_length=300)
    until = models.DateField(_("until"), null=True, blank=True)

    objects: "models.Manager[HeldRow]" = models.Manager()

    class Meta:
        verbose_name = _("row that is kept")
        verbose_name_plural = _("rows that are kept")
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["erasure", "table", "row_id"], name="privacy_heldrow_once"
            )
        ]
        indexes = [models.Index(fields=["until"], name="privacy_heldrow_until")]

    def __str__(self) -> str:
        return f"{self.table}:{self.row_id}"
