"""Fields of the register: what nobody knows is its own answer; days, amounts and partial days as people write them."""

from datetime import time
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import lazystr
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from machbar.foundation.ui.fields import AmountField
from machbar.modules.premises.core import NotAPartialDay, as_typed, partial_day
from machbar.modules.premises.core.cells import NotInACell, hour_of
from machbar.modules.premises.core.matching.estimates import NO_QUIET

YES, NO = "yes", "no"


class KnownField(forms.TypedChoiceField):
    """Yes, no, or that nobody knows; its value is True, False or None."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(
            choices=[("", _("not known")), (YES, _("yes")), (NO, _("no"))],
            coerce=lambda text: text == YES,
            empty_value=None,
            required=False,
            **keywords,
        )

    def prepare_value(self, value: object) -> object:
        """What is stored as the choice that stands for it."""
        return {True: YES, False: NO, None: ""}.get(value, value)  # type: ignore[call-overload]


class PartialDayField(forms.CharField):
    """A year, a month or a day; its value is as much of an ISO date as there is."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(max_length=20, required=False, **keywords)

    def prepare_value(self, value: object) -> object:
        """As people type it; what was typed wrong stays."""
        try:
            return as_typed(partial_day(value)) if isinstance(value, str) else value
        except NotAPartialDay:
            return value

    def clean(self, value: Any) -> Any:
        """A partial ISO date."""
        try:
            return partial_day(super().clean(value))
        except NotAPartialDay as error:
            raise forms.ValidationError(
                _("Please write a year, a month or a day: 1987, 05.1987 or 12.05.1987."),
                code="no_day",
            ) from error


class QuietField(forms.CharField):
    """From when it has to be quiet: a time as people write it, or no limit; empty where nobody has said."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(max_length=20, required=False, **keywords)

    def prepare_value(self, value: object) -> object:
        """As people write it; what was typed wrong stays."""
        if not isinstance(value, time):
            return value
        return pgettext("quiet from", "no limit") if value == NO_QUIET else f"{value:%H:%M}"

    def clean(self, value: Any) -> Any:
        """A time or None. Raises `ValidationError` with a sentence."""
        text = super().clean(value)
        if text.casefold() == pgettext("quiet from", "no limit").casefold():
            return NO_QUIET
        try:
            return hour_of(text)
        except NotInACell as error:
            raise forms.ValidationError(
                _("Please write a time like 20:00, or: no limit."), code="no_time"
            ) from error


def day_field(**keywords: Any) -> forms.DateField:
    """A day to choose or to write as people do."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("This is not a day. Please write it like 3.12.2026."),
            "required": _("Please name a day."),
        },
        **keywords,
    )


def register_field(field: "models.Field[Any, Any]", **keywords: Any) -> forms.Field | None:
    """The form field for a field of the card."""
    named = {"label": lazystr(capfirst(str(field.verbose_name))), "help_text": field.help_text}
    if field.name.endswith("_cents"):
        return AmountField(required=False, **named)
    if isinstance(field, models.BooleanField) and field.null:
        return KnownField(**named)
    if isinstance(field, models.DateField):
        return day_field(required=False, **named)
    if isinstance(field, models.TimeField):
        help_text = _("Such as 20:00, or: no limit. Empty: nobody has said so.")
        return QuietField(label=named["label"], help_text=help_text)
    found: forms.Field | None = field.formfield(**keywords)
    if isinstance(found, forms.TypedChoiceField) and field.blank and field.choices:
        found.choices = [("", _("not known")), *field.flatchoices]
    return found
