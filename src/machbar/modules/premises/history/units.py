"""How the events of units and houses read in a history."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.surfaces.module import Change, EventLabel, Payload
from machbar.foundation.ui.formats import partial_date
from machbar.modules.premises.history.inside import inside
from machbar.modules.premises.models import House, Unit

UNIT = "premises.unit"


def _day(value: object) -> str:
    return partial_date(str(value))


def _state(value: object) -> str:
    return str(dict(Unit.State.choices).get(str(value), value))


def _houses(value: object) -> str:
    n = value if isinstance(value, int) else 0
    return ngettext("%(n)d house", "%(n)d houses", n) % {"n": n}


def _fields_of_house(value: object) -> str:
    names = value if isinstance(value, list) else []
    return ", ".join(_label(House, str(name)) for name in names)


def _unit_changes(payload: Payload) -> Sequence[Change]:
    kept = payload.get("changes")
    texts: Mapping[str, Sequence[str]] = kept if isinstance(kept, dict) else {}
    names = payload.get("fields")
    return [_change(str(name), texts.get(str(name))) for name in (names or ())]  # type: ignore[attr-defined]


def _change(name: str, texts: Sequence[str] | None) -> Change:
    label = _label(Unit, name)
    if texts is None:
        return Change(label=label)
    old, new = (_value(name, text) for text in texts)
    return Change(label=label, old=old, new=new)


def _label(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _value(name: str, text: str) -> str:
    if text in {"True", "False"}:
        return _("yes") if text == "True" else _("no")
    choices = {"kind": Unit.Kind.choices, "condition": Unit.Condition.choices}
    return str(dict(choices.get(name, ())).get(text, partial_date(text)))


UNIT_EVENTS: Mapping[str, EventLabel] = {
    "unit.added": inside(gettext_lazy("A card was made.")),
    "unit.changed": inside(gettext_lazy("The card was changed."), changes=_unit_changes),
    "unit.state_changed": inside(
        gettext_lazy("The use changed: before “%(old_state)s”, now “%(state)s” from %(on)s."),
        bare=gettext_lazy("The use changed."),
        words={"state": _state, "old_state": _state, "on": _day},
    ),
    "unit.hint_settled": inside(gettext_lazy("Somebody has dealt with the hint on building law.")),
    "unit.spell_added": inside(gettext_lazy("The Herbarium got a page.")),
    "unit.spell_removed": inside(gettext_lazy("A page was taken out of the Herbarium.")),
    "unit.picture_added": inside(gettext_lazy("A picture was added.")),
    "unit.picture_described": inside(gettext_lazy("A picture was described.")),
    "unit.picture_released": inside(gettext_lazy("A picture was let out by the team.")),
    "unit.picture_taken_back": inside(gettext_lazy("A picture was taken back.")),
    "unit.picture_moved": inside(gettext_lazy("The pictures were put in another order.")),
    "unit.picture_removed": inside(gettext_lazy("A picture was erased.")),
    "houses.added": inside(
        gettext_lazy("The street list grew by %(count)s."),
        bare=gettext_lazy("The street list grew."),
        words={"count": _houses},
    ),
    "house.changed": inside(
        gettext_lazy("A house of the street list was changed: %(fields)s."),
        bare=gettext_lazy("A house of the street list was changed."),
        words={"fields": _fields_of_house},
    ),
    "house.removed": inside(gettext_lazy("A house was taken off the street list.")),
}
