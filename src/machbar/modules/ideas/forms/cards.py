"""A stack of postcards in one grid: ten rows, each a card with a key of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.fields import ContactField
from machbar.foundation.ui.form_keys import FormKeyField, KeyedForm


def not_to_come(day: date | None) -> date | None:
    """Refuse a day that is still to come."""
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come."), code="to_come")
    return day


class StackForm(forms.Form):
    """What holds for the whole stack; ``batch`` keeps together what was saved in several goes."""

    batch = FormKeyField()
    initials = forms.CharField(
        label=_("Your initials"),
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Initials have at most four letters.")},
    )


class CardForm(KeyedForm):
    """One card. A row in which nothing stands is no card."""

    text = forms.CharField(
        label=_("Idea"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": _(
                "Your idea is longer than 6,000 characters. Please shorten it a little."
            )
        },
    )
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Please say where in at most 200 characters.")},
    )
    contact = ContactField(
        label=_("Reached by"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    written_on = forms.DateField(
        label=_("Date on the card"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. Please write it like 3.12.2026.")},
    )
    wants_to_join = forms.BooleanField(label=_("Joins in"), required=False)

    def __init__(
        self, data: Any = None, *, row: int, initial: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data, prefix=f"karte-{row}", initial=dict(initial or {}))
        self.row = row

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed or ticked in this row."""
        names = ("text", "place", "contact", "written_on", "wants_to_join")
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    def clean_text(self) -> str:
        """A card says something; the blanks around it do not count."""
        text = str(self.cleaned_data["text"]).replace("\x00", "").strip()
        if not text:
            raise forms.ValidationError(
                _("The idea is missing. Please type what stands on the card."), code="required"
            )
        return text

    def clean_written_on(self) -> date | None:
        """No card was written tomorrow."""
        return not_to_come(self.cleaned_data["written_on"])

    def with_another_key(self) -> "CardForm":
        """The same words in a row of its own key: saved again, they are another card."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return CardForm(row=self.row, initial=typed)
