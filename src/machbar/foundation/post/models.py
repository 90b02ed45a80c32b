"""The outbox: each letter is one row, sent at most once per recipient and occasion."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id


class Letter(models.Model):
    """A mail on its way."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    class Problem(models.TextChoices):
        UNREACHABLE = "unreachable", _("The mail server did not take it.")
        REFUSED = "refused", _("The mail server of the recipient refused it for good.")
        IMPOSSIBLE = "impossible", _("No mail can be made of it. Probably the address is wrong.")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="letters")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    recipient = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    key = models.CharField(_("occasion"), max_length=120)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    written_at = models.DateTimeField(_("written"))
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    tried_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    problem = models.CharField(
        _("last problem"), max_length=12, choices=Problem.choices, blank=True, default=""
    )
    settled_at = models.DateTimeField(_("settled by the team"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "key", "recipient"], name="post_letter_town_key_recipient_unique"
            )
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="post_letter_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_from_backup(self) -> bool:
        """Whether it waited when a backup was made that was restored since (see `services.hold_back_waiting`)."""
        return self.state == self.State.SENDING and self.tried_at is None
