"""Editing a town's lists of words, the same wherever a list stands: an entry is added, renamed, offered or no longer.

Who may do it, and which list is meant, the page says; it gets back the form and, where it is done, what to say.
"""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.exceptions import TermError
from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.services import add_term, offer_term, rename_term


class EntryForm(forms.Form):
    """The name of an entry."""

    label = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={
            "required": _("Please give the entry a name."),
            "max_length": _("Please use at most 120 characters."),
        },
    )


def renaming(term: Term, prefix: str) -> EntryForm:
    """The form that holds the name of an entry as it is."""
    return EntryForm(initial={"label": term.label}, prefix=prefix)


def add_entry(
    typed: Mapping[str, object], *, town: Town, vocabulary: str, prefix: str | None = None
) -> tuple[EntryForm, str]:
    """Add what was typed to a list; the sentence is empty where the form says what is wrong."""
    form = EntryForm(typed, prefix=prefix)
    if form.is_valid():
        try:
            add_term(town=town, vocabulary=vocabulary, label=form.cleaned_data["label"])
        except TermError as error:
            form.add_error("label", str(error))
        else:
            return form, gettext("The entry is in the list.")
    return form, ""


def change_entry(typed: Mapping[str, object], *, term: Term, prefix: str) -> tuple[EntryForm, str]:
    """Rename an entry, or with the button `offer` offer it or not; what carries it keeps it."""
    if "offer" in typed:
        offer_term(term=term, is_offered=typed["offer"] == "yes")
        return renaming(term, prefix), gettext("The list is changed.")
    form = EntryForm(typed, prefix=prefix)
    if form.is_valid():
        try:
            rename_term(term=term, label=form.cleaned_data["label"])
        except TermError as error:
            form.add_error("label", str(error))
        else:
            return form, gettext("The entry is renamed.")
    return form, ""
