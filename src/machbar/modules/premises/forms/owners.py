"""Owners as the guide keeps them, what an owner lets out, and what an owner says about the own room."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.forms.fields import register_field
from machbar.modules.premises.forms.units import LONGEST_TEXT, check_numbers
from machbar.modules.premises.models import Consent, Owner, Unit
from machbar.modules.premises.words.consents import VERSION, WORDS
from machbar.reasoning.contact import ContactKind, UnclearContact, read_contact

LONGEST_NOTE = 2000
TOLD_BY = (
    (ContactKind.LETTER.value, _("by letter")),
    (ContactKind.PHONE.value, _("on the phone")),
    (ContactKind.MAIL.value, _("by mail")),
    (ContactKind.NONE.value, _("face to face")),
)


class OwnerForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """An owner, or who speaks for one."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Owner
        fields = ["name", "salutation", "contact", "postal_address", "source", "note"]
        widgets = {
            "postal_address": forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "name": _("Name"),
            "salutation": _("How letters begin"),
            "contact": _("Mail address or phone number"),
            "postal_address": _("Postal address"),
            "source": _("Where we know them from"),
            "note": _("Internal note"),
        }
        help_texts = {
            "name": _("Only you as guide read it."),
            "salutation": _("Such as: Dear Ms Example, or nothing."),
            "contact": _("With a mail address a code protects the owner's own page."),
            "source": _(
                "Such as: talk at the counter, land register, neighbour. It stands in the first letter."
            ),
        }
        error_messages = {
            "name": {"required": _("Please name the owner.")},
            "source": {"required": _("Please say where you know them from: the law asks for it.")},
        }

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = self.instance.version
        self.fields["source"].required = True  # the first letter says it (Art. 14 (2) f GDPR)
        self.fields["note"].max_length = LONGEST_NOTE  # type: ignore[attr-defined] # a CharField

    def clean_contact(self) -> str:
        """Refuse half a mail address, and a postal address in the wrong field."""
        contact = str(self.cleaned_data["contact"])
        try:
            kind = read_contact(contact).kind
        except UnclearContact as error:
            raise forms.ValidationError(
                _("Something is missing in the mail address, for example the part after the @.")
            ) from error
        if kind is ContactKind.LETTER:
            raise forms.ValidationError(
                _(
                    "This is neither a mail address nor a phone number. A postal address stands below."
                )
            )
        return contact

    def validate_constraints(self) -> None:
        """What the database refuses is said above, in our own words."""

    def values(self) -> dict[str, object]:
        """What was typed, by the model's names."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewOwnerForm(OwnerForm, KeyedForm):
    """An owner who is not there yet; sent twice it counts once."""


class OwnerFilter(forms.Form):
    """What the list shall hold."""

    is_filter = True
    suche = forms.CharField(label=_("Name, contact or street"), required=False, max_length=100)
    offen = forms.BooleanField(label=_("not told yet"), required=False)


class InformedForm(forms.Form):
    """How an owner was told."""

    is_marked = False
    way = forms.ChoiceField(label=_("How were they told?"), choices=TOLD_BY)


class GiveUnitForm(forms.Form):
    """A unit that belongs to the owner."""

    is_marked = False
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("A room that belongs to them"),
        to_field_name="public_id",
        empty_label=_("please choose"),
        error_messages={
            "required": _("Please choose a room."),
            "invalid_choice": _("This room has an owner by now. Please choose another one."),
        },
    )

    def __init__(self, *arguments: Any, units: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        field = self.fields["unit"]
        field.queryset = units  # type: ignore[attr-defined] # a ModelChoiceField
        field.label_from_instance = lambda unit: f"{unit.number}: {unit.house or unit.label}"  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """One tick for each part. ``seen`` is what the form showed: only ticks that were moved count."""

    is_marked = False
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    parts = forms.MultipleChoiceField(
        label=_("What may be public"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (field.value, words[:1].upper() + words[1:])
            for field, words in WORDS[VERSION].parts.items()
        ],
    )

    def __init__(
        self, typed: QueryDict | None = None, *, living: Collection[ConsentField] = ()
    ) -> None:
        parts = [field.value for field in living]
        super().__init__(typed, initial={"parts": parts, "was": ",".join(parts)})

    def wanted(self) -> frozenset[ConsentField]:
        """The parts that are ticked."""
        return frozenset(ConsentField(part) for part in self.cleaned_data["parts"])

    def seen(self) -> frozenset[ConsentField]:
        """The parts that were ticked when the form was opened."""
        known = {field.value for field in ConsentField}
        return frozenset(
            ConsentField(part) for part in self.cleaned_data["was"].split(",") if part in known
        )


class TeamConsentForm(ConsentForm):
    """The same, noted by the guide, with how the owner said it."""

    way = forms.ChoiceField(
        label=_("How did the owner say it?"),
        choices=[
            ("", _("please choose")),
            *(
                (way.value, way.label)
                for way in (Consent.Way.SAID, Consent.Way.PHONE, Consent.Way.WRITTEN)
            ),
        ],
        error_messages={"required": _("Please say how the owner said it.")},
    )


class OwnUnitForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """What an owner may say about the own room: facts, rent and time; never address, state or the team's notes."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Unit
        formfield_callback = register_field
        fields = [
            *("area", "floor", "has_lift", "steps", "step_height", "can_have_ramp"),
            *("has_water", "has_toilet", "has_power", "has_heating", "has_internet"),
            *("has_storage", "is_listed_building", "condition", "use_now", "use_before"),
            *("rent_cents", "running_cents", "wants_deposit", "available_from"),
            *("available_until", "allows_interim_use", "quiet_from", "description"),
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["seen_version"].initial = self.instance.version
        self.fields["description"].max_length = LONGEST_TEXT  # type: ignore[attr-defined] # a CharField

    def clean(self) -> dict[str, Any]:
        """Numbers that can be true; an end that does not lie before the beginning."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_numbers(self, cleaned)
        return cleaned

    def validate_constraints(self) -> None:
        """What the database refuses is said above, in our own words."""

    def values(self) -> dict[str, object]:
        """What was typed, by the model's names."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
