"""How the wall is narrowed down: words, theme, part of the town, state; the whole choice stands in the address."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Term
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.vocabularies import DISTRICTS, THEMES

NOT_OFFERED = _("This is not on the list, so nothing is left out.")


class WallFilter(forms.Form):
    """What is shown on the wall. A value that nobody offers is left out, the others count."""

    is_filter = True

    suche = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    thema = forms.ChoiceField(label=_("Theme"), required=False)
    wo = forms.ChoiceField(label=_("Where"), required=False)
    stand = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all")),
            *(
                (status.value, status.label)
                for status in Idea.Status
                if status not in (Idea.Status.WITHDRAWN, Idea.Status.JOINED)
            ),
        ],
        error_messages={"invalid_choice": NOT_OFFERED},
    )

    def __init__(self, *arguments: Any, terms: Iterable[Term], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.terms = list(terms)
        self._offer("thema", THEMES, _("all"))
        self._offer("wo", DISTRICTS, _("everywhere"))

    def _offer(self, name: str, vocabulary: str, every: Any) -> None:
        """The terms that are offered, and the one of a shared address that is no longer; no list, no field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        asked = self.data.get(name)
        offered = [
            (term.code, term.label)
            for term in self.terms
            if term.vocabulary == vocabulary and (term.is_active or term.code == asked)
        ]
        field.choices = [("", every), *offered]
        field.error_messages["invalid_choice"] = NOT_OFFERED
        if not offered:
            del self.fields[name]

    @property
    def chosen(self) -> Mapping[str, str]:
        """What was chosen and makes sense, by the name of its field."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def term(self, name: str) -> Term | None:
        """The term that was chosen in the field ``thema`` or ``wo``."""
        vocabulary = {"thema": THEMES, "wo": DISTRICTS}[name]
        code = self.chosen.get(name)
        found = (term for term in self.terms if (term.vocabulary, term.code) == (vocabulary, code))
        return next(found, None)

    @property
    def query(self) -> str:
        """The choice as the beginning of a query string: empty, or with a trailing `&`."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""
