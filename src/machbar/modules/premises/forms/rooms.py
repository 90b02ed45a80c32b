"""Booking the house's room or window, calling off with a reason, and the settings of what can be booked."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from machbar.foundation.ui.fields import ContactField, ReasonField
from machbar.foundation.ui.form_keys import KeyedForm, TrapField, looks_like_spam
from machbar.foundation.ui.formats import long_date
from machbar.modules.premises.core.offers import last_day_of, refusal
from machbar.modules.premises.core.slices import (
    QUARTER,
    NoSuchTime,
    Span,
    hours_of_day,
    quarters_in,
    whole_days,
)
from machbar.modules.premises.forms.projects import offer_projects
from machbar.modules.premises.labels.bookings import REFUSALS
from machbar.modules.premises.models import Bookable
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.selectors.rooms import RoomDay
from machbar.modules.premises.words.times import hours
from machbar.modules.projects.models import Project

MOST_WEEKS = 104
QUARTERS_A_DAY = 96
NO_TIME = _("The clock is put forward over this time on that day. Please choose another one.")


def _day_field(label: Any, **keywords: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("This is not a day. Please write it like 3.12.2026."),
            "required": _("Please name a day."),
        },
        **keywords,
    )


def _hour_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        error_messages={
            "required": _("Please choose a time of the day."),
            "invalid_choice": _("Please choose one of the times."),
        },
    )


class RoomForm(KeyedForm):
    """When, what, and who answers for it; no account."""

    day = _day_field(_("Which day?"))
    starts = _hour_field(pgettext_lazy("hour", "From"))
    ends = _hour_field(_("Until"))
    first_day = _day_field(_("First day"))
    last_day = _day_field(_("Last day"), help_text=_("It belongs to you, too."))
    title = forms.CharField(
        label=_("What happens there?"),
        max_length=120,
        error_messages={
            "required": _("Please say in a few words what happens there."),
            "max_length": _("Please say it in at most 120 characters."),
        },
    )
    is_public = forms.BooleanField(
        label=_("Everybody is welcome: it shall stand in the public programme."), required=False
    )
    project = forms.ModelChoiceField(
        label=_("Belongs to the project"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Only the team sees it. A club is enough."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Please say who you are, a club is enough."),
            "max_length": _("Please write your name in at most 120 characters."),
        },
    )
    contact = ContactField(
        label=_("How do we reach you?"),
        help_text=_("Mail, phone or address. We say yes there, or why it does not work."),
        error_messages={
            "required": _("Please say how we reach you: we have to say yes."),
        },
    )
    homepage = TrapField()

    def __init__(
        self, *arguments: Any, bookable: Bookable, now: datetime, is_ours: bool, **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.bookable, self.now = bookable, now
        for name in ("day", "starts", "ends") if bookable.is_by_day else ("first_day", "last_day"):
            del self.fields[name]
        self._limit_days()
        if not bookable.is_by_day:
            every = list(_hours(bookable.opens, bookable.closes))
            self._hours = {"starts": every[:-1], "ends": every[1:]}
            for name in self._hours:
                self._choose(name, self._hours[name])
        if is_ours:
            self.fields["name"].required = self.fields["contact"].required = False
            sent = str(self.data.get("project", ""))
            kept = int(sent) if sent.isdecimal() else None
            another = _("A project moves up with its next change.")
            offer_projects(self, bookable.town_id, kept, another=str(another))
        else:
            del self.fields["project"]

    def clean(self) -> None:
        """The span must be in order and fit the settings."""
        span = self._span()
        if span is None:
            return
        why = refusal(self.bookable.offer, span, now=self.now, zone=BERLIN)
        if why is not None:
            self.add_error(self.when_field, str(REFUSALS[why]))
        self.cleaned_data["span"] = span

    @property
    def shown_day(self) -> date | None:
        """The day that stands in the form of a room; None where none does, or no day."""
        if self.bookable.is_by_day:
            return None
        try:
            day: date | None = self.fields["day"].to_python(self["day"].value())
        except forms.ValidationError:
            return None
        return day

    def keep_to(self, shown: RoomDay) -> None:
        """Leave out of both lists what is taken or over on the day, and say what is taken; a time that was chosen
        before stays."""
        starts = {f"{each.astimezone(BERLIN):%H:%M}" for each in _quarters(shown.free)}
        ends = {f"{(each + QUARTER).astimezone(BERLIN):%H:%M}" for each in _quarters(shown.free)}
        words = {
            "day": long_date(shown.day),
            "hours": ", ".join(hours(each.span) for each in shown.taken),
        }
        if not shown.free:
            self.fields["starts"].help_text = _("Nothing is free any more on %(day)s.") % words
        elif shown.taken:
            self.fields["starts"].help_text = _("Taken on %(day)s: %(hours)s.") % words
        self._leave("starts", starts)
        self._leave("ends", ends)

    def _leave(self, name: str, free: set[str]) -> None:
        chosen = str(self[name].value() or "")
        kept = [
            (value, label if value in free else _("%(hour)s, taken") % {"hour": label})
            for value, label in self._hours[name]
            if value in free or value == chosen
        ]
        self._choose(name, kept)

    @property
    def when_field(self) -> str:
        """The field at which what is wrong with the time is said."""
        return "first_day" if self.bookable.is_by_day else "day"

    @property
    def is_suspicious(self) -> bool:
        """Whether a program seems to have filled in the form."""
        cleaned = self.cleaned_data
        return looks_like_spam(trap=cleaned.get("homepage", ""), text=cleaned.get("title", ""))

    def _span(self) -> Span | None:
        cleaned = self.cleaned_data
        names = ("first_day", "last_day") if self.bookable.is_by_day else ("day", "starts", "ends")
        if any(not cleaned.get(name) for name in names):
            return None
        if self.bookable.is_by_day:
            first, last = cleaned["first_day"], cleaned["last_day"]
            if last < first:
                self.add_error("last_day", _("This is before the first day."))
                return None
            return whole_days(first, last, BERLIN)
        starts, ends = _as_time(cleaned["starts"]), _as_time(cleaned["ends"])
        if ends != time.min and ends <= starts:
            self.add_error("ends", _("This is before the beginning."))
            return None
        try:
            return hours_of_day(cleaned["day"], starts, ends, BERLIN)
        except NoSuchTime:
            self.add_error("starts", NO_TIME)
            return None

    def _limit_days(self) -> None:
        today = self.now.astimezone(BERLIN).date()
        limits = {"min": today, "max": last_day_of(self.bookable.offer, today)}
        for name in {"day", "first_day", "last_day"} & set(self.fields):
            self.fields[name].widget.attrs.update(
                {key: day.isoformat() for key, day in limits.items()}
            )

    def _choose(self, name: str, hours: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("please choose")), *hours]


class RoomCallOffForm(forms.Form):
    """Why somebody cannot have the room."""

    reason = ReasonField(
        label=_("Why not?"),
        help_text=_("The person reads this word for word. Say how it could work another time."),
    )


class BookableForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """The settings of a room or a window."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    weeks_ahead = forms.IntegerField(
        label=_("How many weeks ahead can be booked?"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=26,
        error_messages={
            "required": _("Please give a number of weeks, usually 26."),
            "invalid": _("Please give a number of weeks, usually 26."),
            "min_value": _("At least one week."),
            "max_value": _("At most 104 weeks."),
        },
    )

    class Meta:
        model = Bookable
        fields = [
            "name",
            "rhythm",
            "description",
            "house_rules",
            "opens",
            "closes",
            "weeks_ahead",
            "is_offered",
        ]
        widgets = {
            "rhythm": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 3}),
            "house_rules": forms.Textarea(attrs={"rows": 3}),
            "opens": forms.TimeInput(attrs={"type": "time", "step": "900"}, format="%H:%M"),
            "closes": forms.TimeInput(attrs={"type": "time", "step": "900"}, format="%H:%M"),
        }
        error_messages = {
            "name": {"required": _("Please give it a name, such as window or room.")},
            "rhythm": {"required": _("Please say whether it is booked by the hour or by the day.")},
            "opens": {"invalid": _("This is not a time. Please write it like 16:00.")},
            "closes": {"invalid": _("This is not a time. Please write it like 16:00.")},
        }

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = self.instance.version
        if self.instance.pk:  # what is booked is booked by the hour, or by the day
            del self.fields["rhythm"]
        else:
            rhythm = self.fields["rhythm"]
            assert isinstance(rhythm, forms.ChoiceField)  # noqa: S101 - radios of a choice field
            rhythm.choices = Bookable.Rhythm.choices
            rhythm.initial = Bookable.Rhythm.HOURS

    def clean_opens(self) -> time | None:
        """Full quarters of an hour."""
        return _quarter(self.cleaned_data["opens"])

    def clean_closes(self) -> time | None:
        """Full quarters of an hour."""
        return _quarter(self.cleaned_data["closes"])

    def clean(self) -> dict[str, Any]:
        """Both hours or none, in order."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if {"opens", "closes"} <= set(cleaned):
            opens, closes = cleaned["opens"], cleaned["closes"]
            if (opens is None) != (closes is None):
                self.add_error("closes", _("Please give both hours, or none for the whole day."))
            elif opens is not None and closes <= opens:
                self.add_error("closes", _("This is before the beginning."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What a valid form says."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}


def _quarters(free: Iterable[Span]) -> Iterator[datetime]:
    for span in free:
        yield from quarters_in(span)


def day_in(text: str) -> date | None:
    """A day out of an address; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _hours(opens: time | None, closes: time | None) -> Iterator[tuple[str, str]]:
    """Every quarter of an hour from opening to closing; midnight at the end is 24:00."""
    begin = datetime(2000, 1, 1)  # noqa: DTZ001 - the clock on the wall of any day
    for number in range(QUARTERS_A_DAY + 1):
        moment = (begin + timedelta(minutes=15 * number)).time()
        is_end = number == QUARTERS_A_DAY
        if opens and not is_end and moment < opens:
            continue
        if closes and (is_end or moment > closes):
            return
        yield f"{moment:%H:%M}", "24:00" if is_end else f"{moment:%H:%M}"


def _as_time(text: str) -> time:
    return time.fromisoformat(text)


def _quarter(hour: time | None) -> time | None:
    if hour is not None and (hour.minute % 15 or hour.second):
        raise forms.ValidationError(_("Please choose a full quarter of an hour, such as 16:15."))
    return hour
