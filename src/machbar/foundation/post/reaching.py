"""The doors through which the team says how a call went, and when a letter was posted; for every kind of answer."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CallForm(forms.Form):
    """How a call went."""

    tries = forms.IntegerField(min_value=0, max_value=30_000, widget=forms.HiddenInput)
    again_on = forms.DateField(
        label=_("Call again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please write the day like this: 31.12.2026.")},
    )
    note = forms.CharField(
        label=_("Note for the team"),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Please write the note in at most 300 characters.")},
    )

    def clean_again_on(self) -> date | None:
        """Nobody calls again yesterday; who was reached is not called again."""
        day: date | None = self.cleaned_data["again_on"]
        is_reached = self.data.get("deed") == "reached"
        if day is not None and not is_reached and day < timezone.localdate():
            raise forms.ValidationError(
                _("This day is over. Please choose today or a later day."), code="over"
            )
        return day


class PostedForm(forms.Form):
    """When a letter went into the letter box."""

    posted_on = forms.DateField(
        label=_("In the letter box on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Please say on which day the letter was posted."),
            "invalid": _("Please write the day like this: 31.12.2026."),
        },
    )

    def __init__(self, sent: Any = None, *, today: date) -> None:
        super().__init__(sent, initial={"posted_on": today})
        self.today = today

    def clean_posted_on(self) -> date:
        """A letter is not posted tomorrow."""
        day: date = self.cleaned_data["posted_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day
