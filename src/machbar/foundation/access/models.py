"""Personal links, of which only the hash is stored, the paired counter device, and where somebody is signed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id


class PersonalLink(models.Model):
    """What the holder of a random token may see or do, with one object, until it ends."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="personal_links")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=40)
    subject_kind = models.CharField(_("kind of object"), max_length=60)
    subject_id = models.BigIntegerField(_("object"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(_("issued"))
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        indexes = [
            models.Index(
                fields=["town", "subject_kind", "subject_id"], name="access_link_town_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"


class CounterDevice(models.Model):
    """The old tablet at the counter: paired once by an admin, may take down ideas, can be locked out at any time."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="counter_devices")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    name = models.CharField(_("name of the device"), max_length=60)
    pairing_code_hash = models.CharField(max_length=64, blank=True, editable=False)
    pairing_ends_at = models.DateTimeField(_("pairing possible until"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    paired_at = models.DateTimeField(_("paired"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("locked out"), null=True, blank=True)

    class Meta:
        verbose_name = _("counter device")
        verbose_name_plural = _("counter devices")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~models.Q(token_hash=""),
                name="access_counterdevice_token_hash_unique",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SignIn(models.Model):
    """One browser in which somebody is signed in: which kind of device, since when, when last seen; no address."""

    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    device = models.CharField(_("device"), max_length=60, blank=True)
    by_house_account = models.BooleanField(_("by an account of the town hall"), default=False)
    since = models.DateTimeField(_("signed in since"))
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return self.device
