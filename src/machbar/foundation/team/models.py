"""Invitations into the team (until one is accepted, nobody has an account), who has left it, and whose account of the
town hall signs them in."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person, Role
from machbar.foundation.towns.models import Town, new_public_id


class Invitation(models.Model):
    """Somebody of the team asked this mail address to join with these roles."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="team_invitations")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    email = models.EmailField(_("mail address"))
    roles = models.JSONField(_("roles"))
    invited_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    form_key = models.CharField(max_length=64, editable=False)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("good until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation into the team")
        verbose_name_plural = _("invitations into the team")
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "form_key"], name="team_invitation_town_form_key_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="team_invitation_one_end",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def role_labels(self) -> list[str]:
        """The roles in words."""
        return [str(role.label) for role in Role if role.value in self.roles]

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > at


class Departure(models.Model):
    """Somebody has left the town's team: so the town still finds what it keeps about them."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="departures")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="departures")
    left_at = models.DateTimeField(_("left"))

    class Meta:
        verbose_name = _("departure from the team")
        verbose_name_plural = _("departures from the team")
        constraints = [
            models.UniqueConstraint(fields=["town", "person"], name="team_departure_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class HouseAccount(models.Model):
    """The account of the town hall that signs a person in: issuer and subject, never a mail address.

    One that was detached stays as a row, so that no mail address links anything to this person again by itself.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="house_accounts")
    issuer = models.CharField(_("issuer"), max_length=300)
    subject = models.CharField(_("account there"), max_length=255)
    linked_at = models.DateTimeField(_("linked"))
    detached_at = models.DateTimeField(_("detached"), null=True, blank=True)

    class Meta:
        verbose_name = _("account of the town hall")
        verbose_name_plural = _("accounts of the town hall")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="team_houseaccount_one_person"
            ),
            models.UniqueConstraint(
                fields=["issuer", "person"], name="team_houseaccount_one_account"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
