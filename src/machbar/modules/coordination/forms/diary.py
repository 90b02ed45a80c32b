"""The doors through which diary entries, their pictures, and milestones come in."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.forms import PictureField
from machbar.foundation.media.models import Picture
from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.coordination.core import (
    MOST_PEOPLE,
    NotQuarterHours,
    hours_text,
    quarters_of,
)
from machbar.modules.coordination.forms.group import DeedForm, Needs, day_field, not_over
from machbar.modules.coordination.models import DiaryEntry
from machbar.modules.coordination.services.diary import EntryText

SHOWN = _("The picture may be shown with the diary.")
FOR_ALL = _("Everybody may read it on the project's page.")
FOR_ALL_LATER = _(
    "Everybody may read it, as soon as the team or whoever leads the group has released it."
)
LONGEST_TEXT = 2000


class HoursField(forms.CharField):
    """Hours as people write them; its value is whole quarter hours."""

    def prepare_value(self, value: object) -> object:
        """Show quarter hours as hours; what was typed wrong stays as it is."""
        if isinstance(value, int):
            return hours_text(value) if value else ""
        return value

    def clean(self, value: Any) -> Any:
        """Quarter hours, none for an empty field."""
        text = super().clean(value)
        try:
            return quarters_of(text) if text else 0
        except NotQuarterHours as error:
            raise forms.ValidationError(
                _("Please write the hours in whole quarters, such as 1,5 or 0,25; at most 24."),
                code="no_quarters",
            ) from error


class EntryForm(KeyedForm):
    """One entry of the diary, perhaps with a picture; `may_release` says whether it is out at once (F41)."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = day_field(label=_("On which day?"))
    text = forms.CharField(
        label=_("What happened?"),
        help_text=_("Two or three sentences are enough. Please name people only if they agree."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Please write what happened. One sentence is enough."),
            "max_length": _("Please shorten this to 2,000 characters."),
        },
    )
    is_for_all = forms.BooleanField(label=FOR_ALL, required=False)
    helpers = forms.IntegerField(
        label=_("How many people helped?"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages={
            "invalid": _("Please write how many people helped as a number."),
            "min_value": _("Please write how many people helped as a number."),
            "max_value": _("At most 500 people stand in one entry."),
        },
    )
    quarter_hours = HoursField(
        label=_("How many hours each?"),
        help_text=_("Volunteer hours later count as own contribution. In quarters: 1,5 or 0,25."),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "max_length": _(
                "Please write the hours in whole quarters, such as 1,5 or 0,25; at most 24."
            )
        },
    )
    photo = PictureField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, at most 12 MB. We remove place and camera data."),
        required=False,
    )
    photo_alt = forms.CharField(
        label=_("What is to be seen?"),
        help_text=_("One sentence for people who do not see the picture."),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Please describe the picture in at most 300 characters.")},
    )
    photo_credit = forms.CharField(
        label=_("Who took it?"),
        help_text=_("This will stand below the picture."),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Please say in at most 100 characters who took it.")},
    )
    photo_consent = forms.ChoiceField(
        label=_("May it be shown?"),
        help_text=_("Ask whoever took it, and the people who can be recognised."),
        choices=[
            ("", _("not agreed yet: only the group and the team see it")),
            (Picture.Consent.SAID.value, _("yes, said at the counter")),
            (Picture.Consent.PHONE.value, _("yes, said on the phone")),
            (Picture.Consent.WRITTEN.value, _("yes, in writing")),
        ],
        required=False,
    )
    photo_agreed = forms.BooleanField(
        label=_(
            "I took it or may pass it on, whoever can be recognised agrees, and it may be shown."
        ),
        help_text=_("Without this tick only the group and the team see it."),
        required=False,
    )
    photo_left_out = forms.BooleanField(label=_("Leave this picture out."), required=False)
    photo_is_kept = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *arguments: Any,
        today: date,
        is_team: bool,
        may_release: bool,
        entry: DiaryEntry | None = None,
        **keywords: Any,
    ) -> None:
        keywords["initial"] = _values_of(entry, today)
        super().__init__(*arguments, **keywords)
        self.today = today
        del self.fields["photo_agreed" if is_team else "photo_consent"]
        if not may_release:
            self.fields["is_for_all"].label = FOR_ALL_LATER

    def clean_on(self) -> date:
        """A day that has come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(
                _("This day is still to come. What is planned is a milestone or a task."),
                code="future",
            )
        return on

    def clean_text(self) -> str:
        """The words without the blanks around them."""
        return str(self.cleaned_data["text"]).replace("\x00", "").strip()

    def clean(self) -> None:
        """Hours belong to helpers, and helpers to hours."""
        helpers, quarters = self.cleaned_data.get("helpers"), self.cleaned_data.get("quarter_hours")
        if helpers and quarters == 0:
            self.add_error("quarter_hours", _("Please say how many hours each of them helped."))
        if quarters and not helpers and "helpers" not in self.errors:
            self.add_error("helpers", _("Please say how many people helped."))

    def need_words_for_picture(self) -> None:
        """A picture that comes along needs its description and its credit."""
        if not self.cleaned_data.get("photo_alt") and "photo_alt" not in self.errors:
            self.add_error("photo_alt", _("Please say in one sentence what is to be seen."))
        if not self.cleaned_data.get("photo_credit") and "photo_credit" not in self.errors:
            self.add_error("photo_credit", _("Please say who took the picture."))

    def see(self, entry: DiaryEntry) -> None:
        """After a conflict the page shows both texts: saving again means to take this one."""
        answers = QueryDict(mutable=True)
        answers.update(self.data)
        answers["seen_version"] = str(entry.version)
        self.data = answers

    @property
    def words(self) -> EntryText:
        """What a valid form says."""
        cleaned = self.cleaned_data
        return EntryText(
            on=cleaned["on"],
            text=cleaned["text"],
            is_for_all=cleaned["is_for_all"],
            helpers=cleaned["helpers"] or 0,
            quarter_hours=cleaned["quarter_hours"],
        )

    @property
    def consent_by(self) -> str:
        """How somebody agreed to the picture; empty where nobody did."""
        if "photo_consent" in self.fields:
            return str(self.cleaned_data.get("photo_consent", ""))
        return Picture.Consent.FORM.value if self.cleaned_data.get("photo_agreed") else ""


class EntryDeedForm(DeedForm):
    """What happens to an entry that is there."""

    NEEDS: ClassVar[Needs] = {"keep": ("note",)}

    deed = forms.ChoiceField(
        choices=[(deed, deed) for deed in ("release", "keep", "wait", "remove")],
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Please choose what shall happen to the entry."),
            "invalid_choice": _("Please choose what shall happen to the entry."),
        },
    )
    note = forms.CharField(
        label=_("Why does it stay inside?"),
        help_text=_("The group reads this."),
        max_length=300,
        error_messages={
            "required": _("Please say in one sentence why the entry stays inside."),
            "max_length": _("Please say why in at most 300 characters."),
        },
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, version: int | None = None, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.version = version

    def clean(self) -> None:
        """What nobody has looked at is not let out."""
        super().clean()
        seen = self.cleaned_data.get("seen_version")
        is_other = None not in {seen, self.version} and seen != self.version
        if self.cleaned_data.get("deed") == "release" and is_other:
            raise forms.ValidationError(
                _("Somebody has corrected the entry meanwhile. Please look at it once more."),
                code="changed",
            )


class MilestoneForm(KeyedForm):
    """A new milestone."""

    title = forms.CharField(
        label=_("What shall be reached?"),
        help_text=_("As a result: “The shop is rented”, “The bridge is open”."),
        max_length=120,
        error_messages={
            "required": _("Please say what shall be reached."),
            "max_length": _("Please say it in at most 120 characters."),
        },
    )
    planned_on = day_field(label=_("By when?"))
    is_public = forms.BooleanField(
        label=_("Show it on the project's public page."), required=False, initial=True
    )

    def clean_planned_on(self) -> date | None:
        """Today or a day to come."""
        return not_over(self.cleaned_data["planned_on"], timezone.localdate())


class MilestoneDeedForm(DeedForm):
    """What happens to a milestone."""

    NEEDS: ClassVar[Needs] = {"move": ("planned_on", "move_reason"), "remove": ("remove_reason",)}

    deed = forms.ChoiceField(
        choices=[(deed, deed) for deed in ("reach", "reopen", "move", "remove")],
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Please choose what shall happen to the milestone."),
            "invalid_choice": _("Please choose what shall happen to the milestone."),
        },
    )
    done_on = day_field(label=_("On which day was it?"), required=False)
    planned_on = day_field(label=_("For which day instead?"))
    move_reason = forms.CharField(
        label=_("Why does the day move?"),
        help_text=_("Everybody may read this."),
        max_length=300,
        error_messages={
            "required": _("Please say in one sentence why the day moves."),
            "max_length": _("Please say why in at most 300 characters."),
        },
    )
    remove_reason = forms.CharField(
        label=_("Why does it go?"),
        max_length=300,
        error_messages={
            "required": _("Please say in one sentence why the milestone goes."),
            "max_length": _("Please say why in at most 300 characters."),
        },
    )

    def __init__(self, *arguments: Any, today: date, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.today = today

    def clean_planned_on(self) -> date | None:
        """Today or a day to come, where the milestone moves."""
        planned_on: date | None = self.cleaned_data["planned_on"]
        return not_over(planned_on, self.today) if self.data.get("deed") == "move" else planned_on

    def clean_done_on(self) -> date:
        """The day on which it was reached; today where nobody names one."""
        done_on: date = self.cleaned_data["done_on"] or self.today
        if done_on > self.today:
            raise forms.ValidationError(_("This day is still to come."), code="future")
        return done_on


def _values_of(entry: DiaryEntry | None, today: date) -> dict[str, object]:
    if entry is None:
        return {"on": today}
    return {
        "seen_version": entry.version,
        "on": entry.on,
        "text": entry.text,
        "is_for_all": entry.visibility != DiaryEntry.Visibility.GROUP,
        "helpers": entry.helpers or None,
        "quarter_hours": entry.quarter_hours,
    }
