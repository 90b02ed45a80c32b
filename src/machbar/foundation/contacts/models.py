"""One entry of the address book: an organisation, a person in it, how to reach them, and where we know that from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Term, Town, new_public_id


class Contact(models.Model):
    """Somebody whom the team deals with; only the team reads it."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="contacts")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    name = models.CharField(_("contact person"), max_length=120, blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    kind = models.ForeignKey(
        Term,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind"),
    )
    email = models.EmailField(_("mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    known_since = models.DateField(_("as of"), null=True, blank=True)
    may_be_written = models.BooleanField(_("may be written to"), default=False)
    basis = models.CharField(_("on what basis"), max_length=200, blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    sort_key = models.CharField(max_length=100, editable=False)
    created_at = models.DateTimeField(_("created"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=1)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="contacts_contact_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="contacts_contact_town_form_key_unique"
            ),
            models.CheckConstraint(
                condition=~Q(organisation="", name=""), name="contacts_contact_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(may_be_written=False) | ~Q(basis=""),
                name="contacts_contact_written_to_on_a_basis",
            ),
        ]
        indexes = [models.Index(fields=["town", "sort_key", "id"], name="contacts_town_sorted")]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.organisation, self.name) if part)
