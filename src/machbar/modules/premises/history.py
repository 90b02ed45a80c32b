"""How the events of premises read in a history, grouped by slice.

Owners, house numbers, rents and notes stand in none of these sentences, and all of them are for who keeps the register.
"""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.surfaces.module import Change, EventLabel, Payload, Text
from machbar.foundation.ui.formats import partial_date
from machbar.modules.premises.models import Consent, House, Unit

UNIT = "premises.unit"


def _inside(sentence: Text, **more: object) -> EventLabel:
    return EventLabel(sentence=sentence, is_internal=True, **more)  # type: ignore[arg-type]


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


INSIDE: Mapping[str, EventLabel] = {
    "unit.added": _inside(gettext_lazy("A card was made.")),
    "unit.changed": _inside(gettext_lazy("The card was changed."), changes=_unit_changes),
    "unit.state_changed": _inside(
        gettext_lazy("The use changed: before “%(old_state)s”, now “%(state)s” from %(on)s."),
        bare=gettext_lazy("The use changed."),
        words={"state": _state, "old_state": _state, "on": _day},
    ),
    "unit.hint_settled": _inside(gettext_lazy("Somebody has dealt with the hint on building law.")),
    "unit.spell_added": _inside(gettext_lazy("The Herbarium got a page.")),
    "unit.spell_removed": _inside(gettext_lazy("A page was taken out of the Herbarium.")),
    "unit.picture_added": _inside(gettext_lazy("A picture was added.")),
    "unit.picture_described": _inside(gettext_lazy("A picture was described.")),
    "unit.picture_released": _inside(gettext_lazy("A picture was let out by the team.")),
    "unit.picture_taken_back": _inside(gettext_lazy("A picture was taken back.")),
    "unit.picture_moved": _inside(gettext_lazy("The pictures were put in another order.")),
    "unit.picture_removed": _inside(gettext_lazy("A picture was erased.")),
    "houses.added": _inside(
        gettext_lazy("The street list grew by %(count)s."),
        bare=gettext_lazy("The street list grew."),
        words={"count": _houses},
    ),
    "house.changed": _inside(
        gettext_lazy("A house of the street list was changed: %(fields)s."),
        bare=gettext_lazy("A house of the street list was changed."),
        words={"fields": _fields_of_house},
    ),
    "house.removed": _inside(gettext_lazy("A house was taken off the street list.")),
}

# --- outside: consents and owners ----------------------------------------------------------------


def _parts(payload: Payload) -> Sequence[Text]:
    kept = payload.get("parts")
    labels = dict(Consent.Field.choices)
    return [str(labels.get(str(part), part)) for part in (kept if isinstance(kept, list) else ())]


def _way(value: object) -> str:
    return str(dict(Consent.Way.choices).get(str(value), value))


OUTSIDE: Mapping[str, EventLabel] = {
    "consent.given": _inside(
        gettext_lazy("The owner let something out, %(how)s."),
        bare=gettext_lazy("The owner let something out."),
        words={"how": _way},
        details=_parts,
    ),
    "consent.withdrawn": _inside(
        gettext_lazy("Something is not public any more, %(how)s."),
        bare=gettext_lazy("Something is not public any more."),
        words={"how": _way},
        details=_parts,
    ),
    "owner.added": _inside(gettext_lazy("An owner was noted.")),
    "owner.changed": _inside(gettext_lazy("The entry of an owner was changed.")),
    "owner.informed": _inside(gettext_lazy("An owner was told what we keep.")),
    "owner.erased": _inside(gettext_lazy("An owner was erased.")),
    "owner.link_issued": _inside(gettext_lazy("An owner got a personal link.")),
    "owner.link_ended": _inside(gettext_lazy("The personal link of an owner was ended.")),
}

# --- bookings of the house's own room and window ---------------------------------------------------------
BOOKING_LABELS: Mapping[str, EventLabel] = {
    "room_booking.asked": _inside(gettext_lazy("Somebody asked for the room or the window.")),
    "room_booking.booked": _inside(gettext_lazy("The team booked the room or the window.")),
    "room_booking.confirmed": _inside(gettext_lazy("We said yes to a booking of the house.")),
    "room_booking.called_off_by_guest": _inside(
        gettext_lazy("The guest called off a booking of the house.")
    ),
    "room_booking.called_off_by_house": _inside(
        gettext_lazy("We called off a booking of the house.")
    ),
    "room_booking.lapsed": _inside(
        gettext_lazy("A question for the room or window went without our answer; its time is free.")
    ),
    "room_booking.told": _inside(gettext_lazy("The guest of a booking of the house was told.")),
    "bookable.added": EventLabel(
        sentence=gettext_lazy("%(name)s can be booked from now on."),
        bare=gettext_lazy("A room or window can be booked from now on."),
    ),
    "bookable.changed": EventLabel(
        sentence=gettext_lazy("The settings of %(name)s were changed."),
        bare=gettext_lazy("The settings of a room or window were changed."),
    ),
}

# --- walk-rounds -----------------------------------------------------------------------------------------
WALK_LABELS: Mapping[str, EventLabel] = {
    "walk.planned": EventLabel(sentence=gettext_lazy("A walk-round was planned.")),
    "walk.link_given": EventLabel(sentence=gettext_lazy("The walkers of a round got a link.")),
    "walk.ended": EventLabel(sentence=gettext_lazy("A walk-round ended.")),
    "walk.reopened": EventLabel(sentence=gettext_lazy("A walk-round that had ended goes on.")),
}

EVENT_LABELS: Mapping[str, EventLabel] = {
    **INSIDE,
    **OUTSIDE,
    **BOOKING_LABELS,
    **WALK_LABELS,
}
