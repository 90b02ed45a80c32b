"""Planning presence hours, days off, and an end."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.meetings.models import Presence
from machbar.modules.meetings.models.presence import MOST_PLACES, MOST_WEEKS, SLOT_MINUTES
from machbar.modules.meetings.services import PresencePlan

REASON = {
    "required": _("Please say why: whoever has booked reads it."),
    "max_length": _("Please say why in at most 200 characters."),
}


def day_field(**keywords: Any) -> forms.DateField:
    """A day, with the browser's own calendar where it has one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        widget=widget,
        error_messages={
            "invalid": _("This is not a day. Please write it like 3.12.2026."),
            "required": _("Please name a day."),
        },
        **keywords,
    )


def _time_field(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(
        label=label,
        widget=widget,
        error_messages={
            "invalid": _("This is not a time. Please write it like 16:00."),
            "required": _("Please name a time."),
        },
    )


class PresenceForm(KeyedForm):
    """When somebody is there, who and where, and how the time is cut."""

    who = forms.CharField(
        label=_("Who is there?"),
        help_text=_("A role or initials is enough. Everybody reads it."),
        max_length=80,
        error_messages={
            "required": _("Please say who is there, a role or initials is enough."),
            "max_length": _("Please say who in at most 80 characters."),
        },
    )
    kind = forms.ChoiceField(
        label=_("How often?"),
        choices=Presence.Kind.choices,
        initial=Presence.Kind.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say how often.")},
    )
    first_day = day_field(
        label=_("First day"), help_text=_("It also decides the weekday of a series.")
    )
    last_day = day_field(
        label=_("Last day"), help_text=_("Without one the series goes on."), required=False
    )
    starts = _time_field(_("Begins at"))
    ends = _time_field(_("Ends at"))
    slot_minutes = forms.TypedChoiceField(
        label=_("How long is a talk?"),
        coerce=int,
        choices=[(minutes, _("%(n)d minutes") % {"n": minutes}) for minutes in SLOT_MINUTES],
        initial=30,
    )
    places = forms.IntegerField(
        label=_("How many talks at the same time?"),
        initial=1,
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": _("Please give a number, usually 1."),
            "invalid": _("Please give a number, usually 1."),
            "min_value": _("At least one talk."),
            "max_value": _("At most 20 talks."),
        },
    )
    weeks_ahead = forms.IntegerField(
        label=_("How many weeks ahead can be booked?"),
        initial=4,
        min_value=1,
        max_value=MOST_WEEKS,
        error_messages={
            "required": _("Please give a number of weeks, usually 4."),
            "invalid": _("Please give a number of weeks, usually 4."),
            "min_value": _("At least one week."),
            "max_value": _("At most 26 weeks."),
        },
    )
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("Empty means: at the counter."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Please say where in at most 200 characters.")},
    )
    skips_holidays = forms.BooleanField(
        label=_("Not on public holidays"), required=False, initial=True
    )

    def clean_first_day(self) -> date:
        """Today or a day to come; a series that runs already keeps the day on which it began."""
        first: date = self.cleaned_data["first_day"]
        if first < timezone.localdate() and first != self.initial.get("first_day"):
            raise forms.ValidationError(_("This day is over. Please name today or one to come."))
        return first

    def clean(self) -> None:
        """The hours and days must be in order, and at least one talk must fit."""
        cleaned = self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends:
            minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
            if minutes <= 0:
                self.add_error("ends", _("This is before the beginning."))
            elif minutes < cleaned.get("slot_minutes", 0):
                self.add_error("slot_minutes", _("No talk of this length fits in."))
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This is before the first day."))

    def plan(self) -> PresencePlan:
        """What a valid form says."""
        cleaned = dict(self.cleaned_data)
        del cleaned["form_key"]
        if cleaned["kind"] == Presence.Kind.ONCE:
            cleaned["last_day"] = cleaned["first_day"]
        return PresencePlan(**cleaned)

    @staticmethod
    def values_of(presence: Presence) -> dict[str, object]:
        """What the form shows of presence hours that there are."""
        return {
            name: getattr(presence, name) for name in PresenceForm.base_fields if name != "form_key"
        }


class DayOffForm(forms.Form):
    """A day on which it does not take place."""

    on = day_field(label=_("Which day?"))
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody reads it. Whoever has booked gets it by mail or call."),
        max_length=200,
        error_messages=REASON,
    )


class EndForm(forms.Form):
    """The last day, and why."""

    last_day = day_field(label=_("Last day"))
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever has booked a later time gets it by mail or call."),
        max_length=200,
        error_messages=REASON,
    )

    def __init__(self, *arguments: Any, today: date, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.today = today

    def clean_last_day(self) -> date:
        """What lies behind us took place."""
        day: date = self.cleaned_data["last_day"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Please name today or one to come."))
        return day
