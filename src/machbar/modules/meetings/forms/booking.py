"""Booking a slot, and calling a booking off with a reason."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.fields import ContactField, ReasonField
from machbar.foundation.ui.form_keys import KeyedForm, TrapField, looks_like_spam
from machbar.foundation.ui.formats import long_date
from machbar.modules.meetings.selectors import FreeSlot, slot_named


class BookingForm(KeyedForm):
    """When, what about, and one way to reach who comes; no account."""

    slot = forms.ChoiceField(
        label=_("When?"),
        error_messages={
            "required": _("Please choose a time."),
            "invalid_choice": _("This time is taken or over by now. Please choose another one."),
        },
    )
    topic = forms.CharField(
        label=_("What is it about?"),
        help_text=_("One line is enough. Only the team reads it."),
        max_length=200,
        error_messages={
            "required": _("Please say in one line what it is about."),
            "max_length": _("Please say it in at most 200 characters."),
        },
    )
    number = forms.CharField(
        label=_("Number of your idea"),
        help_text=_(
            "If you have dropped in an idea: the number on its receipt, such as K-2026-0147."
        ),
        max_length=30,
        required=False,
        error_messages={"max_length": _("A number has at most 30 characters.")},
    )
    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Only the team sees it."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("Please write your name in at most 120 characters.")},
    )
    contact = ContactField(
        label=_("How do we reach you?"),
        help_text=_(
            "Mail or phone. Without it we cannot tell you when we have to call off. "
            "With a mail address we also remind you the day before."
        ),
        required=False,
    )
    homepage = TrapField()

    def __init__(self, *arguments: Any, slots: Sequence[FreeSlot], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.slots = slots
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("please choose")), *slot_choices(slots)]

    def clean_slot(self) -> FreeSlot:
        """The slot itself."""
        found = slot_named(self.slots, self.cleaned_data["slot"])
        assert found is not None  # noqa: S101 - it is among the choices
        return found

    @property
    def is_suspicious(self) -> bool:
        """Whether a program seems to have filled in the form."""
        cleaned = self.cleaned_data
        return looks_like_spam(trap=cleaned.get("homepage", ""), text=cleaned.get("topic", ""))


class CallOffForm(forms.Form):
    """Why we call somebody's talk off."""

    reason = ReasonField(
        label=_("Why do we call it off?"),
        help_text=_("The person reads this word for word. Say how to come another time."),
    )


def slot_choices(slots: Sequence[FreeSlot]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The slots under their days, each with its hours and who is there."""
    return [
        (long_date(day), [(free.code, _words(free)) for free in found])
        for day, found in groupby(slots, key=lambda free: free.day)
    ]


def _words(free: FreeSlot) -> str:
    starts = date_format(timezone.localtime(free.slot.starts_at), "H:i")
    ends = date_format(timezone.localtime(free.slot.ends_at), "H:i")
    return str(
        _("%(starts)s to %(ends)s, %(who)s")
        % {"starts": starts, "ends": ends, "who": free.presence.who}
    )
