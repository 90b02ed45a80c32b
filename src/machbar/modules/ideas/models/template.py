"""Reasons that come up again and again, ready to be sent; each town words its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id


class ReasonTemplate(models.Model):
    """A text with placeholders (`core.PLACEHOLDERS`) for one thing the team says to a giver."""

    class Status(models.TextChoices):
        """What the text is for: a question, or the status that it explains."""

        IN_TALK = "in_talk", _("question to the giver")
        PARKED = "parked", _("parked")
        HANDED_OVER = "handed_over", _("handed over")
        NOT_FEASIBLE = "not_feasible", _("not possible")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="reason_templates")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    shipped_as = models.SlugField(_("shipped as"), max_length=40, blank=True, editable=False)
    status = models.CharField(_("used for"), max_length=14, choices=Status.choices)
    title = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("text"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("template of a reason")
        verbose_name_plural = _("templates of reasons")
        ordering = ["status", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="ideas_reasontemplate_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "shipped_as"],
                condition=~Q(shipped_as=""),
                name="ideas_reasontemplate_town_shipped_unique",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="ideas_reasontemplate_has_text"),
        ]

    def __str__(self) -> str:
        return self.title
