"""The last step of the set-up: what the law asks for, begun with what probably holds."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.foundation.towns.selectors import legal_notice_of
from machbar.site.wizard.forms import StepForm
from machbar.site.wizard.laws import suggestions_for
from machbar.site.wizard.services import change_legal_notice

BOX = re.compile(r"\b(?:postfach\b|pf\b\.?(?=\s*\d))[\s\d]*", re.IGNORECASE)
PHONE = re.compile(r"\b(?:tel|telefon|fon|fax|mobil)\b.*", re.IGNORECASE)
HOUSE = re.compile(r"[^\W\d].*?\s\d{1,4}\s*[a-z]?\b(?!\d)", re.IGNORECASE)


def deliverable(address: str) -> None:
    """A letter can be delivered by hand: beside the box there is a street, or at least a house."""
    if BOX.search(address) and not HOUSE.search(PHONE.sub("", BOX.sub("", address))):
        raise forms.ValidationError(
            gettext("A post-office box is not enough. Please write street and number.")
        )


def been(day: date) -> None:
    """A day that has been."""
    if day > timezone.localdate():
        raise forms.ValidationError(gettext("This day is still to come."))


class LawForm(StepForm):
    """What imprint, privacy notice and the statement on accessibility are made of."""

    is_marked = False  # what may stay empty today is needed before the door opens

    body = forms.CharField(
        label=_("Who runs this house?"),
        max_length=200,
        required=False,
        help_text=_("The town, or the association: with its full name."),
    )
    represented_by = forms.CharField(
        label=_("Represented by"),
        max_length=200,
        required=False,
        help_text=_("Office and name, such as the mayor or the board."),
    )
    postal_address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        required=False,
        validators=[deliverable],
        help_text=_("Street, number, postcode, town. A post-office box is not enough."),
    )
    register = forms.CharField(
        label=_("Register, number, VAT number"),
        max_length=200,
        required=False,
        help_text=_("Only where there is one, such as that of an association."),
    )
    responsible = forms.CharField(
        label=_("Who answers for the texts"),
        max_length=200,
        required=False,
        help_text=_("Only where it is somebody else than the one above."),
    )
    privacy_contact = forms.CharField(
        label=_("Data protection officer"),
        max_length=300,
        required=False,
        help_text=_("How the officer is reached. If you need none, write that none is appointed."),
    )
    authority = forms.CharField(
        label=_("Data protection authority"), max_length=300, required=False
    )
    conformity = forms.ChoiceField(
        label=_("How accessible are the pages?"), choices=LegalNotice.Conformity.choices
    )
    barriers = forms.CharField(
        label=_("What is not accessible yet, and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    enforcement = forms.CharField(
        label=_("Conciliation body"),
        max_length=300,
        required=False,
        help_text=_("Who helps where you do not: the body of your state, with how it is reached."),
    )
    checked_on = forms.DateField(
        label=_("Looked through on"),
        required=False,
        validators=[been],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_(
            "The statement names this day. Somebody opens the most used pages, with the keyboard and enlarged, "
            "and once a year anew."
        ),
    )
    imprint_fields = ("body", "represented_by", "postal_address", "register", "responsible")
    privacy_fields = ("privacy_contact", "authority")
    access_fields = ("conformity", "barriers", "enforcement", "checked_on")

    def fill(self) -> None:
        """What is known, or what probably holds, so that one reads and corrects instead of typing."""
        notice = legal_notice_of(self.town)
        for name, field in self.fields.items():
            if name != "seen_version":
                field.initial = getattr(notice, name) if notice else self._guess(name)

    def _guess(self, name: str) -> object:
        guesses: dict[str, object] = {
            "body": self.town.name,
            "postal_address": self.town.address,
            **suggestions_for(self.town.state),
            "conformity": LegalNotice.Conformity.PARTIAL.value,
            "barriers": gettext(
                "People who use assistive technology have not tried the pages yet. Photos that visitors send in "
                "have only the description that they gave them."
            ),
        }
        return guesses.get(name, "")

    def clean_barriers(self) -> str:
        """With plain line ends."""
        return str(self.cleaned_data["barriers"]).replace("\r\n", "\n").strip()

    def imprint(self) -> list[Any]:
        """The fields of the imprint, bound."""
        return [self[name] for name in self.imprint_fields]

    def privacy(self) -> list[Any]:
        """The fields of the privacy notice, bound."""
        return [self[name] for name in self.privacy_fields]

    def access(self) -> list[Any]:
        """The fields of the statement on accessibility, bound."""
        return [self[name] for name in self.access_fields]

    def save(self, *, by: Actor, town: Town) -> None:
        """Write the notice."""
        names = (*self.imprint_fields, *self.privacy_fields, *self.access_fields)
        values = {name: self.cleaned_data[name] for name in names}
        change_legal_notice(by=by, town=town, values=values)
