"""What every template knows: the town, who asks, and the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.second_factor import missing_from
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.asking import area_pages, navigation
from machbar.foundation.surfaces.module import Area, NavigationEntry
from machbar.foundation.ui.menu import current_section

TODAY = NavigationEntry(
    area=Area.STAFF,
    label=_("Today"),
    url="/werkstatt/heute/",
    section="werkstatt/heute",
    position=0,
)
SETTINGS = NavigationEntry(
    area=Area.STAFF,
    label=_("Settings"),
    url="/werkstatt/einstellungen/stadt/",
    section="werkstatt/einstellungen",
    position=90,
)
ABOUT = NavigationEntry(
    area=Area.PUBLIC, label=_("About us"), url="/ueber-uns/", section="ueber-uns", position=99
)
SEARCH = NavigationEntry(
    area=Area.PUBLIC, label=_("Search"), url="/suche/", section="suche", position=100
)


def house(request: HttpRequest) -> dict[str, object]:
    """`town`, `actor`, `is_demo`, the menus, `may_set_up`, `section`, `area_pages`; nearly empty without a town."""
    town = getattr(request, "town", None)
    actor = getattr(request, "actor", None)
    if town is None or actor is None:
        return {
            "town": town,
            "actor": None,
            "is_demo": False,
            "public_menu": [],
            "staff_menu": [],
            "may_set_up": False,
            "area_pages": [],
        }
    modules = getattr(request, "modules", ())
    section = current_section(request.path)
    may_set_up = actor.has(Role.ADMIN)
    last = [SETTINGS] if may_set_up else []
    return {
        "town": town,
        "actor": actor,
        "is_demo": town.is_demo,
        "public_menu": [*navigation(modules, actor, Area.PUBLIC), ABOUT, SEARCH],
        "staff_menu": [TODAY, *navigation(modules, actor, Area.STAFF), *last]
        if actor.is_staff
        else [],
        "may_set_up": may_set_up,
        "second_factor_from": missing_from(request, actor),
        "section": section,
        "area_pages": area_pages(modules, actor, section) if actor.is_staff else [],
    }
