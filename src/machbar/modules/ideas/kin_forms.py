"""The doors for kin ideas: joining two, taking them apart, bundles, and projects that are there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.ideas.core import read_number
from machbar.modules.ideas.models import Bundle
from machbar.modules.ideas.models.kin import BUNDLE_TITLE_LENGTH

NEW = "neu"
NO_WORDS = _("Please write what the giver of the idea shall read.")


class TellForm(KeyedForm):
    """What the giver of an idea will read, word for word."""

    text = forms.CharField(
        label=_("What shall the person read?"),
        help_text=_(
            "The person reads this word for word, by mail, letter, phone or on the receipt."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": NO_WORDS},
    )


class JoinForm(TellForm):
    """Which idea goes on for both, and what the giver of this one reads."""

    number = forms.CharField(
        label=_("Number of the idea that goes on for both"),
        help_text=_("It stands on the receipt and in the list of talks."),
        max_length=20,
        error_messages={"required": _("Please give the number of the other idea.")},
    )
    field_order = ("form_key", "number", "text")

    def clean_number(self) -> str:
        """The number as it is written in the books."""
        number = read_number(str(self.cleaned_data["number"]))
        if not number:
            raise forms.ValidationError(
                _("Please write the number like K-2026-0147."), code="unclear"
            )
        return number


class BundleForm(KeyedForm):
    """Name and paragraph of a bundle."""

    title = forms.CharField(
        label=_("Name of the bundle"),
        help_text=_("What the ideas have in common, as people would say it."),
        max_length=BUNDLE_TITLE_LENGTH,
        error_messages={
            "required": _("Please give the bundle a name."),
            "max_length": _("Please give a name of at most 120 characters."),
        },
    )
    text = forms.CharField(
        label=_("What connects the ideas?"),
        help_text=_("One paragraph for everybody, voluntary."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class BundleUpForm(KeyedForm):
    """Ticked ideas go into a new bundle, or into one that is there."""

    bundle = forms.ChoiceField(label=_("Into which bundle?"), required=False, initial=NEW)
    title = forms.CharField(
        label=_("Name of the new bundle"),
        help_text=_("What the ideas have in common, as people would say it."),
        max_length=BUNDLE_TITLE_LENGTH,
        required=False,
        error_messages={
            "required": _("Please give the bundle a name."),
            "max_length": _("Please give a name of at most 120 characters."),
        },
    )

    def __init__(self, *arguments: Any, bundles: "list[Bundle]", **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        known = [(bundle.public_id, bundle.title) for bundle in bundles]
        self.fields["bundle"].choices = [(NEW, _("a new one")), *known]  # type: ignore[attr-defined]
        self.fields["bundle"].required = bool(known)
        self.fields["title"].required = not known

    def clean(self) -> None:
        """A new bundle needs a name."""
        is_new = self.cleaned_data.get("bundle") in (NEW, "")
        if is_new and not self.cleaned_data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Please give the bundle a name."))


class NumberForm(forms.Form):
    """Another idea for a bundle, by its number."""

    number = forms.CharField(
        label=_("Number of another idea"),
        max_length=20,
        error_messages={"required": _("Please give the number of the idea.")},
    )

    def clean_number(self) -> str:
        """The number as it is written in the books."""
        number = read_number(str(self.cleaned_data["number"]))
        if not number:
            raise forms.ValidationError(
                _("Please write the number like K-2026-0147."), code="unclear"
            )
        return number


class KinSearch(forms.Form):
    """Looking for other ideas and projects than those that were found."""

    is_filter = True

    suche = forms.CharField(
        label=_("Look for others"),
        help_text=_("Words, or the number of an idea."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
