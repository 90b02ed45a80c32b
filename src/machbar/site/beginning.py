"""What a team does first in a town in which nothing has happened yet: shown on *Heute* until something has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import Module
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.meetings.rules import can_hold_talks
from machbar.modules.premises.rules import can_work_on_premises


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """One first deed: what it is, what it brings, and where it is done."""

    title: Promise
    sentence: Promise
    action: Promise
    url: str


def beginnings(actor: Actor, modules: Sequence[Module]) -> Sequence[Beginning]:
    """What this actor may do first; nothing where the town has an idea already (one query)."""
    if Idea.objects.filter(town=actor.town).exists():
        return ()
    return list(_open_to(actor, {module.key for module in modules}))


def _open_to(actor: Actor, on: set[str]) -> Iterator[Beginning]:
    if "ideas" in on and can_answer_ideas(actor):
        yield Beginning(
            title=_("The first idea"),
            sentence=_("Ask somebody in the street, and write one sentence down."),
            action=_("Take it down"),
            url=reverse("ideas:counter"),
        )
        yield Beginning(
            title=_("What you have already"),
            sentence=_("Ideas and projects in a table come in at once, and out again."),
            action=_("Take tables in"),
            url=reverse("tables"),
        )
    if "meetings" in on and can_hold_talks(actor):
        yield Beginning(
            title=_("Your office hours"),
            sentence=_("Then people choose a time of their own, without calling."),
            action=_("Set hours"),
            url=reverse("meetings:new_presence"),
        )
    if "premises" in on and can_work_on_premises(actor):
        yield Beginning(
            title=_("What stands empty"),
            sentence=_("A list of houses first, then a walk with a phone in the hand."),
            action=_("To the list of houses"),
            url=reverse("premises:houses"),
        )
    if actor.has(Role.ADMIN):
        yield Beginning(
            title=_("A tablet at the counter"),
            sentence=_("Any old one: it takes ideas down and prints receipts."),
            action=_("Pair it"),
            url=reverse("access:devices"),
        )
