"""The forms of projects: sheet, slots, way, operation table, lists of terms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.forms import BaseFormSet, formset_factory
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.selectors import terms_of
from machbar.foundation.ui.fields import AmountField, in_table
from machbar.modules.projects.core import SHEET, Line, Side
from machbar.modules.projects.exceptions import EvidenceMissing
from machbar.modules.projects.labels import kind_choices
from machbar.modules.projects.models import ChecklistItem, OperationLine, Project, Slot
from machbar.modules.projects.services.operation import MOST_LINES
from machbar.modules.projects.services.sheet import refuse_without_evidence
from machbar.modules.projects.vocabularies import (
    CATEGORIES,
    REGIONAL_OFFICES,
    SECOND_VOCABULARIES,
    TOPICS,
)

YEARS = ("year_1", "year_2", "year_3")
EMPTY_ROWS = 3
LONG_TEXTS = ("description", "summary", "situation", "goals", "activities", "further_contacts")


class NewProjectForm(forms.Form):
    """A project that did not begin as an idea."""

    title = forms.CharField(
        label=_("Name of the project"),
        help_text=_("Short, as people will call it."),
        max_length=200,
        error_messages={"required": _("Please give the project a name.")},
    )


def _form_field(field: "models.Field[Any, Any]", **keywords: Any) -> forms.Field | None:
    """The usual field of the form; a web address typed without its beginning counts as https."""
    if isinstance(field, models.URLField):
        keywords["assume_scheme"] = "https"
    found: forms.Field | None = field.formfield(**keywords)
    return found


class SheetForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """All fields of the public project sheet in the order of the database, and the sentence for strangers."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Project
        formfield_callback = _form_field
        fields = ["lead_sentence", *(field.name for field in SHEET), "who_stands_behind"]
        widgets = {
            "lead_sentence": forms.Textarea(attrs={"rows": 2}),
            **{name: forms.Textarea(attrs={"rows": 5}) for name in LONG_TEXTS},
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {"title": {"required": _("Please give the project a name.")}}

    def __init__(self, *arguments: Any, town: Town, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = self.instance.version
        for name, vocabulary in (
            ("main_category", CATEGORIES),
            ("topics", TOPICS),
            ("regional_office", REGIONAL_OFFICES),
        ):
            self._offer(name, terms_of(town, vocabulary, kept=self._carried(name)))
        for field in SHEET:
            if field.usual_length is not None and field.name != "title":
                shortest, longest = field.usual_length
                self.fields[field.name].help_text = _(
                    "Usual: %(shortest)d to %(longest)d characters."
                ) % {"shortest": shortest, "longest": longest}

    def _carried(self, name: str) -> list[int]:
        """The terms that the project has now: they stay to be chosen, whether they are still offered or not."""
        now = self.initial.get(name) or []
        return [each.pk for each in now] if isinstance(now, list) else [now]

    def _offer(self, name: str, terms: models.QuerySet[Term]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - fields of the model above
        field.queryset = terms

    def clean(self) -> dict[str, Any]:
        """The end must not lie before the start."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end lies before the start."))
        return cleaned

    def changed_values(self) -> dict[str, object]:
        """What differs from the project as it was read, by field name, without version and topics."""
        return {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name not in {"seen_version", "topics"}
        }

    def changed_topics(self) -> "Iterable[Term] | None":
        """The topics where they differ, else None."""
        topics: Iterable[Term] = self.cleaned_data["topics"]
        return topics if "topics" in self.changed_data else None


class PastedSheetForm(forms.Form):
    """A project sheet as text, pasted."""

    text = forms.CharField(
        label=_("Text of the sheet"),
        help_text=_(
            "From our text or JSON file, from the project database, or from a letter with the same headings."
        ),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={
            "required": _("Please paste a text."),
            "max_length": _("Please use at most 200.000 characters."),
        },
    )


class TakeForm(forms.Form):
    """Which fields of a pasted sheet are taken, and the state of the project that the person saw."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=200_000)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    take = forms.MultipleChoiceField(
        choices=[(field.name, field.label) for field in SHEET],
        error_messages={"required": _("Please tick at least one field.")},
    )


class ClassificationForm(forms.Form):
    """The terms of other lists that a project carries: one field a list."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, project: Project, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = project.version
        carried = [term.pk for term in project.classifications.all()]
        keys = [each.key for each in SECOND_VOCABULARIES]
        offered = list(terms_of(project.town, *keys, kept=carried))
        for each in SECOND_VOCABULARIES:
            terms = {str(term.pk): term for term in offered if term.vocabulary == each.key}
            self.fields[each.key] = forms.TypedMultipleChoiceField(
                label=capfirst(str(each.name)),
                help_text=str(each.source),
                choices=[(key, term.label) for key, term in terms.items()],
                coerce=terms.__getitem__,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[pk for pk in carried if str(pk) in terms],
            )

    def terms(self) -> list[Term]:
        """The chosen terms of all lists; call it after `is_valid`."""
        return [term for each in SECOND_VOCABULARIES for term in self.cleaned_data[each.key]]


class SlotForm(forms.Form):
    """How far one slot is, and the sentence that shows it."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=Slot.State.choices,
        error_messages={"required": _("Please choose a state.")},
    )
    note = forms.CharField(
        label=_("In one sentence"),
        help_text=_("What stands, or who is looked for. Everybody can read it."),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Please use at most 300 characters.")},
    )
    is_sought = forms.BooleanField(label=_("A search is running"), required=False)
    evidence_url = forms.URLField(
        assume_scheme="https",
        label=_("Link to the evidence"),
        required=False,
        error_messages={"invalid": _("This is not a complete web address.")},
    )
    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_note(self) -> str:
        """What is in sight or stands needs its sentence."""
        state, note = self.cleaned_data.get("state", Slot.State.OPEN), self.cleaned_data["note"]
        try:
            refuse_without_evidence(state, note)
        except EvidenceMissing as error:
            raise forms.ValidationError(str(error)) from error
        return str(note)


class MoveForm(forms.Form):
    """A step of a project, with its reason where one is needed."""

    target = forms.ChoiceField(widget=forms.HiddenInput, choices=Project.Stage.choices)
    reason = forms.CharField(
        label=_("Why, in one sentence?"),
        help_text=_(
            "It stands in the project's history. For a rest or a failure everybody can read it."
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Please use at most 500 characters.")},
    )
    force = forms.BooleanField(required=False, widget=forms.HiddenInput)


class KindForm(forms.Form):
    """The type of a project."""

    kind = forms.ChoiceField(label=_("What type of project is it?"), required=False)

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = kind_choices()


class PointForm(forms.Form):
    """What became of one point of the checklist."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=ChecklistItem.State.choices,
        error_messages={"required": _("Please choose a state.")},
    )
    note = forms.CharField(
        label=_("Why is it not needed?"),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Please use at most 300 characters.")},
    )


class NewPointForm(forms.Form):
    """A point of one's own."""

    gate = forms.ChoiceField(widget=forms.HiddenInput, choices=Project.Stage.choices)
    text = forms.CharField(
        label=_("One more point"),
        max_length=200,
        error_messages={
            "required": _("Please say what has to be thought of."),
            "max_length": _("Please use at most 200 characters."),
        },
    )


class OperationForm(forms.Form):
    """One row of the operation table; an empty row is none."""

    side = forms.ChoiceField(
        label=_("Kind"),
        choices=OperationLine.Side.choices,
        widget=forms.Select(
            attrs={
                "class": "kern-form-input__select kern-form-input__input",
            }
        ),
    )
    label = forms.CharField(
        label=_("What it is"),
        required=False,
        max_length=120,
        widget=in_table(),
        error_messages={"max_length": _("Please use at most 120 characters.")},
    )
    year_1 = AmountField(label=_("First year"), required=False, widget=in_table())
    year_2 = AmountField(label=_("Second year"), required=False, widget=in_table())
    year_3 = AmountField(label=_("Third year"), required=False, widget=in_table())

    def clean(self) -> dict[str, Any]:
        """An amount needs its words; hours are whole."""
        cleaned: dict[str, Any] = super().clean() or {}
        amounts = [cleaned.get(name) for name in YEARS]
        if any(amounts) and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("Please say what this row is."))
        if cleaned.get("side") == Side.HOURS:
            for name, amount in zip(YEARS, amounts, strict=True):
                if amount and amount % 100:
                    self.add_error(name, _("Please give whole hours."))
        return cleaned


class OperationTable(BaseFormSet[OperationForm]):
    """The whole operation table."""

    def lines(self) -> list[Line]:
        """The rows that say something; call it after `is_valid`."""
        return [
            _line(row) for row in (form.cleaned_data for form in self.forms) if row.get("label")
        ]


OperationTableForm = formset_factory(
    OperationForm,
    formset=OperationTable,
    extra=EMPTY_ROWS,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + EMPTY_ROWS,
)


class GapForm(forms.Form):
    """Who covers what the three years leave open, and which state of the table the person saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    gap_covered_by = forms.CharField(
        label=_("Who covers a gap?"),
        help_text=_("An association, the town, a sponsor: who has said yes to it."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Please use at most 200 characters.")},
    )


def operation_table(rows: Iterable[OperationLine], typed: Any = None) -> OperationTable:
    """The table with the present lines and some empty rows, or with what was typed.

    Hours travel through the amount fields as if they were euros: 120 hours are typed and shown as 120.
    """
    initial = [_initial(row) for row in rows]
    table = OperationTableForm(typed, initial=initial or _suggestions(), prefix="betrieb")
    assert isinstance(table, OperationTable)  # noqa: S101 - `formset_factory` forgets the type it was given
    return table


def _suggestions() -> list[dict[str, object]]:
    """The rows that an empty table offers: what running a place usually costs and brings."""
    return [
        {"side": side, "label": str(label)}
        for side, label in (
            (Side.COST, _("Rent")),
            (Side.COST, _("Energy and water")),
            (Side.COST, _("Insurance")),
            (Side.COST, _("Care and repair")),
            (Side.INCOME, _("Sales and fees")),
            (Side.INCOME, _("Donations and members")),
            (Side.HOURS, _("Volunteers")),
        )
    ]


def _initial(row: OperationLine) -> dict[str, object]:
    factor = 100 if row.side == Side.HOURS else 1
    years = {name: getattr(row, name) * factor or None for name in YEARS}
    return {"side": row.side, "label": row.label, **years}


def _line(row: dict[str, Any]) -> Line:
    divisor = 100 if row["side"] == Side.HOURS else 1
    first, second, third = ((row[name] or 0) // divisor for name in YEARS)
    return Line(side=Side(row["side"]), label=row["label"], years=(first, second, third))


class StatusForm(forms.Form):
    """Where a project stands today, in one line that everybody reads."""

    text = forms.CharField(
        label=_("Status line"),
        help_text=_(
            "Everybody reads it: on the project's page and on the receipt of each idea that became the project."
        ),
        max_length=160,
        error_messages={
            "required": _("Please say in one line where the project stands."),
            "max_length": _("Please say it in at most 160 characters."),
        },
    )


class ProjectFilter(forms.Form):
    """What the team's list shows."""

    is_filter = True

    still = forms.BooleanField(label=_("Only what has stood still for 60 days"), required=False)

    fehlt = forms.ChoiceField(
        label=_("Which slot is missing?"),
        required=False,
        choices=[("", _("all projects")), *Slot.Kind.choices],
    )
