"""What ideas put into the moderation queue: new ones, additions, photos, offers; and how each is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel, QueueItem, QueuePart
from machbar.foundation.surfaces.waiting import of_each
from machbar.modules.ideas.core import ContactKind, Suspicion
from machbar.modules.ideas.forms import PhotoForm
from machbar.modules.ideas.forms.answers import JoinIdeaForm, ReasonForm
from machbar.modules.ideas.kin import kin_of_idea
from machbar.modules.ideas.labels import CHANNELS, SUSPICIONS
from machbar.modules.ideas.meanwhile import Meanwhile
from machbar.modules.ideas.models import Addition, Idea, Offer, ReasonTemplate
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import (
    additions_to_read,
    decision_state,
    photos_to_release,
    templates_of,
    waiting_for_decision,
    with_last_answer,
    with_photo,
)
from machbar.modules.ideas.supporters import offers_waiting

if TYPE_CHECKING:
    from django.db.models import QuerySet

NEW, ADDITION, PHOTO, OFFER = "neu", "nachtrag", "foto", "angebot"
KINDS: Mapping[str, "str | Promise"] = {
    NEW: _("New idea"),
    ADDITION: _("Addition"),
    PHOTO: _("Photo"),
    OFFER: _("Offer to join in"),
}


@dataclass(frozen=True, kw_only=True)
class ReasonDeed:
    """A deed that writes to the giver: its key on the keyboard, its status, what the summary and the button say."""

    name: str
    letter: str
    status: str
    label: "str | Promise"
    button: "str | Promise"


REASON_DEEDS = (
    ReasonDeed(
        name="ask",
        letter="r",
        status=Idea.Status.IN_TALK,
        label=_("Ask back"),
        button=_("Send the question"),
    ),
    ReasonDeed(
        name="park",
        letter="p",
        status=Idea.Status.PARKED,
        label=_("Park it"),
        button=_("Park and say why"),
    ),
    ReasonDeed(
        name="hand_over",
        letter="u",
        status=Idea.Status.HANDED_OVER,
        label=_("Hand it over"),
        button=_("Hand over and say to whom"),
    ),
    ReasonDeed(
        name="decline",
        letter="n",
        status=Idea.Status.NOT_FEASIBLE,
        label=_("Say no, with a reason"),
        button=_("Say no and say why"),
    ),
)


def queue(actor: Actor, skipped: frozenset[str], most: int) -> QueuePart | None:
    """The oldest of all four kinds in one query, and their number in a second one where there are more."""
    if not can_answer_ideas(actor):
        return None
    waiting = _waiting(actor, skipped)
    rows = list(waiting.order_by("since", "kind", "item")[: most + 1])
    items = [
        QueueItem(
            key=f"ideas:{row['kind']}-{row['item']}",
            kind=KINDS[row["kind"]],
            headline=row["headline"],
            since=row["since"],
        )
        for row in rows[:most]
    ]
    return QueuePart(items=items, total=len(rows) if len(rows) <= most else waiting.count())


def queue_size(actor: Actor) -> int:
    """How much waits, each kind counted no further than to 100 (one query)."""
    if not can_answer_ideas(actor):
        return 0
    kinds = (
        waiting_for_decision(actor),
        additions_to_read(actor),
        photos_to_release(actor),
        offers_waiting(actor),
    )
    return len(of_each([(rows, ("pk",)) for rows in kinds]))


def queue_panel(actor: Actor, name: str) -> Panel | None:
    """One item with its deeds."""
    kind, _hyphen, public_id = name.partition("-")
    if kind == NEW:
        waiting = with_last_answer(with_photo(waiting_for_decision(actor)))
        idea = waiting.filter(public_id=public_id).first()
        return None if idea is None else idea_panel(idea, actor)
    if kind == ADDITION and public_id.isdecimal():
        found = additions_to_read(actor).filter(pk=int(public_id)).select_related("idea").first()
        return None if found is None else addition_panel(found)
    if kind == PHOTO:
        idea = with_photo(photos_to_release(actor)).filter(public_id=public_id).first()
        return None if idea is None else photo_panel(idea)
    if kind == OFFER:
        offer = offers_waiting(actor).filter(public_id=public_id).first()
        return None if offer is None else offer_panel(offer)
    return None


def idea_panel(
    idea: Idea,
    actor: Actor,
    *,
    refused: tuple[str, Form] | None = None,
    decided: Meanwhile | None = None,
) -> Panel:
    """A new idea with everything the decision needs, perhaps with one form that was refused.

    ``decided``: what others have decided about it since the page was opened.
    """
    idea.town = actor.town
    refused_deed, refused_form = refused or ("", None)
    templates = list(templates_of(actor.town))
    deeds = [
        {
            "deed": deed,
            "form": refused_form
            if deed.name == refused_deed
            else reason_form(idea, deed, _for(templates, deed.status)),
            "is_open": deed.name == refused_deed,
        }
        for deed in REASON_DEEDS
    ]
    context = {
        "idea": idea,
        "seen": decision_state(idea),
        "meanwhile": decided,
        "kindred": kin_of_idea(actor, idea),
        "suspicions": [SUSPICIONS[Suspicion(code)] for code in idea.suspicions.split()],
        "channel": CHANNELS[ContactKind(idea.contact_kind)],
        "additions": list(idea.additions.all()),
        "deeds": deeds,
        "join_form": refused_form if refused_deed == "join" else JoinIdeaForm(auto_id="id_join_%s"),
        "join_is_open": refused_deed == "join",
    }
    return Panel(template="ideas/_queue_idea.html", context=context)


def addition_panel(addition: Addition) -> Panel:
    """What a giver added."""
    return Panel(template="ideas/_queue_addition.html", context={"addition": addition})


def photo_panel(idea: Idea, *, form: PhotoForm | None = None) -> Panel:
    """A photo that its giver lets us show."""
    assert idea.photo is not None  # noqa: S101 - photos_to_release finds ideas with photos only
    known = {"alt_text": idea.photo.alt_text, "credit": idea.photo.credit}
    form = form or PhotoForm(initial=known, photo=idea.photo, is_release=True)
    return Panel(template="ideas/_queue_photo.html", context={"idea": idea, "form": form})


def offer_panel(offer: Offer) -> Panel:
    """Who would join in, and where the idea stands by now."""
    return Panel(template="ideas/_queue_offer.html", context={"offer": offer})


def reason_form(
    idea: Idea, deed: ReasonDeed, templates: Sequence[ReasonTemplate], sent: object = None
) -> ReasonForm:
    """The form of one deed; each has ids of its own, because several stand on the page."""
    return ReasonForm(sent, templates=templates, idea=idea, auto_id=f"id_{deed.name}_%s")


def _for(templates: Sequence[ReasonTemplate], status: str) -> list[ReasonTemplate]:
    return [each for each in templates if each.status == status]


def _waiting(actor: Actor, skipped: frozenset[str]) -> "QuerySet[Idea, dict[str, Any]]":
    """All kinds as rows of kind, item, headline and since."""
    names = [key.removeprefix("ideas:").partition("-")[::2] for key in skipped]
    skip = {kind: [name for each, name in names if each == kind] for kind in KINDS}
    additions = [name for name in skip[ADDITION] if name.isdecimal()]
    new = waiting_for_decision(actor).exclude(public_id__in=skip[NEW])
    added = additions_to_read(actor).exclude(pk__in=additions)
    photos = photos_to_release(actor).exclude(public_id__in=skip[PHOTO])
    offers = offers_waiting(actor).exclude(public_id__in=skip[OFFER])
    return _rows(new, NEW, "public_id", "title", Coalesce("taken_in_at", "handed_in_at")).union(
        _rows(added, ADDITION, "pk", "idea__title", "added_at"),
        _rows(photos, PHOTO, "public_id", "title", "photo__consent_at"),
        _rows(offers, OFFER, "public_id", "idea__title", "offered_at"),
        all=True,
    )


def _rows(
    found: "QuerySet[Idea] | QuerySet[Addition] | QuerySet[Offer]",
    kind: str,
    name: str,
    headline: str,
    since: "str | Coalesce",
) -> "QuerySet[Idea, dict[str, Any]]":
    return found.order_by().values(
        kind=Value(kind, output_field=CharField()),
        item=Cast(name, CharField(max_length=20)),
        headline=F(headline),
        since=F(since) if isinstance(since, str) else since,
    )  # type: ignore[return-value]
