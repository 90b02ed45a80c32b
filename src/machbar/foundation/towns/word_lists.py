"""Editing a town's lists of words, the same wherever a list stands: an entry is added, renamed, offered or no longer.

Who may do it, and which list is meant, the page says; it gets back how saving ended and, where it is done, what to
say. Two who rename the same entry at once both see both names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.exceptions import LabelTaken, TermChanged, TermError
from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.services import add_term, offer_term, rename_term
from machbar.foundation.ui.conflicts import Saving, save_without_loss


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


class RenameForm(EntryForm):
    """The name of an entry that is there, and the name that it had when the form was opened."""

    seen_version = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


def renaming(term: Term, typed: QueryDict | None = None, prefix: str | None = None) -> RenameForm:
    """The form that holds the name of an entry as it is; many of them may stand on one page."""
    return RenameForm(
        typed,
        initial={"label": term.label, "seen_version": term.label},
        auto_id=f"id_{term.vocabulary}-{term.code}-%s",
        prefix=prefix,
    )


Savings = Mapping[tuple[str, str], Saving]
"""How saving ended, by list and entry (its code, empty for a new one): only what was sent just now stands here."""
NOTHING_SENT: Savings = {}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry as its list shows it: how often it is used, and the form with its name, open where it was refused."""

    term: Term
    uses: int
    saving: Saving
    is_open: bool


def entries(terms: Iterable[Term], uses: Mapping[int, int], savings: Savings) -> list[Entry]:
    """These terms as their list shows them; ``uses`` is by primary key."""
    return [
        Entry(
            term=term,
            uses=uses.get(term.pk, 0),
            saving=savings.get((term.vocabulary, term.code)) or Saving(form=renaming(term)),
            is_open=(term.vocabulary, term.code) in savings,
        )
        for term in terms
    ]


def list_shown(
    key: str,
    name: Promise,
    *,
    terms: Iterable[Term],
    uses: Mapping[int, int],
    savings: Savings,
) -> dict[str, object]:
    """One of the lists of a page: its own of all ``terms``, and the form of one more, open where it was refused."""
    own = [term for term in terms if term.vocabulary == key]
    new = savings.get((key, ""))
    return {
        "key": key,
        "name": capfirst(str(name)),
        "entries": entries(own, uses, savings),
        "form": new.form if new is not None else EntryForm(prefix=key),
        "is_open": new is not None,
    }


def add_entry(
    typed: Mapping[str, object], *, town: Town, vocabulary: str, prefix: str | None = None
) -> tuple[Saving, str]:
    """Add what was typed to a list; the sentence is empty where the form says what is wrong."""
    form = EntryForm(typed, prefix=prefix)
    if form.is_valid():
        try:
            add_term(town=town, vocabulary=vocabulary, label=form.cleaned_data["label"])
        except TermError as error:
            form.add_error("label", str(error))
        else:
            return Saving(form=form, is_saved=True), gettext("The entry is in the list.")
    return Saving(form=form), ""


def change_entry(typed: QueryDict, *, term: Term) -> tuple[Saving, str]:
    """Rename an entry, or with the button `offer` offer it or not; what carries it keeps it."""
    if "offer" in typed:
        offer_term(term=term, is_offered=typed["offer"] == "yes")
        return Saving(form=renaming(term), is_saved=True), gettext("The list is changed.")

    def make(typed: QueryDict | None, prefix: str | None = None) -> RenameForm:
        return renaming(Term.objects.get(pk=term.pk), typed, prefix)

    saving = save_without_loss(
        data=typed, make=make, save=lambda form: _rename(form, term), stale=TermChanged
    )
    if saving.form.errors:
        return replace(saving, is_saved=False), ""
    if saving.kept:
        sentence = gettext("Somebody else has renamed this entry meanwhile. Their name is kept.")
        return saving, sentence
    return saving, gettext("The entry is renamed.") if saving.is_saved else ""


def _rename(form: forms.BaseForm, term: Term) -> None:
    """Rename; a name that is taken is said in the form."""
    label, seen_label = form.cleaned_data["label"], form.cleaned_data["seen_version"]
    try:
        rename_term(term=term, label=label, seen_label=seen_label)
    except LabelTaken as error:
        form.add_error("label", str(error))
