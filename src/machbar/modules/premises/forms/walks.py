"""Planning a walk-round, ticking a house, taking what a phone has kept, and typing in a sheet."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.premises.core.figures import Look
from machbar.modules.premises.selectors.walks import StreetList
from machbar.modules.premises.services.walks import Sight

MOST_AT_ONCE = 2000
LONGEST_BODY = 400_000
PUBLIC_ID = re.compile(r"[0-9a-z]{1,16}")
# The letters of the printed sheet; German, because the sheet is.
LETTERS: Mapping[str, Look] = {
    "g": Look.USED,
    "l": Look.EMPTY,
    "t": Look.PARTLY,
    "k": Look.NO_SHOP,
    "u": Look.UNCLEAR,
}
LETTER_OF = {look.value: letter for letter, look in LETTERS.items()}
BUTTONS = (
    (Look.USED.value, pgettext_lazy("walk", "in use")),
    (Look.EMPTY.value, pgettext_lazy("walk", "empty")),
    (Look.PARTLY.value, pgettext_lazy("walk", "partly")),
    (Look.NO_SHOP.value, pgettext_lazy("walk", "no shop")),
    (Look.UNCLEAR.value, pgettext_lazy("walk", "unclear")),
)


class WalkForm(KeyedForm):
    """When, and along which streets."""

    title = forms.CharField(
        label=_("What do you call the round?"),
        help_text=_("For example: autumn round through the old town."),
        max_length=120,
        error_messages={
            "required": _("Please give the round a name."),
            "max_length": _("Please give it a name of at most 120 characters."),
        },
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("This is not a day. Please write it like 3.12.2026."),
            "required": _("Please name a day."),
        },
    )
    streets = forms.MultipleChoiceField(
        label=_("Along which streets?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one street.")},
    )

    def __init__(
        self, *arguments: Any, streets: Sequence[tuple[str, int]], **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        field = self.fields["streets"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(street, f"{street} ({houses})") for street, houses in streets]


class TickForm(forms.Form):
    """One button of one house: its public id and the look, such as `ab12cd34ef:empty`."""

    tick = forms.RegexField(r"^[0-9a-z]{1,16}:[a-z_]{1,8}$")

    def clean_tick(self) -> tuple[str, Look]:
        """The house and the look."""
        house, _colon, look = str(self.cleaned_data["tick"]).partition(":")
        try:
            return house, Look(look)
        except ValueError as error:
            raise forms.ValidationError(_("There is no such tick.")) from error


class SheetForm(forms.Form):
    """A whole sheet of paper, one letter a house."""

    is_marked = False

    def __init__(
        self, *arguments: Any, lists: Sequence[StreetList], is_over: bool, **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.lists = lists
        for house in self._lines():
            self.fields[house.public_id] = forms.CharField(
                label=house.number or pgettext("house", "no number"),
                max_length=1,
                required=False,
                disabled=is_over,
                initial=LETTER_OF.get(house.seen, ""),
                widget=forms.TextInput(
                    attrs={"size": "1", "autocomplete": "off", "autocapitalize": "none"}
                ),
            )

    def clean(self) -> None:
        """Only the five letters; the sentence names the street, for numbers are many."""
        streets = {house.public_id: each.street for each in self.lists for house in each.houses}
        for name, letter in list(self.cleaned_data.items()):
            if letter and letter.lower() not in LETTERS:
                words = _("Please type g, l, t, k or u (%(street)s).")
                self.add_error(name, words % {"street": streets[name]})

    def streets(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields street by street."""
        for each in self.lists:
            yield each.street, [self[house.public_id] for house in each.houses]

    def sights(self, at: datetime) -> list[Sight]:
        """What was typed and stands there otherwise now; an emptied field changes nothing."""
        return [
            Sight(house=house.public_id, look=LETTERS[letter], seen_at=at)
            for house in self._lines()
            if (letter := self.cleaned_data[house.public_id].lower())
            and letter != LETTER_OF.get(house.seen)
        ]

    def _lines(self) -> Iterator[Any]:
        for each in self.lists:
            yield from each.houses


def sights_in(body: bytes) -> list[Sight] | None:
    """What a phone has kept, as JSON ``{"ticks": [{"house", "seen", "at"}]}``; None where it cannot be read."""
    if len(body) > LONGEST_BODY:
        return None
    try:
        ticks = json.loads(body)["ticks"]
        return [
            Sight(
                house=_public_id(tick["house"]),
                look=Look(tick["seen"]),
                seen_at=_moment(tick["at"]),
            )
            for tick in ticks[:MOST_AT_ONCE]
        ]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _public_id(text: object) -> str:
    if not isinstance(text, str) or not PUBLIC_ID.fullmatch(text):
        raise ValueError(text)
    return text


def _moment(text: object) -> datetime:
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
