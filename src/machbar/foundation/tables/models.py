"""A file that was brought: looked at first, taken in whole, perhaps taken back; and the things that came with it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id


class Batch(models.Model):
    """One file. Its content is kept only while somebody looks at it; afterwards its digest tells it apart."""

    class State(models.TextChoices):
        DRAFT = "draft", _("looked at")
        TAKEN = "taken", _("taken in")
        UNDONE = "undone", _("taken back")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="batches")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    kind = models.SlugField(_("kind"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    content = models.BinaryField(_("content"), null=True)
    brought_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    brought_at = models.DateTimeField(_("brought"))
    taken_at = models.DateTimeField(_("taken in"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    count = models.PositiveIntegerField(_("things"), default=0)
    left_out = models.PositiveIntegerField(_("left out as known"), default=0)
    removed = models.PositiveIntegerField(_("removed again"), default=0)
    watched = models.JSONField(_("what tells whether a thing was changed"), default=list)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", content__isnull=False, taken_at=None)
                | (~Q(state="draft") & Q(content=None, taken_at__isnull=False)),
                name="tables_batch_content_only_while_looked_at",
            ),
            models.CheckConstraint(
                condition=Q(removed__lte=models.F("count")), name="tables_batch_removes_its_own"
            ),
        ]
        indexes = [models.Index(fields=["town", "file_digest"], name="tables_batch_town_digest")]

    def __str__(self) -> str:
        return self.file_name


class BatchItem(models.Model):
    """One thing of a batch: the line it came from, and what it was like when it came."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    object_id = models.PositiveBigIntegerField(_("thing"))
    line = models.PositiveIntegerField(_("line"))
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("thing of a batch")
        verbose_name_plural = _("things of batches")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "object_id"], name="tables_batchitem_batch_object_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.object_id}"
