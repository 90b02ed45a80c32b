"""The doors of a mediation: the suggestion, the answers of both sides, the visit, the terms, the end."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.fields import AmountField
from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.premises.models import Agreement, Mediation
from machbar.modules.premises.services.agreements import Terms

_DAY = {"invalid": _("Please write the day like this: 31.12.2026.")}
HOW = (
    ("said", _("said at the counter")),
    ("phone", _("said on the phone")),
    ("written", _("given in writing")),
)


class DayField(forms.DateField):
    """A day, by the browser's calendar or typed."""

    def __init__(self, **keywords: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        messages = {**_DAY, **keywords.pop("error_messages", {})}
        super().__init__(widget=widget, error_messages=messages, **keywords)


class SuggestForm(KeyedForm):
    """Bring a search and a room together; the reason is needed only where the room does not fit."""

    override_reason = forms.CharField(
        label=_("Why in spite of what does not fit?"),
        help_text=_("The team alone reads this."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Please say why in at most 300 characters.")},
    )

    def __init__(self, *arguments: Any, is_excluded: bool, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if is_excluded:
            reason = self.fields["override_reason"]
            reason.required = True
            reason.error_messages["required"] = _("Please say why: this room does not fit.")
        else:
            del self.fields["override_reason"]


class YesForm(forms.Form):
    """The yes of one side as the team heard it."""

    how = forms.ChoiceField(
        label=_("How did the answer come?"),
        choices=HOW,
        error_messages={"required": _("Please say how the answer came.")},
    )
    said = forms.CharField(
        label=_("Wishes and conditions"),
        help_text=_("For example: until 31 December, with a deposit. Only the team reads it."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Please say it in at most 400 characters.")},
    )

    @property
    def how_in_words(self) -> str:
        """How the answer came, for the log."""
        return str(dict(HOW)[self.cleaned_data["how"]])


class OwnerYesForm(YesForm):
    """The owner's yes: perhaps until a day, perhaps with a deposit."""

    until = DayField(label=_("Yes, but only until"), required=False)
    wants_deposit = forms.BooleanField(label=_("wants a deposit"), required=False)
    field_order = ("how", "until", "wants_deposit", "said")


class OwnerAnswerForm(forms.Form):
    """The owner's own answer, by the personal link."""

    unmarked = frozenset({"until"})  # needed with one of the answers: the field says with which
    YES, UNTIL, NO = "yes", "until", "no"
    answer = forms.ChoiceField(
        label=_("Do you agree that we bring you together?"),
        choices=[
            (YES, _("Yes")),
            (UNTIL, _("Yes, but only until a day")),
            (NO, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the answers.")},
    )
    until = DayField(
        label=_("Until when?"), help_text=_("Only with “until a day”."), required=False
    )
    wants_deposit = forms.BooleanField(label=_("I would like a deposit"), required=False)
    said = forms.CharField(
        label=_("What is important to you?"),
        help_text=_("The team alone reads this."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Please say it in at most 400 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        """A yes until a day needs that day, and it lies ahead; any other answer has none."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") != self.UNTIL:
            cleaned["until"] = None
        elif "until" in cleaned:
            day: date | None = cleaned["until"]
            if day is None:
                self.add_error("until", _("Please say until when."))
            elif day < timezone.localdate():
                self.add_error("until", _("This day is over. Please choose a later day."))
        return cleaned


class SeekerAnswerForm(forms.Form):
    """The answer of who looks for a room, by the personal link."""

    YES, NO = "yes", "no"
    answer = forms.ChoiceField(
        label=_("Shall we bring you together with the owner?"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the answers.")},
    )
    said = forms.CharField(
        label=_("What is important to you?"),
        help_text=_("The team alone reads this."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Please say it in at most 400 characters.")},
    )


class VisitForm(forms.Form):
    """When and where both sides meet, and whether everybody may know the day."""

    day = DayField(
        label=_("Day of the visit"),
        error_messages={"required": _("Please say on which day the visit is.")},
    )
    hour = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Please say at what time."),
            "invalid": _("Please write the time like this: 10:00."),
        },
    )
    place = forms.CharField(
        label=_("Meeting point"),
        help_text=_("Only both sides read it."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Please say where in at most 200 characters.")},
    )
    is_public = forms.BooleanField(
        label=_("Let the day out"),
        help_text=_(
            "“Visit on Saturday” then stands on the project's page and on the receipt of the idea. No place, no name."
        ),
        required=False,
    )

    def __init__(self, *arguments: Any, mediation: Mediation, today: date, **keywords: Any) -> None:
        visit = timezone.localtime(mediation.visit_at) if mediation.visit_at else None
        initial = {
            "day": visit.date() if visit else None,
            "hour": visit.time() if visit else time(10),
            "place": mediation.visit_place,
            "is_public": mediation.visit_is_public,
        }
        super().__init__(*arguments, **{"initial": initial, **keywords})
        self.first = min(timezone.localdate(mediation.created_at), today)
        if mediation.demand.project_id is None:
            del self.fields["is_public"]

    def clean_day(self) -> date:
        """A visit lies ahead, or was since the two were brought together."""
        day: date = self.cleaned_data["day"]
        if day < self.first:
            raise forms.ValidationError(
                _("On this day the two had not been brought together yet. Please look again.")
            )
        return day

    @property
    def visit_at(self) -> datetime:
        """The moment in the town's time."""
        cleaned = self.cleaned_data
        return timezone.make_aware(datetime.combine(cleaned["day"], cleaned["hour"]))


class TermsForm(forms.ModelForm[Agreement]):
    """What both sides agree on, as it stands in the draft."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(
        label=_("Begins on"), error_messages={"required": _("Please say when it begins.")}
    )
    ends_on = DayField(label=_("Ends on"), required=False)
    unmarked = frozenset({"rent_cents"})  # needed in the end: the field says when
    rent_cents = AmountField(
        label=_("Rent a month in euros"),
        help_text=_("0: free of rent. Empty: still open, then nobody can sign yet."),
        required=False,
    )
    running_cents = AmountField(label=_("Running costs a month in euros"), required=False)
    deposit_cents = AmountField(label=_("Deposit in euros"), required=False)

    class Meta:
        model = Agreement
        fields = (
            "purpose",
            "starts_on",
            "ends_on",
            "rent_cents",
            "running_cents",
            "deposit_cents",
            "notice_weeks",
            "most_persons",
            "insurance",
            "special_terms",
        )
        labels = {
            "purpose": _("For what is the room used?"),
            "notice_weeks": _("Notice in weeks"),
            "most_persons": _("At most so many persons at the same time"),
            "insurance": _("Who insures what?"),
            "special_terms": _("What else was agreed?"),
        }
        error_messages = {
            "purpose": {
                "required": _("Please say for what the room is used."),
                "max_length": _("Please say it in at most 200 characters."),
            },
            "notice_weeks": {"required": _("Please say how many weeks the notice is.")},
            "insurance": {"max_length": _("Please say it in at most 200 characters.")},
        }
        widgets = {"special_terms": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *arguments: Any, version: int, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = version

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the beginning."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end lies before the beginning."))
        return cleaned

    def short_fields(self) -> list[forms.BoundField]:
        """Days, amounts and numbers: they stand beside each other."""
        return [
            each for each in self.visible_fields() if each.name not in {"purpose", "special_terms"}
        ]

    def terms(self) -> Terms:
        """The terms as a value; an empty amount is not known yet."""
        return Terms(**{key: self.cleaned_data[key] for key in self.Meta.fields})


class SignedForm(forms.Form):
    """The day on which both have signed."""

    signed_on = DayField(
        label=_("Signed on"), error_messages={"required": _("Please say when both signed.")}
    )


class CompleteForm(forms.Form):
    """The amounts that were left open when both signed."""

    rent_cents = AmountField(
        label=_("Rent a month in euros"), help_text=_("0: free of rent."), required=False
    )
    running_cents = AmountField(label=_("Running costs a month in euros"), required=False)
    deposit_cents = AmountField(label=_("Deposit in euros"), required=False)

    def __init__(self, *arguments: Any, agreement: Agreement | None, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        wanted = agreement.open_amounts if agreement is not None else ()
        for name in set(self.fields) - set(wanted):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """At least one amount; it stays at the first field otherwise."""
        cleaned = super().clean() or {}
        if self.fields and not self.errors and all(each is None for each in cleaned.values()):
            self.add_error(next(iter(self.fields)), _("Please give at least one amount."))
        return cleaned


class ExtendForm(forms.Form):
    """The later end; what goes past the day that the owner has promised is said once before it is saved.

    ``warned_of`` is the day of which the page has warned already: with another day it warns again.
    """

    ends_on = DayField(
        label=_("Goes on until"), error_messages={"required": _("Please say until when.")}
    )
    warned_of = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, lets_until: date | None, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.lets_until = lets_until
        if lets_until is not None:
            self.fields["ends_on"].help_text = gettext("The room is promised until %(day)s.") % {
                "day": date_format(lets_until, "j. F Y")
            }

    @property
    def last_day(self) -> date:
        """The day of a valid form."""
        day: date = self.cleaned_data["ends_on"]
        return day

    @property
    def warning(self) -> str:
        """What to say before a valid form is saved, with both days; empty where nothing is to be said."""
        if self.lets_until is None or not self.is_valid() or self.last_day <= self.lets_until:
            return ""
        if self.cleaned_data["warned_of"] == self.last_day:
            return ""
        sentence = gettext(
            "The room is promised until %(said)s only, this extension goes until %(day)s. "
            "Nothing is saved yet: please ask the owner before you extend."
        )
        said, asked = (date_format(each, "j. F Y") for each in (self.lets_until, self.last_day))
        return sentence % {"said": said, "day": asked}


class EndForm(forms.Form):
    """Why a use ends early; on its day it needs no reason."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("Needed only before the agreed day."),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Please say why in at most 300 characters.")},
    )


class DeclineForm(forms.Form):
    """Who ends it, and why."""

    side = forms.ChoiceField(
        label=_("Who does not want to?"),
        choices=Mediation.Side.choices,
        error_messages={"required": _("Please say who does not want to.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Only the team reads it. It shows later why rooms stay empty."),
        max_length=300,
        error_messages={
            "required": _("Please say why."),
            "max_length": _("Please say why in at most 300 characters."),
        },
    )


class LearnForm(forms.Form):
    """What we do better next time."""

    text = forms.CharField(
        label=_("What was learned?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Please write one sentence."),
            "max_length": _("Please write at most 2000 characters."),
        },
    )
