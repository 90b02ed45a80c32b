"""The street list: pasted as a whole, and one house of it."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from machbar.modules.premises.core import (
    NotAnAddress,
    StreetList,
    number_of_house,
    read_street_list,
    street_of,
)
from machbar.modules.premises.labels.streets import street_sentence
from machbar.modules.premises.models import House
from machbar.modules.premises.services.houses import fingerprint

MILLION = 1_000_000
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)
LONGEST_LIST = 60_000


class StreetListForm(forms.Form):
    """A street list, one house or one run of houses a line."""

    text = forms.CharField(
        label=_("Houses, one line each"),
        help_text=_(
            "Such as: Lange Straße 12 a. A run: Lange Straße 1 bis 15 ungerade. A name alone, such as Marktplatz, is a "
            "place without a number. What is there already stays as it is."
        ),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Please paste at least one line."),
            "max_length": _("Please use at most 60.000 characters at a time."),
        },
    )

    def clean_text(self) -> str:
        """Every line is an address; each one that is not is named with its number."""
        text: str = self.cleaned_data["text"]
        self.read: StreetList = read_street_list(text)
        if self.read.troubles:
            raise forms.ValidationError(
                [
                    forms.ValidationError(
                        _("Line %(line)d (%(text)s): %(why)s"),
                        params={
                            "line": each.line,
                            "text": each.text,
                            "why": street_sentence(each.problem),
                        },
                    )
                    for each in self.read.troubles[:20]
                ]
            )
        return text


class PointField(forms.CharField):
    """A point on the earth as maps give it: `52.25012, 10.81655`; its value is a pair of millionths of a degree."""

    def prepare_value(self, value: object) -> object:
        """A stored pair as one types it."""
        if isinstance(value, tuple) and value[0] is not None:
            return ", ".join(f"{_degrees(each)}" for each in value)
        return "" if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        """Latitude and longitude in millionths of a degree, or twice None."""
        text = super().clean(value)
        if not text:
            return (None, None)
        found = _POINT.fullmatch(text)
        pair = tuple(_millionths(each) for each in found.groups()) if found else ()
        if not pair or abs(pair[0]) > 90 * MILLION or abs(pair[1]) > 180 * MILLION:
            raise forms.ValidationError(
                _("Please write the point like 52.25012, 10.81655: latitude, then longitude."),
                code="no_point",
            )
        return pair


class HouseForm(forms.Form):
    """One house of the street list."""

    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)
    street = forms.CharField(
        label=_("Street"),
        max_length=120,
        error_messages={"required": _("Please name a street.")},
    )
    number = forms.CharField(label=_("House number"), max_length=20, required=False)
    point = PointField(
        label=_("Point on the map"),
        help_text=_("Latitude and longitude, copied from a map: 52.25012, 10.81655."),
        max_length=60,
        required=False,
    )
    has_ground_floor_shop = forms.BooleanField(
        label=_("Has or had a shop on the ground floor: counts in the walk-round"), required=False
    )

    def clean_street(self) -> str:
        """The name of the street."""
        try:
            return street_of(self.cleaned_data["street"])
        except NotAnAddress as error:
            raise forms.ValidationError(street_sentence(error.problem)) from error

    def clean_number(self) -> str:
        """The number in one spelling."""
        try:
            return number_of_house(self.cleaned_data["number"])
        except NotAnAddress as error:
            raise forms.ValidationError(street_sentence(error.problem)) from error

    def values(self) -> dict[str, object]:
        """What was typed, by the model's names."""
        latitude, longitude = self.cleaned_data["point"]
        return {
            "street": self.cleaned_data["street"],
            "number": self.cleaned_data["number"],
            "latitude": latitude,
            "longitude": longitude,
            "has_ground_floor_shop": self.cleaned_data["has_ground_floor_shop"],
        }


def house_form(
    house: House, typed: QueryDict | None = None, *, prefix: str | None = None
) -> HouseForm:
    """The form over a house as it is."""
    initial = {
        "seen_version": fingerprint(house),
        "street": house.street,
        "number": house.number,
        "point": (house.latitude, house.longitude),
        "has_ground_floor_shop": house.has_ground_floor_shop,
    }
    return HouseForm(typed, initial=initial, prefix=prefix)


def _millionths(text: str) -> int:
    """Exact, without a float: digits beyond the sixth are cut."""
    whole, _point, decimals = text.lstrip("-").partition(".")
    sign = -1 if text.startswith("-") else 1
    return sign * (int(whole) * MILLION + int(decimals[:6].ljust(6, "0")))


def _degrees(millionths: int) -> str:
    whole, rest = divmod(abs(millionths), MILLION)
    return f"{'-' if millionths < 0 else ''}{whole}.{rest:06d}"
