"""Forms that are sent twice count once, and programs that fill in every field are noticed."""

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

SALT = "machbar.form_key"
MANY_LINKS = 3
FEWEST_SECONDS = 2
"""Nobody reads a form and writes a sentence in less."""


def new_form_key() -> str:
    """A signed random key: one form that is sent twice gives one record."""
    return _signed(secrets.token_hex(16))


class FormKeyField(forms.CharField):
    """The hidden key of one form; a key that we did not sign is replaced, so that nothing typed is lost."""

    widget = forms.HiddenInput

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**{"required": False, "initial": new_form_key, **keywords})

    def clean(self, value: Any) -> str:
        """The random part of the key."""
        try:
            return _signer().unsign(super().clean(value))
        except (signing.BadSignature, forms.ValidationError):
            return secrets.token_hex(16)


class KeyedForm(forms.Form):
    """A form with a key; a page with errors carries the key on, also where we had to replace it."""

    form_key = FormKeyField()

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        # What came from outside, kept because a key that is not ours is replaced in the data.
        self._sent_key = str(self.data.get(self.add_prefix("form_key"), ""))

    def clean_form_key(self) -> str:
        """The random part of the key."""
        key = str(self.cleaned_data["form_key"])
        is_ours = self._sent_key.startswith(key)  # then it also says since when the form is open
        if isinstance(self.data, QueryDict) and not is_ours:
            answers = self.data.copy()
            answers[self.add_prefix("form_key")] = _signed(key)
            self.data = answers
        return key

    @property
    def is_faster_than_hands(self) -> bool:
        """Whether the form came back within moments of being shown; False where nobody knows when that was."""
        try:
            _signer().unsign(self._sent_key, max_age=FEWEST_SECONDS)
        except signing.BadSignature:  # an expired one is one of these
            return False
        return True


class TrapField(forms.CharField):
    """People never see this field; programs that fill in every field do."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Please leave this field empty"),
            required=False,
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        )


def looks_like_spam(*, trap: str, text: str) -> bool:
    """Whether a program seems to have filled in the form."""
    links = text.lower().count("http://") + text.lower().count("https://")
    return bool(trap) or links >= MANY_LINKS


def _signed(key: str) -> str:
    return _signer().sign(key)


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SALT)
