"""Naming a counter device and entering its code."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeviceForm(forms.Form):
    """A new device."""

    name = forms.CharField(
        label=_("Name of the device"),
        help_text=_("So that you recognise it, for example “Tablet at the counter”."),
        max_length=60,
        error_messages={"required": _("Please give the device a name.")},
    )

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["name"]).split())


class PairingForm(forms.Form):
    """The code on the tablet."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight digits. An admin of the team gives them to you."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Please enter the eight digits.")},
    )
