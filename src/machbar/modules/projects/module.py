"""What projects contribute to the house."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Area, Module, NavigationEntry, Panel
from machbar.foundation.towns.models import Town
from machbar.modules.projects.findable import FINDABLE
from machbar.modules.projects.selectors import projects_visible_to, with_slots
from machbar.modules.projects.views.public import cards
from machbar.modules.projects.vocabularies import add_vocabularies

ON_THE_FRONT = 3


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The public list and the team's list."""
    return (
        NavigationEntry(
            area=Area.PUBLIC,
            label=_("Projects"),
            url=reverse("projects:index"),
            section="projekte",
            position=20,
        ),
        NavigationEntry(
            area=Area.STAFF,
            label=_("Projects"),
            url=reverse("projects:work_list"),
            section="werkstatt/projekte",
            position=30,
        ),
    )


def front(actor: Actor) -> Sequence[Panel]:
    """The three projects that changed last."""
    projects = with_slots(projects_visible_to(actor).filter(published_at__isnull=False)).order_by(
        "-changed_at", "-id"
    )[:ON_THE_FRONT]
    found = cards(projects)
    return (
        [Panel(template="projects/_front.html", context={"cards": found}, position=20)]
        if found
        else []
    )


def demo(town: Town, today: date) -> None:
    """The vocabularies of the project sheet."""
    add_vocabularies(town=town)


MODULE = Module(
    key="projects",
    name=_("Projects"),
    summary=_("From the sketch to the closed file, with the five slots."),
    urls="machbar.modules.projects.urls",
    can_be_switched_off=False,
    navigation=navigation,
    front=front,
    findables=(FINDABLE,),
    demo=demo,
)
