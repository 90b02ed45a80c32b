"""What people offer who say "Mach ich mit" to an idea on the wall; only the project guide ever reads it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import new_public_id
from machbar.modules.ideas.models.idea import Idea
from machbar.reasoning.contact import ContactKind


class Offer(models.Model):
    """Somebody would join in with an idea. Taking it back removes the row."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="offers")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    contact = models.CharField(_("contact"), max_length=300)
    contact_kind = models.CharField(
        _("answer by"), max_length=8, choices=[(kind.value, kind.value) for kind in ContactKind]
    )
    text = models.TextField(_("what they can do"), blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    is_suspicious = models.BooleanField(_("looks like spam"), default=False)
    offered_at = models.DateTimeField(_("offered"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("offer to join in")
        verbose_name_plural = _("offers to join in")
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "form_key"], name="ideas_offer_idea_form_key_unique"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(contact=""), name="ideas_offer_can_be_answered"
            ),
        ]
        indexes = [
            models.Index(
                fields=["offered_at", "id"],
                condition=Q(answered_at=None),
                name="ideas_offer_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
