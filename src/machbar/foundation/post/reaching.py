"""Answers by phone and by letter, of every kind: how a call went, what was printed, and when it was posted.

What waits is a row with the fields `tries`, `again_on`, `printed_at`, `reached_on` and a note. The functions take the
rows that still wait, so that a second click counts nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Call:
    """How a call went. `seen_tries` is the number of calls in vain that the page showed."""

    seen_tries: int
    is_reached: bool
    again_on: date | None = None
    note: str = ""


def count_call(
    waiting: QuerySet[Any], call: Call, *, at: datetime, note_field: str = "note"
) -> bool:
    """Note a call on the rows that wait for it; says whether it counted."""
    waiting = waiting.filter(reached_on=None, tries__lte=call.seen_tries)
    values: dict[str, object] = {note_field: call.note}
    if call.is_reached:
        values |= {"reached_on": timezone.localdate(at), "again_on": None}
    else:
        values |= {"tries": call.seen_tries + 1, "again_on": call.again_on}
    return bool(waiting.update(**values))


def mark_printed(waiting: QuerySet[Any], *, at: datetime) -> None:
    """These letters lie in the printer; what was posted before stays as it is."""
    waiting.filter(reached_on=None).update(printed_at=at)


def mark_posted(waiting: QuerySet[Any], *, on: date) -> bool:
    """The printed letters went into the letter box; says whether one was waiting for that."""
    printed = waiting.filter(reached_on=None, printed_at__isnull=False)
    return bool(printed.update(reached_on=on))


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

    def call(self) -> Call:
        """What was said; only for a form without errors."""
        is_reached = self.data.get("deed") == "reached"
        return Call(
            seen_tries=self.cleaned_data["tries"],
            is_reached=is_reached,
            again_on=None if is_reached else self.cleaned_data["again_on"],
            note=self.cleaned_data["note"],
        )


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
