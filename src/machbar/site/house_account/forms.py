"""The issuer of sign-ins, entered on a page or by `machbar setup`; its secret is never shown again."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.issuer.addresses import may_be_asked
from machbar.foundation.access.issuer.configured import NAMES
from machbar.foundation.access.issuer.discovery import WELL_KNOWN
from machbar.foundation.towns.kept import keep, kept
from machbar.foundation.towns.models import Town


class HouseAccountForm(forms.Form):
    """Address of the issuer, how we are known there, and what its word counts for."""

    oidc_issuer = forms.CharField(
        label=_("Address of the issuer"),
        max_length=300,
        help_text=_(
            "As it stands in its own document, such as https://login.example.de/realms/rathaus."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    oidc_client = forms.CharField(
        label=_("Client ID"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    oidc_secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        error_messages={"required": _("Please enter the secret of this client.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    oidc_label = forms.CharField(
        label=_("What the button says"),
        max_length=60,
        required=False,
        help_text=_(
            "Such as: Sign in with the town's account. Left empty, we say it in our words."
        ),
    )
    oidc_strong = forms.CharField(
        label=_("Word for a second step there"),
        max_length=100,
        required=False,
        help_text=_(
            "Such as mfa, where the issuer writes it into “amr” or “acr”. Then its second step counts here. "
            "Left empty, ours is asked for."
        ),
    )
    oidc_towns = forms.MultipleChoiceField(
        label=_("For which towns"),
        required=False,
        help_text=_("None chosen: for all of this server."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        towns = list(Town.objects.order_by("name").values_list("key", "name"))
        self.fields["oidc_towns"].choices = towns  # type: ignore[attr-defined] # a choice field
        if len(towns) < 2:
            del self.fields["oidc_towns"]
        found = kept(settings.DATA)
        if found.get("oidc_secret"):
            self.fields["oidc_secret"].required = False
            self.fields["oidc_secret"].help_text = _("Left empty, the one that is stored stays.")
        self.initial = {name: found.get(name, "") for name in NAMES}
        self.initial |= {"oidc_secret": "", "oidc_towns": found.get("oidc_towns", "").split()}

    def clean_oidc_issuer(self) -> str:
        """An encrypted address without anything behind its path; whoever pastes that of the document is understood."""
        address = str(self.cleaned_data["oidc_issuer"]).removesuffix(WELL_KNOWN)
        if not may_be_asked(address) or "?" in address:
            raise forms.ValidationError(
                gettext(
                    "Please write the whole address with https:// in front, without a name or password."
                )
            )
        return address

    def clean(self) -> dict[str, Any]:
        """A secret is needed, once for each issuer and client."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self._secret():
            self.add_error("oidc_secret", gettext("Please enter the secret of this client."))
        return cleaned

    def values(self) -> dict[str, str]:
        """What is to be kept; call it after `is_valid`."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in NAMES if name != "oidc_towns"},
            "oidc_secret": self._secret(),
            "oidc_towns": " ".join(cleaned.get("oidc_towns", [])),
        }

    def save(self) -> None:
        """Keep it in the data directory; it counts from the next sign-in on."""
        keep(settings.DATA, **self.values())

    def _secret(self) -> str:
        known = kept(settings.DATA)
        is_same = all(known.get(name) == self.cleaned_data.get(name) for name in NAMES[:2])
        old = known.get("oidc_secret", "") if is_same else ""
        return str(self.cleaned_data.get("oidc_secret") or old)


def forget() -> None:
    """No issuer any more: whoever came by it is signed out with the next click, links stay for another day."""
    keep(settings.DATA, **dict.fromkeys(NAMES, ""))
