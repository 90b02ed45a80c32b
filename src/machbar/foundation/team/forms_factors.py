"""Forms of the second factor: codes of an app or for emergencies, passkeys, and from when the town asks for it."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.team.factors import Ways, use_up
from machbar.foundation.team.mfa import Adapter

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code"}


class _CodeForm(forms.Form):
    """Our words around the code."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget = forms.TextInput(attrs=CODE)
        field.error_messages["required"] = _("Please enter the code.")

    def name_code(self, ways: Ways) -> None:
        """Where there is no app, only a code for emergencies can be meant."""
        if not ways.app:
            self.fields["code"].label = _("Emergency code")


class _OnceForm(_CodeForm):
    """A code that has been used is worth nothing."""

    def clean_code(self) -> str:
        """What allauth has found right, once."""
        code = str(super().clean_code())  # type: ignore[misc] # of the class beside this one
        if not use_up(self.authenticator, code):  # type: ignore[attr-defined] # set there
            raise Adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(_OnceForm, AuthenticateForm):  # type: ignore[misc] # allauth is untyped
    """The second step of a sign-in."""


class ConfirmForm(_OnceForm, ReauthenticateForm):  # type: ignore[misc] # allauth is untyped
    """The same once more, before something about the sign-in is changed."""


class AppForm(_CodeForm, ActivateTOTPForm):  # type: ignore[misc] # allauth is untyped
    """The first code of a new app, as a proof that it works."""


class KeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth is untyped
    """A new passkey; every one of them must know its owner, so that it signs in alone."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["name"] = forms.CharField(
            label=_("Name of the passkey"),
            help_text=_("So that you recognise it, for example “my phone”."),
            max_length=60,
            error_messages={"required": _("Please give the passkey a name.")},
        )
        self.fields["passwordless"] = forms.BooleanField(
            required=False, initial=True, widget=forms.HiddenInput
        )
        self.fields["credential"].required = False  # nobody sees this field; see `clean`
        self.initial["name"] = ""

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_passwordless(self) -> bool:
        """Whatever the form says."""
        return True

    def clean(self) -> dict[str, Any]:
        """The name comes first; then what the browser made."""
        given: dict[str, Any] = super().clean()
        if not (given.get("credential") or self.errors):
            raise forms.ValidationError(_("The browser gave no passkey. Please try once more."))
        return given


class PolicyForm(forms.Form):
    """From when a second step is asked for."""

    is_marked = False  # empty is an answer, too

    from_day = forms.DateField(
        label=_("Second step needed from"),
        help_text=_("Leave it empty while nobody must. Until that day every page leads there."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please enter a day, such as 2027-02-01.")},
    )
