"""What people type about money, checked: every error is a sentence, and what was typed stays."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.fields import AMOUNT_PROBLEMS, AmountField, PercentField, in_table
from machbar.modules.funding.core.profile import POSTPONED
from machbar.modules.funding.core.record import APPLICANTS
from machbar.modules.funding.labels import APPLICANTS as APPLICANT_NAMES
from machbar.modules.funding.models import ChosenProgramme, CostLine, ProfileAnswer
from machbar.modules.funding.services import CostEntry
from machbar.modules.funding.services.costs import MOST_LINES
from machbar.modules.funding.vocabularies import AREAS, THEMES
from machbar.reasoning.amounts import AmountProblem

EMPTY_ROWS = 3


class CatalogueFilter(forms.Form):
    """What the public list shows."""

    is_filter = True

    suche = forms.CharField(label=_("Words"), required=False, max_length=100)
    wer = forms.ChoiceField(
        label=_("Who applies?"),
        required=False,
        choices=[("", _("all")), *((key, APPLICANT_NAMES[key]) for key in APPLICANTS)],
    )
    thema = forms.CharField(
        label=_("Theme"),
        required=False,
        max_length=40,
        widget=forms.Select(
            choices=[
                ("", _("all themes")),
                *((key, label) for key, (label, _tags) in AREAS.items()),
            ]
        ),
    )
    geschlossen = forms.BooleanField(label=_("Also closed and ended ones"), required=False)

    def clean_thema(self) -> str:
        """An area, or a single tag as older addresses name it; anything else narrows down nothing."""
        theme = str(self.cleaned_data["thema"])
        return theme if theme in AREAS or theme in THEMES else ""


class CostForm(forms.Form):
    """One row of the cost table; an empty row is no cost."""

    line = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("What is paid"),
        required=False,
        max_length=120,
        widget=in_table(),
        error_messages={"max_length": _("Please use at most 120 characters.")},
    )
    amount = AmountField(label=_("Amount in euros"), required=False, widget=in_table())

    def clean(self) -> dict[str, Any]:
        """Both or nothing, and an amount above zero."""
        cleaned: dict[str, Any] = super().clean() or {}
        label, amount = cleaned.get("label"), cleaned.get("amount")
        if label and amount is None and "amount" not in self.errors:
            self.add_error("amount", str(AMOUNT_PROBLEMS[AmountProblem.EMPTY]))
        if amount == 0:
            self.add_error("amount", _("An amount of zero is not needed in the table."))
        if amount and not label and "label" not in self.errors:
            self.add_error("label", _("Please say what is paid with this amount."))
        return cleaned


class CostTable(BaseFormSet[CostForm]):
    """The whole cost table."""

    def entries(self) -> list[CostEntry]:
        """The rows that say something; call it after `is_valid`."""
        return [
            CostEntry(line=row["line"], label=row["label"], cents=row["amount"])
            for row in (form.cleaned_data for form in self.forms)
            if row.get("label") and row.get("amount")
        ]


CostTableForm = formset_factory(
    CostForm,
    formset=CostTable,
    extra=EMPTY_ROWS,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + EMPTY_ROWS,
)


def cost_table(lines: Iterable[CostLine], typed: Any = None) -> CostTable:
    """The table with the present lines and some empty rows, or with what was typed."""
    initial = [{"line": line.pk, "label": line.label, "amount": line.cents} for line in lines]
    table = CostTableForm(typed, initial=initial, prefix="kosten")
    assert isinstance(table, CostTable)  # noqa: S101 - `formset_factory` forgets the type it was given
    return table


def first_row(typed: Mapping[str, str]) -> dict[str, str]:
    """A rough cost as typed on the mediation page, as the first row of a new table."""
    return {
        "kosten-TOTAL_FORMS": str(EMPTY_ROWS),
        "kosten-INITIAL_FORMS": "0",
        "kosten-0-label": gettext("Roughly estimated"),
        "kosten-0-amount": typed.get("amount", ""),
    }


class VersionForm(forms.Form):
    """Which state of the money the person saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class OwnMoneyForm(forms.Form):
    """Own money and donations."""

    own_cash = AmountField(
        label=_("Own money in euros"),
        help_text=_("What the carrier can pay itself. 0 is an answer."),
    )
    donations = AmountField(label=_("Donations in euros"), required=False)
    de_minimis_left = AmountField(
        label=_("Room for de-minimis aid in euros"),
        required=False,
        help_text=_("Only for companies: what is left of 300,000 euros in three years."),
    )

    def amounts(self) -> dict[str, Any]:
        """The amounts in cents, as the service takes them."""
        cleaned = self.cleaned_data
        return {**cleaned, "donations": cleaned["donations"] or 0}


class ProgrammeForm(forms.Form):
    """The numbers of a programme in one project."""

    kind = forms.ChoiceField(label=_("Kind of grant"), choices=ChosenProgramme.GrantKind.choices)
    rate = PercentField(label=_("Highest share in percent"), required=False)
    amount = AmountField(label=_("Fixed amount in euros"), required=False)
    most = AmountField(label=_("Highest grant in euros"), required=False)
    least = AmountField(label=_("Lowest grant in euros"), required=False)
    own_share = PercentField(label=_("Least own share in percent"), required=False)
    effort = forms.IntegerField(
        label=_("Effort from 1 (one page) to 9"),
        min_value=1,
        max_value=9,
        error_messages={
            "invalid": _("Please give a whole number from 1 to 9."),
            "min_value": _("Please give a whole number from 1 to 9."),
            "max_value": _("Please give a whole number from 1 to 9."),
        },
    )
    progress = forms.ChoiceField(label=_("How far"), choices=ChosenProgramme.Progress.choices)
    awarded = AmountField(
        label=_("Awarded in euros"),
        required=False,
        help_text=_("As the award notice says, to the cent."),
    )
    not_for = forms.TypedMultipleChoiceField(
        label=_("Costs that it does not pay"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: Any, lines: Iterable[CostLine], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field = self.fields["not_for"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(line.pk, line.label) for line in lines]

    def clean(self) -> dict[str, Any]:
        """What belongs together must be there together."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == ChosenProgramme.GrantKind.FIXED and not cleaned.get("amount"):
            self._miss("amount", gettext("A fixed grant needs its amount."))
        if cleaned.get("progress") == ChosenProgramme.Progress.AWARDED and not cleaned.get(
            "awarded"
        ):
            self._miss("awarded", gettext("Please give the amount of the award notice."))
        if cleaned.get("rate") == 0:
            self._miss(
                "rate", gettext("A share of zero pays nothing. Leave it empty if it is not known.")
            )
        least, most = cleaned.get("least"), cleaned.get("most")
        if least and most and least > most:
            self._miss("least", gettext("The lowest grant is above the highest one."))
        return cleaned

    def numbers(self) -> dict[str, Any]:
        """The numbers as the service takes them; call it after `is_valid`."""
        cleaned = dict(self.cleaned_data)
        del cleaned["not_for"]
        cleaned["least"] = cleaned["least"] or 0
        cleaned["own_share"] = cleaned["own_share"] or 0
        cleaned["most"] = cleaned["most"] or None
        if cleaned["progress"] != ChosenProgramme.Progress.AWARDED:
            cleaned["awarded"] = None
        return cleaned

    def _miss(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)


NOT_YET = ("", _("not known yet"))
YES_NO = [("yes", _("yes")), ("no", _("no"))]
KNOWN_ANSWERS: dict[str, list[tuple[str, Any]]] = {
    ProfileAnswer.Question.APPLICANT.value: [(key, APPLICANT_NAMES[key]) for key in APPLICANTS],
    ProfileAnswer.Question.CHARITABLE.value: [*YES_NO],
    ProfileAnswer.Question.STARTED.value: [*YES_NO],
}


class ProfileForm(forms.Form):
    """The answers that decide on programmes; each may stay open."""

    applicant = forms.ChoiceField(
        label=ProfileAnswer.Question.APPLICANT.label,
        required=False,
        choices=[NOT_YET, *KNOWN_ANSWERS["applicant"]],
    )
    charitable = forms.ChoiceField(
        label=ProfileAnswer.Question.CHARITABLE.label,
        required=False,
        choices=[NOT_YET, *YES_NO],
        help_text=_("The tax office's exemption notice says so."),
    )
    started = forms.ChoiceField(
        label=ProfileAnswer.Question.STARTED.label,
        required=False,
        choices=[NOT_YET, *YES_NO],
        help_text=_("Planning and buying land often do not count."),
    )


class QuestionForm(forms.Form):
    """The answer to one of the questions, or "I do not know yet"."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        error_messages={
            "required": _("Please choose an answer."),
            "invalid_choice": _("Please choose one of the answers."),
        },
    )

    def __init__(self, *arguments: Any, question: str, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", _("please choose")),
            *KNOWN_ANSWERS[question],
            (POSTPONED, _("I do not know yet")),
        ]


class RoughCostForm(forms.Form):
    """What the project will cost, roughly: enough to begin with."""

    amount = AmountField(label=_("Roughly in euros"))
