"""The card of a unit, its use at present, pages of the Herbarium, pictures, and the filter of the list."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.forms import PictureField
from machbar.foundation.media.models import Picture
from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.premises.core import (
    Address,
    NotAnAddress,
    UnitState,
    is_in_order,
    number_of_house,
    street_of,
)
from machbar.modules.premises.forms.fields import (
    PartialDayField,
    day_field,
    register_field,
)
from machbar.modules.premises.labels.streets import street_sentence
from machbar.modules.premises.models import Owner, Unit
from machbar.modules.premises.services.units import IN_USE

LONGEST_TEXT = 4000
MOST_RENT = 10_000_000  # 100.000 euros a month
MOST_STEPS = 200
FLOORS = (-5, 50)
STREETS = "strassen"
SHOWN = _("The picture may be shown to everybody.")

GROUPS: Sequence[tuple[Promise, tuple[str, ...]]] = (
    (_("What and where"), ("kind", "label", "street", "house_number", "owner")),
    (
        _("Use and vacancy"),
        ("state", "use_now", "use_before", "empty_since", "empty_from", "condition"),
    ),
    (
        _("Size and entrance"),
        ("area", "floor", "has_lift", "steps", "step_height", "can_have_ramp"),
    ),
    (
        _("What is there"),
        (
            "has_water",
            "has_toilet",
            "has_power",
            "has_heating",
            "has_internet",
            "has_storage",
            "is_listed_building",
        ),
    ),
    (
        _("Rent and time"),
        (
            "rent_cents",
            "running_cents",
            "wants_deposit",
            "available_from",
            "available_until",
            "allows_interim_use",
            "quiet_from",
        ),
    ),
    (_("In words"), ("description", "internal_note")),
)


def check_numbers(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """Numbers of the card that can be true, and an end that does not lie before the beginning."""
    for name in ("rent_cents", "running_cents"):
        if (cleaned.get(name) or 0) > MOST_RENT:
            form.add_error(name, _("This amount is too large."))
    if (floor := cleaned.get("floor")) is not None and not FLOORS[0] <= floor <= FLOORS[1]:
        form.add_error("floor", _("Please give a floor between -5 and 50."))
    for name in ("steps", "step_height"):
        if (cleaned.get(name) or 0) > MOST_STEPS:
            form.add_error(name, _("Please give at most 200."))
    begins, ends = cleaned.get("available_from"), cleaned.get("available_until")
    if begins and ends and ends < begins:
        form.add_error("available_until", _("The end lies before the start."))


class UnitForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """The card, without the state: that has its own form with a day."""

    is_marked = False  # nearly everything may stay open: what is needed, the page says

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    street = forms.CharField(
        label=_("Street"),
        help_text=_("As it stands on the sign. A new address comes on the street list by itself."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": STREETS, "autocomplete": "off"}),
    )
    house_number = forms.CharField(
        label=_("House number"),
        help_text=_("Such as 12, 12 a or 12-14."),
        max_length=20,
        required=False,
    )

    class Meta:
        model = Unit
        formfield_callback = register_field
        fields = [
            "kind",
            "label",
            "owner",
            *(name for _group, names in GROUPS[1:] for name in names if name != "state"),
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "internal_note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self, *arguments: Any, owners: "Iterable[Owner] | None" = None, **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = self.instance.version
        house = self.instance.house
        self.initial.setdefault("street", house.street if house else "")
        self.initial.setdefault("house_number", house.number if house else "")
        if owners is None:
            del self.fields["owner"]
        else:
            self.fields["owner"].queryset = owners  # type: ignore[attr-defined] # a ModelChoiceField
            self.fields["owner"].label = _("Owner")
            self.fields["owner"].empty_label = _("not known yet")  # type: ignore[attr-defined]
        self._put_into_words()

    def _put_into_words(self) -> None:
        for name in ("steps", "step_height"):
            self.fields[name].error_messages["min_value"] = _("Please give 0 or more.")
        self.fields["kind"].choices = [("", _("please choose")), *Unit.Kind.choices]  # type: ignore[attr-defined]
        conditions = [("", _("not known")), *Unit.Condition.choices]
        self.fields["condition"].choices = conditions  # type: ignore[attr-defined] # both are ChoiceFields
        self.fields["label"].help_text = _(
            "Such as: shop next to the bakery. Only the team reads it."
        )
        self.fields["internal_note"].help_text = _(
            "Only the team reads it. It is never public and never goes into a table for others."
        )
        self.fields["description"].help_text = _(
            "Becomes public only when the owner agrees. Please name no persons."
        )
        for name in ("description", "internal_note"):
            self.fields[name].max_length = LONGEST_TEXT  # type: ignore[attr-defined] # both are CharFields

    def groups(self) -> list[tuple[Promise, list[BoundField]]]:
        """The fields in sensible groups."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in GROUPS
        ]

    def clean_street(self) -> str:
        """The name of the street."""
        street: str = self.cleaned_data["street"]
        try:
            return street_of(street) if street else ""
        except NotAnAddress as error:
            raise forms.ValidationError(street_sentence(error.problem)) from error

    def clean_house_number(self) -> str:
        """The number in one spelling."""
        try:
            return number_of_house(self.cleaned_data["house_number"])
        except NotAnAddress as error:
            raise forms.ValidationError(street_sentence(error.problem)) from error

    def clean(self) -> dict[str, Any]:
        """An address or a name; numbers that can be true; an end that does not lie before the beginning."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        street, number = cleaned.get("street"), cleaned.get("house_number")
        if number and not street and "street" not in self.errors:
            self.add_error("street", _("Please name the street of this house number."))
        elif not street and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("Please give an address, or say what the team calls it."))
        check_numbers(self, cleaned)
        return cleaned

    def validate_constraints(self) -> None:
        """What the database refuses is said above, in our own words."""

    def values(self) -> dict[str, object]:
        """What was typed, as the services take it."""
        left_out = {"seen_version", "form_key", "street", "house_number"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        street = self.cleaned_data["street"]
        number = self.cleaned_data["house_number"]
        return {**values, "address": Address(street=street, number=number) if street else None}


class NewUnitForm(UnitForm, KeyedForm):
    """A unit that is not there yet, with how it is used; sent twice it counts once."""

    state = forms.ChoiceField(
        label=_("Use at present"),
        choices=[("", _("please choose")), *Unit.State.choices],
        error_messages={"required": _("Please say how it is used at present.")},
    )


class StateForm(forms.Form):
    """How a unit is used from a day on."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(label=_("Use at present"), choices=Unit.State.choices)
    on = day_field(
        label=_("Since when, or from when"),
        help_text=_("For what will be empty: the day from which it is."),
    )
    use = forms.CharField(
        label=_("Who or what is in there?"),
        help_text=_("Such as: bakery, sewing room. It goes into the Herbarium."),
        max_length=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What is in use is used for something."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("state") in IN_USE and not cleaned.get("use"):
            self.add_error("use", _("Please say who or what is in there."))
        return cleaned


def state_form(
    unit: Unit, today: date, typed: QueryDict | None = None, *, prefix: str | None = None
) -> StateForm:
    """The form over the present use of a unit."""
    days = {UnitState.ANNOUNCED: unit.empty_from}
    initial = {
        "seen_version": unit.version,
        "state": unit.state,
        "on": days.get(UnitState(unit.state), unit.empty_since) or today,
        "use": unit.use_now,
    }
    return StateForm(typed, initial=initial, prefix=prefix)


class SpellForm(forms.Form):
    """One page of the Herbarium."""

    use = forms.CharField(
        label=_("What was it?"),
        help_text=_("Such as: shoe shop, dentist, savings bank."),
        max_length=120,
        error_messages={"required": _("Please say what it was.")},
    )
    since = PartialDayField(
        label=_("Since when?"), help_text=_("As far as it is known: 1987, 05.1987 or 12.05.1987.")
    )
    until = PartialDayField(label=_("Until when?"))
    is_empty = forms.BooleanField(label=_("It stood empty"), required=False)
    source = forms.CharField(
        label=_("Who says so?"),
        help_text=_("Such as: old address book of 1964, a neighbour. Please no names."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the beginning."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not is_in_order(cleaned.get("since") or "", cleaned.get("until") or ""):
            self.add_error("until", _("The end lies before the start."))
        return cleaned


class PictureWordsForm(forms.Form):
    """What is to be seen, who took it, and whether it may be shown."""

    alt_text = forms.CharField(
        label=_("What is to be seen?"),
        help_text=_("One sentence for people who do not see the picture."),
        max_length=300,
        error_messages={"required": _("Please say in one sentence what is to be seen.")},
    )
    credit = forms.CharField(
        label=_("Who took it?"),
        help_text=_("This will stand below the picture."),
        max_length=100,
        error_messages={"required": _("Please say who took it.")},
    )
    consent_by = forms.ChoiceField(
        label=_("May it be shown?"),
        help_text=_("Ask whoever took it. Without that only the team sees it."),
        choices=[
            ("", _("not agreed yet: only the team sees it")),
            (Picture.Consent.SAID.value, _("yes, said at the counter")),
            (Picture.Consent.PHONE.value, _("yes, said on the phone")),
            (Picture.Consent.WRITTEN.value, _("yes, in writing")),
        ],
        required=False,
    )


class NewPictureForm(PictureWordsForm, KeyedForm):
    """A picture that comes in."""

    photo = PictureField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, at most 12 MB. We remove place and camera data."),
        error_messages={"required": _("Please choose a picture.")},
    )
    field_order = ("photo", "alt_text", "credit", "consent_by")


class RegisterFilter(forms.Form):
    """What the list shows."""

    is_filter = True

    stand = forms.ChoiceField(
        label=_("Use"),
        required=False,
        choices=[("", _("every use")), ("frei", _("empty or soon")), *Unit.State.choices],
    )
    art = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *Unit.Kind.choices]
    )
    strasse = forms.ChoiceField(label=_("Street"), required=False)

    def __init__(self, *arguments: Any, streets: Iterable[str], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        offered = [("", _("every street")), *((street, street) for street in streets)]
        self.fields["strasse"].choices = offered  # type: ignore[attr-defined] # a ChoiceField
