"""Who owns premises: how the guide reaches them, and when they were told what is kept about them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id
from machbar.reasoning.contact import ContactKind


class Owner(models.Model):
    """An owner, or who speaks for one. Only the guide reads this; a partner after both sides have agreed.

    The duty to inform (Art. 14 GDPR) begins with the record: `informed_at` is the day of the first letter or talk in
    which the owner was told, `source` says where we know them from.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="owners")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    name = models.CharField(_("name"), max_length=200)
    salutation = models.CharField(_("how letters begin"), max_length=120, blank=True)
    contact = models.CharField(_("mail address or phone number"), max_length=300, blank=True)
    contact_kind = models.CharField(
        _("reached by"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in ContactKind],
        default=ContactKind.NONE.value,
    )
    postal_address = models.TextField(_("postal address"), max_length=400, blank=True)
    source = models.CharField(_("where we know them from"), max_length=200, blank=True)
    note = models.TextField(_("internal note"), blank=True)
    informed_at = models.DateTimeField(_("told what is kept"), null=True, blank=True)
    informed_by = models.CharField(
        _("told by"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in ContactKind],
        blank=True,
    )
    is_town = models.BooleanField(_("the town itself"), default=False)
    form_key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=1)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_owner_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="premises_owner_town_form_key_unique"
            ),
            models.UniqueConstraint(
                fields=["town"], condition=Q(is_town=True), name="premises_owner_one_town"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="premises_owner_has_a_name"),
            models.CheckConstraint(
                condition=Q(informed_at=None, informed_by="")
                | (Q(informed_at__isnull=False) & ~Q(informed_by="")),
                name="premises_owner_informed_is_complete",
            ),
        ]
        indexes = [models.Index(fields=["town", "name"], name="premises_owner_town_name")]

    def __str__(self) -> str:
        return self.name
