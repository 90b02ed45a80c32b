"""The answer to a request to join that goes out by phone or by letter."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.modules.coordination.models.group import Member
from machbar.reasoning.contact import ContactKind


class MemberReply(models.Model):
    """Somebody without a mail address has an answer coming: it waits until they were called or written to."""

    class Way(models.TextChoices):
        PHONE = ContactKind.PHONE.value, _("by phone")
        LETTER = ContactKind.LETTER.value, _("by letter")

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="reply")
    way = models.CharField(_("reached by"), max_length=8, choices=Way.choices)
    given_at = models.DateTimeField(_("given"))
    tries = models.PositiveSmallIntegerField(_("calls in vain"), default=0)
    again_on = models.DateField(_("call again on"), null=True, blank=True)
    note = models.CharField(_("note for the team"), max_length=300, blank=True)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer to a request to join")
        verbose_name_plural = _("answers to requests to join")
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=["phone", "letter"]), name="coordination_memberreply_way_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["given_at", "id"],
                condition=Q(reached_on=None),
                name="coordination_reply_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.way}"
