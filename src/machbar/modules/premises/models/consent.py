"""What an owner has let out, part by part: given when and how, in which words, and withdrawn when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.modules.premises.core.codes import ConsentField
from machbar.modules.premises.models.unit import Unit


class Consent(models.Model):
    """One part of a unit's card may be public. A row is never changed but by its withdrawal; both stay as proof."""

    class Field(models.TextChoices):
        STREET = ConsentField.STREET.value, _("Street")
        HOUSE_NUMBER = ConsentField.HOUSE_NUMBER.value, _("House number")
        POSITION = ConsentField.POSITION.value, _("Point on the map")
        AREA = ConsentField.AREA.value, _("Area")
        FLOOR = ConsentField.FLOOR.value, _("Floor and lift")
        ACCESS = ConsentField.ACCESS.value, _("Steps at the entrance")
        EQUIPMENT = ConsentField.EQUIPMENT.value, _("Water, toilet, power and the like")
        USE = ConsentField.USE.value, _("Use today and before")
        CONDITION = ConsentField.CONDITION.value, _("Condition and monument protection")
        VACANCY = ConsentField.VACANCY.value, _("Since when it is empty")
        RENT = ConsentField.RENT.value, _("Rent wish and running costs")
        TERM = ConsentField.TERM.value, _("From when and until when")
        DESCRIPTION = ConsentField.DESCRIPTION.value, _("Description")
        PICTURES = ConsentField.PICTURES.value, _("Pictures")
        OWNER = ConsentField.OWNER.value, _("Name of the owner")

    class Way(models.TextChoices):
        LINK = "link", _("by the personal link")
        SAID = "said", _("said at the counter")
        PHONE = "phone", _("said on the phone")
        WRITTEN = "written", _("given in writing")
        HOUSE = "house", _("ended by us, because the owner has changed")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="consents")
    field = models.CharField(_("part"), max_length=12, choices=Field.choices)
    given_at = models.DateTimeField(_("given"))
    given_by = models.CharField(_("how"), max_length=8, choices=Way.choices)
    text_version = models.CharField(_("version of the words"), max_length=20)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.CharField(
        _("withdrawn how"), max_length=8, choices=Way.choices, blank=True
    )

    class Meta:
        verbose_name = _("consent of an owner")
        verbose_name_plural = _("consents of owners")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "field"],
                condition=Q(withdrawn_at=None),
                name="premises_consent_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(field__in=[field.value for field in ConsentField]),
                name="premises_consent_field_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__gte=F("given_at")) & ~Q(withdrawn_by="")),
                name="premises_consent_withdrawal_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.field
