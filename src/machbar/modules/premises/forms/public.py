"""The filter of the public list of rooms."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.modules.premises.core import UnitKind, Wish
from machbar.modules.premises.models import Unit
from machbar.modules.premises.models.unit import MOST_AREA


def _area(label: Any) -> forms.IntegerField:
    wrong = _("Please write a whole number, for example 60.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=MOST_AREA,
        widget=forms.TextInput,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class RoomFilter(forms.Form):
    """What the list shall hold; only what is public can be asked for."""

    is_filter = True
    art = forms.ChoiceField(label=_("What"), required=False)
    strasse = forms.ChoiceField(label=_("Street"), required=False)
    ab = _area(_("from m²"))
    bis = _area(_("up to m²"))
    erdgeschoss = forms.BooleanField(label=_("ground floor"), required=False)
    stufenlos = forms.BooleanField(label=_("no step at the entrance"), required=False)

    def __init__(
        self, *arguments: Any, kinds: Sequence[UnitKind], streets: Sequence[str], **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        offered = [(kind.value, Unit.Kind(kind.value).label) for kind in kinds]
        self.fields["art"] = forms.ChoiceField(
            label=_("What"), required=False, choices=[("", _("everything")), *offered]
        )
        self.fields["strasse"] = forms.ChoiceField(
            label=_("Street"),
            required=False,
            choices=[("", _("all streets")), *((street, street) for street in streets)],
        )
        for name in ("ab", "bis"):
            self.fields[name].widget.attrs.update(inputmode="numeric", size="6")

    def wish(self) -> Wish:
        """What was asked for; a part that cannot be read asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return Wish(
            kind=UnitKind(asked["art"]) if asked.get("art") else None,
            street=asked.get("strasse", ""),
            area_from=asked.get("ab"),
            area_to=asked.get("bis"),
            is_ground_floor=asked.get("erdgeschoss", False),
            is_step_free=asked.get("stufenlos", False),
        )
