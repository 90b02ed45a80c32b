"""The steps of the set-up in their order, how each of them stands, and what must be said before the town opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.post.backends import has_mail
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import legal_notice_of
from machbar.modules.ideas.vocabularies import DISTRICTS
from machbar.site.wizard.gaps import Step, gaps
from machbar.site.wizard.rules import can_set_up_mail


class Standing(StrEnum):
    """How a step stands."""

    DONE = "done"
    NEEDED = "needed"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class StepState:
    """One step for the list: what it is called, how it stands, and what waiting means."""

    step: Step
    title: Promise
    sentence: Promise
    standing: Standing


TITLES: dict[Step, Promise] = {
    Step.TOWN: _("Figures of the town"),
    Step.PLACES: _("Places and streets"),
    Step.FACE: _("Name, colour and logo"),
    Step.DOOR: _("The door and its hours"),
    Step.MAIL: _("How mail leaves"),
    Step.LAW: _("What the law asks for"),
}
SENTENCES: dict[Step, Promise] = {
    Step.TOWN: _("Without the municipality key nobody can say which programmes apply here."),
    Step.PLACES: _("The wall of ideas offers the places. Streets come with the first walk-round."),
    Step.FACE: _("Our colour and our drawing stand there until you choose your own."),
    Step.DOOR: _("Where somebody sits, and how those reach you who cannot come."),
    Step.MAIL: _("Until then no receipt goes by mail, and the team signs in by links only."),
    Step.LAW: _("Imprint, data protection and accessibility, before anybody else sees the pages."),
}


def steps_for(actor: Actor) -> Sequence[Step]:
    """The steps that are this admin's: how mail leaves is said by whoever looks after the server."""
    return [step for step in Step if step != Step.MAIL or can_set_up_mail(actor)]


def step_states(actor: Actor) -> Sequence[StepState]:
    """The actor's steps with their standing (two queries, and one for who looks after the server)."""
    town = actor.town
    missing = {gap.step for gap in gaps(town, legal_notice_of(town))}
    done = {
        Step.TOWN: bool(town.ags),
        Step.PLACES: town.terms.filter(vocabulary=DISTRICTS).exists(),
        Step.FACE: bool(town.logo) or town.accent != Town._meta.get_field("accent").default,
        Step.DOOR: bool(town.opening_hours),
        Step.MAIL: has_mail(),
        Step.LAW: True,
    }
    return [
        StepState(
            step=step,
            title=TITLES[step],
            sentence=SENTENCES[step],
            standing=_standing(step in missing, is_done=done[step]),
        )
        for step in steps_for(actor)
    ]


def _standing(is_missing: bool, *, is_done: bool) -> Standing:
    if is_missing:
        return Standing.NEEDED
    return Standing.DONE if is_done else Standing.LATER


def step_after(step: Step, actor: Actor) -> Step | None:
    """The actor's next step; None after the last one."""
    order = list(Step)
    return next((each for each in steps_for(actor) if order.index(each) > order.index(step)), None)
