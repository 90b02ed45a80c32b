"""The doors for theme and part of the town of an idea, and for the entries of the two lists."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Term
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.vocabularies import DISTRICTS, THEMES

FIELDS = {"theme": THEMES, "district": DISTRICTS}


class SortingForm(forms.Form):
    """What an idea is about and in which part of the town it plays; nothing is chosen before somebody chooses."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    district = forms.ChoiceField(label=_("Part of the town"), required=False)

    def __init__(self, *arguments: Any, idea: Idea, terms: Iterable[Term], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.terms = list(terms)
        for name, vocabulary in FIELDS.items():
            current: Term | None = getattr(idea, name)
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [
                ("", _("not sorted yet")),
                *(
                    (term.code, term.label)
                    for term in self.terms
                    if term.vocabulary == vocabulary and (term.is_active or term == current)
                ),
            ]
            self.initial.setdefault(name, current.code if current else "")

    def term(self, name: str) -> Term | None:
        """The entry that was chosen in the field ``theme`` or ``district``."""
        wanted = (FIELDS[name], self.cleaned_data.get(name))
        return next((term for term in self.terms if (term.vocabulary, term.code) == wanted), None)
