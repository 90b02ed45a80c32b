"""Every town of the server in one row each: how far it is, who is there, what it takes up, what is not well."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Q, Sum
from django.http.request import validate_host
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.media.models import PictureFile
from machbar.foundation.people.models import Role, RoleInTown
from machbar.foundation.post.selectors import undelivered_anywhere
from machbar.foundation.towns.models import Town
from machbar.site.state.lights import Colour, Light, worst
from machbar.site.state.town import statement


class Stage(StrEnum):
    """How far a town is."""

    SET_UP = "set_up"
    OPEN = "open"
    CLOSED = "closed"


STAGES = {
    Stage.SET_UP: gettext_lazy("being set up"),
    Stage.OPEN: gettext_lazy("open to everybody"),
    Stage.CLOSED: gettext_lazy("closed"),
}


@dataclass(frozen=True, kw_only=True)
class TownRow:
    """One town. `people` hold a role in it, `size` is what its pictures take up in bytes."""

    town: Town
    people: int
    last_deed: datetime | None
    size: int
    lights: Sequence[Light]

    @property
    def stage(self) -> Stage:
        """Whether everybody sees it."""
        return stage_of(self.town)

    @property
    def stage_label(self) -> str:
        """The same in words."""
        return str(STAGES[self.stage])

    @property
    def colour(self) -> Colour:
        """The worst of its lights."""
        return worst(self.lights)

    @property
    def troubles(self) -> list[Light]:
        """What is not well, the worst first."""
        return sorted((each for each in self.lights if each.colour), key=lambda each: -each.colour)


def stage_of(town: Town) -> Stage:
    """Whether everybody sees a town."""
    if town.is_public:
        return Stage.OPEN
    return Stage.CLOSED if town.closed_on else Stage.SET_UP


def all_towns(now: datetime) -> list[TownRow]:
    """All towns by name, with their lights (five queries, however many they are)."""
    towns = list(Town.objects.select_related("legal_notice").order_by("name", "pk"))
    people = _people()
    deeds = _by_town(AuditEntry.objects.values("town").annotate(found=Max("at")))
    sizes = _by_town(
        PictureFile.objects.values(place=F("picture__town")).annotate(found=Sum("size")), "place"
    )
    letters = _by_town(undelivered_anywhere(now).values("town").annotate(found=Count("pk")))
    return [
        TownRow(
            town=town,
            people=people.get(town.pk, (0, 0))[0],
            last_deed=deeds.get(town.pk),
            size=sizes.get(town.pk, 0),
            lights=[
                _host(town, is_alone=len(towns) == 1),
                _admins(people.get(town.pk, (0, 0))[1]),
                _letters(letters.get(town.pk, 0)),
                _law(town, now),
            ],
        )
        for town in towns
    ]


def _people() -> Mapping[int, tuple[int, int]]:
    """How many active people hold a role in a town, and how many are its admins."""
    roles = RoleInTown.objects.filter(person__is_active=True).values("town")
    found = roles.annotate(
        people=Count("person", distinct=True),
        admins=Count("person", filter=Q(role=Role.ADMIN), distinct=True),
    )
    return {each["town"]: (each["people"], each["admins"]) for each in found}


def _by_town(rows: "Iterable[Mapping[str, Any]]", key: str = "town") -> Mapping[int, Any]:
    return {each[key]: each["found"] for each in rows}


def _law(town: Town, now: datetime) -> Light:
    """What the town still has to say, without its name: that stands above."""
    light = statement(town, getattr(town, "legal_notice", None), now)
    return replace(light, name="law", title=_("What the law asks for"))


def _host(town: Town, *, is_alone: bool) -> Light:
    """Whether the server answers under the name of the town."""
    name, title = "host", _("Host name")
    if not town.host:
        return Light(
            name=name,
            title=title,
            colour=Colour.GREEN if is_alone else Colour.RED,
            sentence=_("None: the public address of the server leads to it.")
            if is_alone
            else _("It has no host name: nobody reaches it."),
            cure="" if is_alone else f"machbar town host {town.key} NAME",
        )
    if not validate_host(town.host, settings.ALLOWED_HOSTS):
        return Light(
            name=name,
            title=title,
            colour=Colour.RED,
            sentence=_("The server does not answer under %(host)s.") % {"host": town.host},
            cure=_("Add the name to MACHBAR_HOSTS and start again."),
        )
    return Light(name=name, title=title, colour=Colour.GREEN, sentence=town.host)


def _admins(count: int) -> Light:
    """Whether anybody looks after the team."""
    name, title = "admins", _("Admins")
    if not count:
        return Light(
            name=name,
            title=title,
            colour=Colour.RED,
            sentence=_("It has no admin: nobody looks after its team."),
            cure="machbar team MAIL --name NAME --role admin --town KEY",
        )
    sentence = ngettext("%(n)d admin", "%(n)d admins", count) % {"n": count}
    return Light(name=name, title=title, colour=Colour.GREEN, sentence=sentence)


def _letters(count: int) -> Light:
    """Whether mail of the town waits for somebody."""
    name, title = "letters", _("Mail of the town")
    if count:
        return Light(
            name=name,
            title=title,
            colour=Colour.YELLOW,
            sentence=ngettext(
                "%(n)d letter did not arrive as it should.",
                "%(n)d letters did not arrive as they should.",
                count,
            )
            % {"n": count},
            cure=_("Its team finds them on the page of undelivered mail."),
        )
    return Light(name=name, title=title, colour=Colour.GREEN, sentence=_("Everything has left."))
