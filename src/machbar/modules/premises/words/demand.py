"""The texts of a search by which words are compared, and its wishes in short lines."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.ui.formats import euros
from machbar.modules.premises.labels.matching import clock
from machbar.modules.premises.matching.facts import ASKED
from machbar.modules.premises.models import Demand, Unit


def text_of_demand(demand: Demand) -> str:
    """What a search says in public words."""
    return f"{demand.title}\n{demand.text}".strip()


def wishes_in_words(demand: Demand) -> list[str]:
    """What a search for a room asks for, one line a wish; nothing private is among them."""
    return [*_measures(demand), *_features(demand), *_times(demand)]


def _measures(demand: Demand) -> Iterator[str]:
    if demand.kinds:
        labels = dict(Unit.Kind.choices)
        yield ", ".join(str(labels[each]) for each in demand.kinds if each in labels)
    least, most = demand.area_min, demand.area_max
    if least is not None and most is not None:
        yield _("%(least)d to %(most)d m²") % {"least": least, "most": most}
    elif least is not None:
        yield _("at least %(least)d m²") % {"least": least}
    elif most is not None:
        yield _("at most %(most)d m²") % {"most": most}
    if demand.rent_max_cents is not None:
        yield _("at most %(rent)s a month") % {"rent": euros(demand.rent_max_cents)}


def _features(demand: Demand) -> Iterator[str]:
    for name in ASKED:
        weight = getattr(demand, name)
        if weight == Demand.Weight.NO_MATTER:
            continue
        label = str(Demand._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        if name == "storage" and demand.storage_note:
            label = _("room for %(things)s") % {"things": demand.storage_note}
        must = weight == Demand.Weight.MUST
        yield label if must else _("%(feature)s would be good") % {"feature": label}


def _times(demand: Demand) -> Iterator[str]:
    if demand.needed_from:
        yield _("from %(day)s") % {"day": date_format(demand.needed_from, "j. F Y")}
    if demand.needed_until:
        yield _("until %(day)s") % {"day": date_format(demand.needed_until, "j. F Y")}
    if demand.takes_interim_use:
        yield _("interim use is fine")
    if demand.noise_until:
        yield _("makes noise until %(time)s") % {"time": clock(demand.noise_until)}
