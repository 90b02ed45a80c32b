"""A talk noted in a minute: how long, what about, what follows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.meetings.core import in_hours
from machbar.modules.meetings.forms.presence import day_field
from machbar.modules.meetings.models import Talk
from machbar.modules.meetings.selectors import PROJECT, Subject
from machbar.modules.meetings.services import TalkNote

QUARTERS = (1, 2, 3, 4, 6, 8, 12, 16)
NOTHING = "-"


def duration(quarters: int) -> str:
    """`15 Minuten` below an hour, else `1,5 Stunden`."""
    if quarters < 4:
        return gettext("%(n)d minutes") % {"n": quarters * 15}
    hours = in_hours(quarters)
    return ngettext("%(n)s hour", "%(n)s hours", 1 if quarters == 4 else 2) % {"n": hours}


class TalkForm(KeyedForm):
    """One talk. Only how long and what was said must be there.

    `subject` offers what was talked about lately. Anything else is typed into `about` as a word or number, then chosen
    among what search finds; `asked` is the text for which hits are shown. It works without a script.
    """

    asked = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    quarters = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say how long it took, roughly.")},
    )
    said = forms.CharField(
        label=_("What was said?"),
        help_text=_("Two or three sentences. The team reads this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Please write in a few words what was said."),
            "max_length": _("Please shorten this to 2,000 characters."),
        },
    )
    about = forms.CharField(
        label=_("Another idea or another project"),
        help_text=_("A word or the number. We look for it when you save, then you choose."),
        max_length=80,
        required=False,
        error_messages={"max_length": _("Please search with at most 80 characters.")},
    )
    subject = forms.ChoiceField(
        label=_("What was it about?"), required=False, widget=forms.RadioSelect
    )
    with_whom = forms.CharField(
        label=_("With whom?"),
        help_text=_("“A neighbour”, “the bicycle shop”. A name is not needed."),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Please say with whom in at most 120 characters.")},
    )
    next_step = forms.CharField(
        label=_("Next step"),
        help_text=_("Begun with a verb: “Ask the owner for the key”."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Please say the next step in at most 200 characters.")},
    )
    next_step_on = day_field(
        label=_("By when?"), help_text=_("On that day it stands on Today."), required=False
    )
    private_note = forms.CharField(
        label=_("Private note"),
        help_text=_(
            "Only project guides, moderation and admins read it; never the town hall, never funders."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Please shorten this to 2,000 characters.")},
    )
    held_on = day_field(label=_("When was it?"))
    initials = forms.CharField(
        label=_("Your initials"),
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Initials have at most four letters.")},
    )

    def __init__(
        self,
        *arguments: Any,
        today: date,
        choices: Sequence[Subject] = (),
        may_keep_private: bool = True,
        quarters: int = 0,
        **keywords: Any,
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.today = today
        self.subjects = {subject.value: subject for subject in choices}
        lengths = sorted({*QUARTERS, *([quarters] if quarters else [])})
        _offer(self.fields["quarters"], [(each, duration(each)) for each in lengths])
        if self.subjects:
            named = [(subject.value, subject.title) for subject in choices]
            _offer(self.fields["subject"], [*named, (NOTHING, _("nothing of these"))])
        else:
            del self.fields["subject"]
            self.fields["about"].label = _("About which idea or project?")
        if not may_keep_private:
            del self.fields["private_note"]

    def clean_held_on(self) -> date:
        """Nobody has talked tomorrow."""
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> None:
        """A day without a step says nothing."""
        cleaned = self.cleaned_data
        if cleaned.get("next_step_on") and not cleaned.get("next_step") and not self.errors:
            self.add_error("next_step", _("Please say what is to be done by this day."))

    @property
    def needs_choice(self) -> bool:
        """Whether something new was searched for, or nothing is chosen among the hits."""
        about = self.cleaned_data.get("about", "")
        is_new = about != self.cleaned_data.get("asked", "")
        return bool(about) and (is_new or not self.cleaned_data.get("subject"))

    @property
    def chosen(self) -> Subject | None:
        """What was chosen."""
        return self.subjects.get(self.cleaned_data.get("subject", ""))

    def note(self, kept: str = "") -> TalkNote:
        """What a valid form says; ``kept``: the private note that the form does not show."""
        cleaned, chosen = self.cleaned_data, self.chosen
        is_project = chosen is not None and chosen.kind == PROJECT
        other = chosen if chosen is not None and not is_project else None
        return TalkNote(
            held_on=cleaned["held_on"],
            quarters=cleaned["quarters"],
            said=cleaned["said"],
            with_whom=cleaned["with_whom"],
            next_step=cleaned["next_step"],
            next_step_on=cleaned["next_step_on"],
            private_note=cleaned.get("private_note", kept),
            initials=cleaned["initials"],
            project_id=chosen.object_id if chosen is not None and is_project else None,
            subject_kind=other.kind if other else "",
            subject_id=other.object_id if other else None,
        )

    @staticmethod
    def values_of(talk: Talk) -> dict[str, object]:
        """What the form shows of a talk that there is."""
        names = ("quarters", "said", "with_whom", "next_step", "next_step_on", "private_note")
        values: dict[str, object] = {name: getattr(talk, name) for name in names}
        values |= {"held_on": talk.held_on, "initials": talk.initials}
        if talk.project_id is not None:
            values["subject"] = f"{PROJECT}-{talk.project_id}"
        elif talk.subject_kind:
            values["subject"] = f"{talk.subject_kind}-{talk.subject_id}"
        return values


class TalkSearch(forms.Form):
    """Whose talks are shown."""

    is_filter = True

    wer = forms.ChoiceField(
        label=_("Whose?"), required=False, choices=[("", _("everybody's")), ("ich", _("mine"))]
    )


class YearForm(forms.Form):
    """Which year is added up."""

    is_filter = True

    jahr = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *arguments: Any, years: Sequence[int], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        _offer(self.fields["jahr"], [(year, str(year)) for year in years])


def _offer(field: forms.Field, choices: Sequence[tuple[object, object]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
    field.choices = choices
