"""The doors through which projects, their sheet and their slots are changed."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.selectors import terms_of
from machbar.modules.projects.core import SHEET
from machbar.modules.projects.models import Project, Slot

CATEGORIES = "main-category"
TOPICS = "topic"
REGIONAL_OFFICES = "regional-office"
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
            self._offer(name, terms_of(town, vocabulary))
        for field in SHEET:
            if field.usual_length is not None and field.name != "title":
                shortest, longest = field.usual_length
                self.fields[field.name].help_text = _(
                    "Usual: %(shortest)d to %(longest)d characters."
                ) % {"shortest": shortest, "longest": longest}

    def _offer(self, name: str, terms: QuerySet[Term]) -> None:
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
        """What was typed, by field name, without version and topics."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"seen_version", "topics"} and name in self.fields
        }


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


class ProjectFilter(forms.Form):
    """What the team's list shows."""

    is_filter = True

    fehlt = forms.ChoiceField(
        label=_("Which slot is missing?"),
        required=False,
        choices=[("", _("all projects")), *Slot.Kind.choices],
    )
