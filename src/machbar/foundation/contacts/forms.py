"""One contact, and the filter of the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.vocabulary import KINDS
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import terms_of
from machbar.foundation.ui.form_keys import KeyedForm

LONGEST_TEXT = 2000


class ContactForm(forms.ModelForm[Contact]):
    """Everything we know of somebody."""

    known_since = forms.DateField(
        label=_("As of"),
        help_text=_("When you learned or checked this, such as 01.03.2027."),
        required=False,
        input_formats=["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"],
        widget=forms.DateInput(format="%d.%m.%Y"),
        error_messages={"invalid": _("Please give a day, such as 01.03.2027.")},
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Contact
        fields = [
            "organisation",
            "name",
            "function",
            "kind",
            "email",
            "phone",
            "address",
            "note",
            "source",
            "known_since",
            "may_be_written",
            "basis",
        ]
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "organisation": _("Organisation"),
            "name": _("Contact person"),
            "function": _("Function"),
            "kind": _("Kind"),
            "email": _("Mail address"),
            "phone": _("Phone"),
            "address": _("Postal address"),
            "note": _("Note"),
            "source": _("Source"),
            "may_be_written": _("May be written to"),
            "basis": _("On what basis"),
        }
        help_texts = {
            "organisation": _("Organisation or person: one of them is enough."),
            "source": _("Where you know this from, such as a talk, a website, a business card."),
            "basis": _("Why you may write, such as: agreed in the talk on 3 March."),
        }

    def __init__(self, *arguments: Any, town: Town, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        kept = [self.instance.kind_id] if self.instance.kind_id else []
        self.fields["kind"] = forms.ModelChoiceField(
            terms_of(town, KINDS, kept=kept),
            label=_("Kind"),
            required=False,
            empty_label=_("not decided yet"),
        )
        for name in ("address", "note"):
            self.fields[name].max_length = LONGEST_TEXT  # type: ignore[attr-defined] # both are CharFields

    def clean(self) -> dict[str, Any]:
        """One of the two names, and a basis for writing."""
        values = super().clean() or self.cleaned_data
        if not (values.get("organisation") or values.get("name")):
            self.add_error("organisation", _("Please name an organisation or a person."))
        if values.get("may_be_written") and not values.get("basis"):
            self.add_error("basis", _("Please say on what basis this contact may be written to."))
        return values

    def values(self) -> dict[str, object]:
        """What was typed, by the model's names."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewContactForm(ContactForm, KeyedForm):
    """A contact that is not there yet; sent twice it counts once."""


class ContactFilter(forms.Form):
    """What the list shall hold."""

    is_filter = True
    suche = forms.CharField(label=_("Name, place, note"), required=False, max_length=200)
    art = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *arguments: Any, town: Town, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        terms = terms_of(town, KINDS).values_list("code", "label")
        self.fields["art"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("all kinds")), *terms]
        )
