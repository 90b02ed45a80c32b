"""The door for "Mach ich mit"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.fields import ContactField
from machbar.foundation.ui.form_keys import KeyedForm, TrapField, looks_like_spam
from machbar.modules.ideas.core import ContactKind, read_contact


class OfferForm(KeyedForm):
    """Who would join in with an idea, how to reach them, and what they can do (F05)."""

    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Your first name is enough. Only the project guide sees it."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Please tell us your name."),
            "max_length": _("Please write your name in at most 120 characters."),
        },
    )
    contact = ContactField(
        label=_("How do we reach you?"),
        help_text=_("Mail, phone or postal address. Only the project guide sees it."),
        error_messages={
            "required": _("Please tell us how we reach you: by mail, by phone or by letter."),
        },
    )
    text = forms.CharField(
        label=_("What can you do?"),
        help_text=_("A craft, a car with a trailer, two hours on Saturdays: everything helps."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Please shorten this to 1,000 characters.")},
    )
    homepage = TrapField()

    def clean_contact(self) -> str:
        """Refuse what is no contact at all."""
        contact = str(self.cleaned_data["contact"])
        if read_contact(contact).kind is ContactKind.NONE:
            raise forms.ValidationError(
                _("Please tell us how we reach you: by mail, by phone or by letter."),
                code="required",
            )
        return contact

    @property
    def is_suspicious(self) -> bool:
        """Whether a program seems to have filled in the form; the offer is kept, and marked."""
        text = f"{self.cleaned_data.get('text', '')} {self.cleaned_data.get('name', '')}"
        return looks_like_spam(trap=str(self.cleaned_data.get("homepage", "")), text=text)
