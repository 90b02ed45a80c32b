"""What the sides of a mediation are told when they are asked: an owner hears which room, what is wanted, what is open.

The same words by mail, on the phone, in a letter and on the page of the answer; nothing private is among them.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from machbar.modules.premises.core.matching import judge
from machbar.modules.premises.labels.matching import sentence_of
from machbar.modules.premises.labels.units import place_of
from machbar.modules.premises.matching.facts import room_of, wish_of
from machbar.modules.premises.models import Asking, Demand, Mediation
from machbar.modules.premises.words.demand import wishes_in_words


@dataclass(frozen=True, kw_only=True)
class OwnerRequest:
    """For an owner: ``room`` names it, ``wishes`` are those of the search, ``questions`` only the owner can answer."""

    room: str
    wishes: tuple[str, ...]
    questions: tuple[str, ...]


def owner_request(mediation: Mediation, on: date) -> OwnerRequest:
    """What an owner is told; load the mediation with its search and the unit's house."""
    unit, demand = mediation.unit, mediation.demand
    questions: tuple[str, ...] = ()
    if demand.kind == Demand.Kind.ROOM:
        found = judge(room_of(unit), wish_of(demand), on).questions
        questions = tuple(sentence_of(each) for each in found)
    return OwnerRequest(
        room=place_of(unit), wishes=tuple(wishes_in_words(demand)), questions=questions
    )


def letter_words(asking: Asking, on: date) -> tuple[str, ...]:
    """The paragraphs of the letter: who asks, in public words, and that a yes means no more than to meet."""
    demand = asking.mediation.demand
    if asking.side == Mediation.Side.OWNER:
        told = owner_request(asking.mediation, on)
        words: tuple[str, ...] = (
            _("somebody would like to use your room, %(room)s: %(title)s.")
            % {"room": told.room, "title": demand.title},
            demand.text,
            _wanted(told),
            _open(told),
        )
    else:
        words = (
            _("for your search “%(title)s” we have found a room that could fit.")
            % {"title": demand.title},
        )
    return tuple(part for part in (*words, _meaning()) if part)


def phone_words(asking: Asking) -> tuple[str, str]:
    """The two sentences that are said on the phone."""
    demand = asking.mediation.demand
    if asking.side == Mediation.Side.OWNER:
        first = _("Somebody would like to use your room, %(room)s: %(title)s.") % {
            "room": place_of(asking.mediation.unit),
            "title": demand.title,
        }
    else:
        first = _("For your search “%(title)s” we have found a room that could fit.") % {
            "title": demand.title
        }
    return first, _meaning()


def phone_notes(asking: Asking, on: date) -> tuple[str, ...]:
    """What is at hand on the phone if the owner wants to know more, and what to ask in return."""
    if asking.side != Mediation.Side.OWNER:
        return ()
    told = owner_request(asking.mediation, on)
    parts = (asking.mediation.demand.text, _wanted(told), _open(told))
    return tuple(part for part in parts if part)


def _meaning() -> str:
    return _("Do you agree that we bring you together? A yes means only: you may meet.")


def _wanted(told: OwnerRequest) -> str:
    return _("Looked for: %(wishes)s.") % {"wishes": "; ".join(told.wishes)} if told.wishes else ""


def _open(told: OwnerRequest) -> str:
    if not told.questions:
        return ""
    return _("Only you can tell us: %(questions)s") % {"questions": " ".join(told.questions)}
