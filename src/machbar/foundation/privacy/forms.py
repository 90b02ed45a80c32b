"""Whom somebody asks about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.privacy.listing import Sought
from machbar.foundation.privacy.models import Erasure
from machbar.foundation.privacy.needles import (
    SHORTEST_NAME,
    Needle,
    mail_needle,
    name_needle,
    phone_needle,
    surname_needle,
)
from machbar.foundation.surfaces.personal import Way
from machbar.reasoning.contact import digits_of_phone

WORDS = ("name", "mail", "phone")


class PersonForm(forms.Form):
    """Name, mail address, phone number: at least one of them."""

    name = forms.CharField(label=_("First and last name"), max_length=120, required=False)
    mail = forms.EmailField(label=_("Mail address"), required=False)
    phone = forms.CharField(label=_("Phone number"), max_length=60, required=False)

    def clean_name(self) -> str:
        """Long enough to mean somebody."""
        name = str(self.cleaned_data["name"]).strip()
        if name and len(name) < SHORTEST_NAME:
            raise forms.ValidationError(_("Please write the whole name."))
        return name

    def clean_phone(self) -> str:
        """A phone number and nothing else."""
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and not digits_of_phone(phone):
            raise forms.ValidationError(_("Please write the phone number with its area code."))
        return phone

    def clean(self) -> dict[str, Any]:
        """At least one word to look for."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(key) for key in WORDS):
            self.add_error("name", _("Please write a name, a mail address or a phone number."))
        return cleaned

    def needles(self) -> list[Needle]:
        """What to look for, after `is_valid`."""
        made = ((name_needle, "name"), (mail_needle, "mail"), (phone_needle, "phone"))
        return [make(self.cleaned_data[key]) for make, key in made if self.cleaned_data[key]]

    def asked(self) -> str:
        """The same in one line."""
        return ", ".join(self.cleaned_data[key] for key in WORDS if self.cleaned_data[key])

    def sought(self) -> Sought:
        """The same as it stands on the list of erasures."""
        return Sought(**{key: self.cleaned_data[key] for key in WORDS})


class ConsentForm(PersonForm):
    """Whose consents, and how one of them is taken back."""

    way = forms.ChoiceField(
        label=_("How it is taken back"),
        choices=[
            (Way.SAID.value, _("said at the counter")),
            (Way.PHONE.value, _("said on the phone")),
            (Way.WRITTEN.value, _("in writing")),
        ],
        initial=Way.SAID.value,
    )


class ErasureForm(PersonForm):
    """Who, and on which ground of Art. 17."""

    def surname(self) -> Needle | None:
        """The surname alone, after `is_valid`."""
        return surname_needle(self.cleaned_data["name"])

    reason = forms.ChoiceField(
        label=_("Why"), choices=Erasure.Reason.choices, initial=Erasure.Reason.OBJECTED
    )
