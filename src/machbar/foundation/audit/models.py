"""The chained trail (architecture.md, section 5): entries that never change, payloads that may be erased.

Each entry's digest covers its own columns, the digest of its payload and the digest of the entry before it. Salt
and payload lie in a row of their own: erasing that row keeps the chain whole. A tampered chain is noticed only
against a head that was noted elsewhere (each backup carries it).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town

START = "0" * 64  # what stands before the first entry


class AuditHead(models.Model):
    """The last entry of a town's chain; locked while an entry is added."""

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="audit_head")
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=START)
    shown = models.PositiveBigIntegerField(default=0)
    """The last entry that may have changed what guests see (`services.record`)."""

    class Meta:
        verbose_name = _("head of the audit trail")
        verbose_name_plural = _("heads of the audit trail")

    def __str__(self) -> str:
        return f"{self.sequence}"


class AuditEntry(models.Model):
    """One link of the chain."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="audit_entries")
    sequence = models.PositiveBigIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    event = models.CharField(_("event"), max_length=60)
    object_kind = models.CharField(_("kind of object"), max_length=60)
    object_id = models.CharField(_("object"), max_length=40)
    actor = models.CharField(_("who"), max_length=60)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["town", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "sequence"], name="audit_auditentry_town_sequence_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "previous"], name="audit_auditentry_town_previous_unique"
            ),
        ]
        indexes = [
            models.Index(fields=["town", "object_id", "-sequence"], name="audit_entry_of_object")
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.event}"


class AuditPayload(models.Model):
    """What belongs to an entry and may hold personal data: erased without breaking the chain."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.CASCADE, related_name="payload")
    salt = models.CharField(max_length=32)
    content = models.TextField(_("content"))

    class Meta:
        verbose_name = _("audit payload")
        verbose_name_plural = _("audit payloads")

    def __str__(self) -> str:
        return f"{self.entry_id}"
