"""The choice of a project in the team's forms, and what it says where not all of them stand in it."""

from django import forms
from django.utils.translation import ngettext

from machbar.foundation.towns.models import Town
from machbar.modules.premises.selectors.demand import projects_left_out, projects_to_choose


def offer_projects(form: forms.Form, town: Town | int, kept: int | None, *, another: str) -> None:
    """Fill the field `project`; where the town has more than stand there it says how many are left out, and
    ``another``: the way to the rest."""
    field = form.fields["project"]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared by the form
    field.queryset = projects_to_choose(town, kept)
    if left := projects_left_out(town):
        sentence = ngettext(
            "%(n)d project that has not moved for long does not stand here.",
            "%(n)d projects that have not moved for long do not stand here.",
            left,
        )
        field.help_text = f"{sentence % {'n': left}} {another}"
