"""What ideas put on the team's start page: who waits for an answer, and which answers wait for a call or a letter."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import DayItem, DayPart, Text
from machbar.foundation.surfaces.waiting import NO_DAY, of_each
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.labels import ideas_of_tables
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import (
    pressing_deliveries,
    unanswered,
    unanswered_of_tables,
)
from machbar.modules.ideas.supporters import offers_waiting

ON_THE_DAY = 8
DELIVER_WITHIN = timedelta(days=3)
"""An answer that is given shall have reached the person so soon."""
IDEA, OF_TABLES, OFFER = "idea", "of tables", "offer"


class Waiting(NamedTuple):
    """One thing that waits: its list, since when, and the idea; ``more`` is its channel, a name or a contact."""

    kind: str
    at: datetime
    key: int
    public_id: str
    number: str
    title: str
    more: str
    again_on: date | None


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """Ideas without an answer, and answers that wait for a call or a letter; the oldest first (one query)."""
    if not can_answer_ideas(actor):
        return []
    waiting = _waiting(actor, today)
    return [*_unanswered(waiting, actor, today), *_on_their_way(waiting, today)]


def _waiting(actor: Actor, today: date) -> list[Waiting]:
    """The first 100 of each list, the oldest first."""
    idea = ("id", "public_id", "number", "title", "channel", NO_DAY)
    of_an_idea = ("id", "idea__public_id", "idea__number", "idea__title")
    offer = ("offered_at", *of_an_idea, "name", NO_DAY)
    answer = ("given_at", *of_an_idea, "idea__contact", "again_on")
    rows = of_each(
        [
            (
                unanswered(actor).filter(taken_in_at=None),
                (_named(IDEA), "handed_in_at", *idea),
            ),
            (unanswered_of_tables(actor), (_named(OF_TABLES), "taken_in_at", *idea)),
            (offers_waiting(actor), (_named(OFFER), *offer)),
            *(
                (pressing_deliveries(actor, today, channel), (_named(channel), *answer))
                for channel in (ContactKind.PHONE, ContactKind.LETTER)
            ),
        ]
    )
    return sorted((Waiting(*row) for row in rows), key=lambda each: (each.at, each.key))


def _named(kind: str) -> Value:
    return Value(str(kind), output_field=CharField())


def _unanswered(waiting: Sequence[Waiting], actor: Actor, today: date) -> Sequence[DayPart]:
    """Ideas without an answer and, for the project guide, people who would join in; the most urgent first."""
    days = actor.town.answer_days
    ideas = [each for each in waiting if each.kind == IDEA]
    offers = [each for each in waiting if each.kind == OFFER]
    items = [
        *(_idea_item(each, days, today) for each in ideas[:ON_THE_DAY]),
        *(_offer_item(each, days, today) for each in offers[:ON_THE_DAY]),
    ]
    of_tables = [each for each in waiting if each.kind == OF_TABLES]
    pile = [_of_tables(of_tables, days, today)] if of_tables else []
    if not items:
        return pile
    first = sorted(items, key=lambda item: (item.due, item.since))[:ON_THE_DAY]
    title, url = _("Waiting for an answer"), reverse("ideas:talks")
    return [DayPart(title=title, items=first, total=len(ideas) + len(offers), url=url), *pile]


def _of_tables(found: Sequence[Waiting], answer_days: int, today: date) -> DayPart:
    """All ideas from tables in one line, so that they do not push away what comes in by itself."""
    since = timezone.localdate(found[0].at)
    due = since + timedelta(days=answer_days)
    url = reverse("ideas:talks") + "?eingelesen=1"
    line = DayItem(
        headline=ideas_of_tables(len(found)),
        detail=gettext("Taken in since %(day)s") % {"day": f"{since:%d.%m.%Y}"},
        url=url,
        action=_("To the list"),
        since=since,
        due=due,
        is_late=due < today,
        is_pile=True,
    )
    return DayPart(title=_("From tables"), items=[line], total=len(found), url=url)


def _on_their_way(waiting: Sequence[Waiting], today: date) -> Sequence[DayPart]:
    titles = {
        ContactKind.PHONE: (_("Answers by phone"), reverse("ideas:calls"), _("Call")),
        ContactKind.LETTER: (_("Answers by letter"), reverse("ideas:post"), _("To the letter")),
    }
    parts = []
    for channel, (title, url, action) in titles.items():
        answers = [each for each in waiting if each.kind == channel]
        if answers:
            items = [_delivery_item(each, url, action, today) for each in answers[:ON_THE_DAY]]
            parts.append(DayPart(title=title, items=items, total=len(answers), url=url))
    return parts


def _delivery_item(each: Waiting, url: str, action: Text, today: date) -> DayItem:
    since = timezone.localdate(each.at)
    due = each.again_on or since + DELIVER_WITHIN
    return DayItem(
        headline=each.title,
        detail=gettext("Answer to %(number)s for %(contact)s")
        % {"number": each.number, "contact": each.more},
        url=url,
        action=action,
        since=since,
        due=due,
        is_late=due < today,
    )


def _offer_item(each: Waiting, answer_days: int, today: date) -> DayItem:
    since = timezone.localdate(each.at)
    due = since + timedelta(days=answer_days)
    return DayItem(
        headline=gettext("%(name)s would join in") % {"name": each.more},
        detail=gettext("%(title)s (%(number)s), nobody has been in touch yet")
        % {"title": each.title, "number": each.number},
        url=reverse("ideas:talk", args=[each.public_id]) + "#mitmachen",
        action=_("Get in touch"),
        since=since,
        due=due,
        is_late=due < today,
    )


def _idea_item(each: Waiting, answer_days: int, today: date) -> DayItem:
    since = timezone.localdate(each.at)
    due = since + timedelta(days=answer_days)
    return DayItem(
        headline=each.title,
        detail=gettext("Idea %(number)s, %(channel)s, still without an answer")
        % {"number": each.number, "channel": Idea.Channel(each.more).label},
        url=reverse("ideas:talk", args=[each.public_id]),
        action=_("Answer"),
        since=since,
        due=due,
        is_late=due < today,
    )
