"""The light of the second step: does an open town ask for it, and who of those who see personal data has none yet?"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.foundation.access.issuer.configured import configured_issuer
from machbar.foundation.access.second_factor import ROLES
from machbar.foundation.people.models import RoleInTown
from machbar.foundation.team.factors import having_factor
from machbar.foundation.team.house_accounts import people_linked
from machbar.foundation.towns.models import Town
from machbar.site.state.lights import Colour, Light


def second_steps() -> Iterator[Light]:
    """One for each town that is open to everybody; none in a demonstration (three queries)."""
    if settings.DEMO:
        return
    towns = list(Town.objects.filter(is_demo=False, is_public=True).order_by("key"))
    held = RoleInTown.objects.filter(town__in=towns, role__in=ROLES, person__is_active=True)
    asked = set(held.values_list("town", "person"))
    found = having_factor({person for _town, person in asked})
    there = _with_one_there(towns)
    without = Counter(
        town for town, person in asked if person not in found and (town, person) not in there
    )
    for town in towns:
        yield _second_step(town, without[town.pk])


def _with_one_there(towns: Iterable[Town]) -> set[tuple[int, int]]:
    """Town and person of whom the town hall asks one that counts; without it an asking town shows them nothing."""
    issuer = configured_issuer()
    if issuer is None or not issuer.strong:
        return set()
    asking = [each for each in towns if each.second_factor_from and issuer.counts_for(each)]
    return {(town.pk, person) for town in asking for person in people_linked(issuer)}


def _second_step(town: Town, without: int) -> Light:
    sentence, cure = _("Everybody who sees personal data or money has one."), ""
    if without:
        sentence = ngettext(
            "%(n)d person who sees personal data or money has none.",
            "%(n)d people who see personal data or money have none.",
            without,
        ) % {"n": without}
        cure = _("Set a day from which it is asked for: Settings, Team.")
    day = town.second_factor_from
    if day is not None:
        words = {"day": date_format(day, "j. F Y"), "sentence": sentence}
        sentence = _("Asked for from %(day)s on. %(sentence)s") % words
        cure = _("Help them under My access.") if without else ""
    return Light(
        name=f"second_step:{town.key}",
        title=_("Second step of the sign-in: %(town)s") % {"town": town.name},
        colour=Colour.YELLOW if without else Colour.GREEN,
        sentence=sentence,
        cure=cure,
    )
