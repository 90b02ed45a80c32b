"""How the events of funding read in a history; all of them are noted on the project."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.surfaces.module import EventLabel, Payload
from machbar.foundation.ui.formats import euros


def _costs(payload: Payload) -> Sequence[str]:
    lines = payload.get("lines")
    return [f"{label}: {euros(cents)}" for label, cents in lines] if isinstance(lines, list) else []


def _count_of_costs(value: object) -> str:
    n = len(value) if isinstance(value, list) else 0
    return ngettext("%(n)d cost", "%(n)d costs", n) % {"n": n}


def _amount(value: object) -> str:
    return euros(value) if isinstance(value, int) else _("not known")


def _count(payload: Payload) -> Sequence[str]:
    n = len(payload)
    return [ngettext("%(n)d answer", "%(n)d answers", n) % {"n": n}]


EVENT_LABELS: Mapping[str, EventLabel] = {
    "programme.chosen": EventLabel(
        sentence=gettext_lazy("“%(name)s” was taken into the financing plan."),
        bare=gettext_lazy("A programme was taken into the financing plan."),
    ),
    "programme.numbers_changed": EventLabel(
        sentence=gettext_lazy("The numbers of “%(name)s” in the financing plan were changed."),
        bare=gettext_lazy("The numbers of a programme in the financing plan were changed."),
    ),
    "programme.dropped": EventLabel(
        sentence=gettext_lazy("“%(name)s” was taken out of the financing plan."),
        bare=gettext_lazy("A programme was taken out of the financing plan."),
    ),
    "programmes.imported": EventLabel(sentence=gettext_lazy("A catalogue of programmes came in.")),
    "costs.changed": EventLabel(
        sentence=gettext_lazy("The costs were changed; the table has %(lines)s."),
        bare=gettext_lazy("The costs were changed."),
        words={"lines": _count_of_costs},
        details=_costs,
    ),
    "own_money.changed": EventLabel(
        sentence=gettext_lazy("Own money: %(own_cash)s, donations: %(donations)s."),
        bare=gettext_lazy("Own money or donations were changed."),
        words={"own_cash": _amount, "donations": _amount},
    ),
    "profile.answered": EventLabel(
        sentence=gettext_lazy("Questions that decide on programmes were answered."),
        details=_count,
    ),
}
