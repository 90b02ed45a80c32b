"""The form with which an admin says everything about the house."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.hours import NotHours, Span, SpecialDay, Week, spans_of
from machbar.foundation.towns.hours_text import HOURS_PROBLEMS, WEEKDAYS, times
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.colours import is_dark_enough, nearest_dark_enough
from machbar.foundation.ui.fields import in_table
from machbar.reasoning.contact import is_phone_of_house
from machbar.site.profile.services import FIELDS

COLOUR = re.compile(r"#[0-9a-f]{6}")
HOUSE = (
    "house_name",
    "address",
    "contact_phone",
    "contact_email",
    "meeting_note",
    "answer_days",
    "accent",
)
EMPTY_ROWS = 3
MOST_DAYS = 60


class HoursField(forms.CharField):
    """Hours of one day as people write them; its value is a tuple of `Span`."""

    def __init__(self, *, most: int | None = None, **keywords: Any) -> None:
        super().__init__(required=False, max_length=80, widget=in_table(), **keywords)
        self.most = most

    def clean(self, value: object) -> Any:
        """The spans. Raises `ValidationError` with a sentence."""
        try:
            spans = spans_of(super().clean(value))
        except NotHours as error:
            raise forms.ValidationError(str(HOURS_PROBLEMS[error.problem])) from error
        if self.most and len(spans) > self.most:
            raise forms.ValidationError(gettext("Please give one stretch of time for such a day."))
        return spans

    def prepare_value(self, value: object) -> object:
        """Hours the way people write them."""
        return times(value) if isinstance(value, tuple) else value


class ProfileForm(forms.ModelForm[Town]):
    """House, door, contact, imprint, and the state in which they were when the form was opened."""

    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Town
        fields = FIELDS
        widgets = {
            "imprint": forms.Textarea(attrs={"rows": 8}),
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "answer_days": forms.NumberInput(attrs={"min": 1, "max": 60}),
        }
        help_texts = {
            "house_name": _("This name stands on the sign above every page."),
            "address": _("Street and number, and what stands beside it."),
            "meeting_note": _("Such as: open Thursday, every week 18:30 to 20 o'clock."),
            "imprint": _("Such as copyright of pictures or a second address. In your words."),
            "accent": _("As # and six digits. It must be dark enough to be read on white (7:1)."),
            "answer_days": _("So many days at most until somebody has an answer."),
        }
        error_messages = {
            "house_name": {"required": _("Please give the house a name.")},
            "contact_email": {
                "invalid": _("Please write a mail address, such as name@example.de.")
            },
            "accent": {
                "required": _("Please write a colour like #0f5257."),
                "invalid": _("Please write a colour like #0f5257."),
            },
            "answer_days": {
                "required": _("Please give a whole number of days, at least 1."),
                "invalid": _("Please give a whole number of days, at least 1."),
                "min_value": _("Please give a whole number of days, at least 1."),
            },
        }

    def __init__(self, *arguments: Any, hours: Week, seen: str, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = seen
        for day, name in enumerate(WEEKDAYS):
            self.fields[f"day_{day}"] = HoursField(label=name, initial=times(hours.get(day, ())))

    def clean_accent(self) -> str:
        """The colour; one that cannot be read on white is refused and the nearest darker one offered."""
        colour = str(self.cleaned_data["accent"]).lower()
        if not COLOUR.fullmatch(colour):
            raise forms.ValidationError(gettext("Please write a colour like #0f5257."))
        if not is_dark_enough(colour):
            raise forms.ValidationError(
                gettext(
                    "This colour is too light to be read on white. The nearest darker one: %(colour)s"
                )
                % {"colour": nearest_dark_enough(colour)}
            )
        return colour

    def clean_contact_phone(self) -> str:
        """A number that can be called."""
        phone = str(self.cleaned_data["contact_phone"])
        if phone and not is_phone_of_house(phone):
            raise forms.ValidationError(
                gettext(
                    "Please write the phone number in digits with its area code, such as 05353 912-0."
                )
            )
        return phone

    def clean_imprint(self) -> str:
        """With plain line ends, so that a page that was only looked at has changed nothing."""
        return str(self.cleaned_data["imprint"]).replace("\r\n", "\n").strip()

    def clean_answer_days(self) -> int:
        """A promise that somebody can hold: at least a day."""
        days = int(self.cleaned_data["answer_days"])
        if days < 1:
            raise forms.ValidationError(gettext("Please give a whole number of days, at least 1."))
        return days

    def house(self) -> list[Any]:
        """The fields of the house, bound."""
        return [self[name] for name in HOUSE]

    def days(self) -> list[Any]:
        """The seven fields of the week, bound."""
        return [self[f"day_{day}"] for day in range(len(WEEKDAYS))]

    def values(self) -> Mapping[str, object]:
        """The fields of the town; call it after `is_valid`."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def week(self) -> Mapping[int, Sequence[Span]]:
        """The hours by weekday; call it after `is_valid`."""
        found = {day: self.cleaned_data[f"day_{day}"] for day in range(len(WEEKDAYS))}
        return {day: spans for day, spans in found.items() if spans}


class SpecialDayForm(forms.Form):
    """A holiday or another special day; an empty row is none."""

    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "kern-form-input__input"}
        ),
        error_messages={"invalid": _("Please write the day like 24.12.2026.")},
    )
    hours = HoursField(label=_("Open from – to"), most=1)
    note = forms.CharField(label=_("Why"), required=False, max_length=60, widget=in_table())

    def clean(self) -> dict[str, Any]:
        """Hours or a reason need their day."""
        cleaned: dict[str, Any] = super().clean() or {}
        says_more = cleaned.get("hours") or cleaned.get("note")
        if says_more and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", gettext("Please say which day this is."))
        return cleaned


class SpecialDayTable(BaseFormSet[SpecialDayForm]):
    """All special days; none twice."""

    def clean(self) -> None:
        """A day stands there once."""
        seen: set[date] = set()
        for form in self.forms:
            day = getattr(form, "cleaned_data", {}).get("day")
            if day in seen:
                form.add_error("day", gettext("This day stands there twice."))
            if day:
                seen.add(day)

    def special_days(self) -> list[SpecialDay]:
        """The rows that name a day; call it after `is_valid`."""
        return [
            SpecialDay(day=row["day"], spans=row["hours"], note=row["note"])
            for row in (form.cleaned_data for form in self.forms)
            if row.get("day")
        ]


_Table = formset_factory(
    SpecialDayForm,
    formset=SpecialDayTable,
    extra=EMPTY_ROWS,
    max_num=MOST_DAYS,
    absolute_max=MOST_DAYS + EMPTY_ROWS,
)


def special_day_table(days: Sequence[SpecialDay], typed: Any = None) -> SpecialDayTable:
    """The table with the days that are known and some empty rows, or with what was typed."""
    # What was typed stands alone: beside rows that somebody else has added meanwhile it would seem unchanged.
    shown = [] if typed is not None else days[:MOST_DAYS]
    initial = [{"day": each.day, "hours": times(each.spans), "note": each.note} for each in shown]
    table = _Table(typed, initial=initial, prefix="tage")
    assert isinstance(table, SpecialDayTable)  # noqa: S101 - `formset_factory` forgets the type
    return table
