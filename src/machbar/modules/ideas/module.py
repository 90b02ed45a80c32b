"""What ideas contribute to the house."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    CounterDeed,
    DayItem,
    DayPart,
    Module,
    NavigationEntry,
    Panel,
    ProjectPage,
    Text,
    TimelineStep,
    counted,
)
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.findable_bundles import BUNDLES
from machbar.modules.ideas.history import EVENT_LABELS, traced
from machbar.modules.ideas.labels import ideas_of_tables
from machbar.modules.ideas.models import Answer, Idea, IdeaProject, Offer
from machbar.modules.ideas.rules import can_answer_ideas, can_take_down_ideas
from machbar.modules.ideas.selectors import (
    OfTables,
    answer_due,
    ideas_on_the_wall,
    pressing_deliveries,
    pressing_ideas,
    unanswered,
    with_photo,
)
from machbar.modules.ideas.services import add_reason_templates, forget_old_offers, forget_old_scans
from machbar.modules.ideas.supporters import offers_for, offers_waiting, shown_counts, to_project
from machbar.modules.ideas.surfaces import feed, kiosk, site_pages
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.ideas.views.queueing import queue, queue_panel
from machbar.modules.ideas.vocabularies import add_vocabularies

ON_THE_FRONT = 3
ON_THE_DAY = 8
DELIVER_WITHIN = timedelta(days=3)
"""An answer that is given shall have reached the person so soon."""


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The wall for everybody, the counter for the tablet, the talks for those who answer."""
    entries = [
        NavigationEntry(
            area=Area.PUBLIC,
            label=_("Join in"),
            url=reverse("ideas:wall"),
            section="ideen",
            position=10,
        )
    ]
    if actor.device is not None:
        entries.append(
            NavigationEntry(
                area=Area.PUBLIC,
                label=_("Counter"),
                url=reverse("ideas:counter"),
                section="tresen",
                position=1,
            )
        )
    if can_answer_ideas(actor):
        entries.append(
            NavigationEntry(
                area=Area.STAFF,
                label=_("Talks"),
                url=reverse("ideas:talks"),
                section="werkstatt/gespraeche",
                position=20,
            )
        )
    return entries


def area_pages(actor: Actor) -> Sequence[NavigationEntry]:
    """The ideas, beside what else belongs to the talks."""
    if not can_answer_ideas(actor):
        return ()
    return (
        NavigationEntry(
            area=Area.STAFF,
            label=_("Ideas"),
            url=reverse("ideas:talks"),
            section="werkstatt/gespraeche",
            position=10,
        ),
    )


def counter(actor: Actor) -> Sequence[CounterDeed]:
    """What the counter is for in the first place."""
    if not can_take_down_ideas(actor):
        return ()
    return (
        CounterDeed(
            label=_("Take down an idea"),
            when=_("Somebody brings an idea? This sheet takes it."),
            url=reverse("ideas:counter"),
            position=0,
        ),
    )


def front(actor: Actor) -> Sequence[Panel]:
    """The newest ideas on the wall."""
    newest = ideas_on_the_wall(actor).order_by("-published_at", "-id")[:ON_THE_FRONT]
    ideas = list(with_photo(newest))
    if not ideas:
        return []
    context = {"ideas": ideas, "supporters": shown_counts(ideas)}
    return [Panel(template="ideas/_front.html", context=context, position=10)]


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """For the project guide: who said "Mach ich mit" to the ideas that became this project."""
    if page is not ProjectPage.WORKSPACE:
        return ()
    offers = list(offers_for(actor).filter(to_project(project)))
    if not offers:
        return ()
    return (
        Panel(
            template="ideas/_offers_panel.html",
            context={"offers": offers},
            position=7,
            page=ProjectPage.WORKSPACE,
        ),
    )


def timeline(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[TimelineStep]]:
    """The ideas from which projects came; a title is named only where the idea is public."""
    steps: dict[int, list[TimelineStep]] = defaultdict(list)
    for becoming in IdeaProject.objects.filter(
        project_id__in=projects, idea__town=actor.town
    ).select_related("idea"):
        idea = becoming.idea
        steps[becoming.project_id].append(
            TimelineStep(
                on=timezone.localdate(idea.handed_in_at),
                label=gettext("Idea, %(channel)s") % {"channel": idea.get_channel_display()},
                sentence=idea.title if idea.is_public else "",
                url=reverse("ideas:idea", args=[idea.public_id]) if idea.is_public else "",
            )
        )
    return steps


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """Ideas without an answer, and answers that wait for a call or a letter; the oldest first (two queries)."""
    if not can_answer_ideas(actor):
        return []
    return [*_waiting_ideas(actor, today), *_on_their_way(actor, today)]


def _waiting_ideas(actor: Actor, today: date) -> Sequence[DayPart]:
    """Ideas without an answer and, for the project guide, people who would join in; the most urgent first."""
    waiting, of_tables = pressing_ideas(actor, ON_THE_DAY + 1)
    offers = list(offers_waiting(actor)[: ON_THE_DAY + 1])
    days = actor.town.answer_days
    items = [
        *(_day_item(idea, days, today) for idea in waiting[:ON_THE_DAY]),
        *(_offer_item(offer, days, today) for offer in offers[:ON_THE_DAY]),
    ]
    pile = [_of_tables(of_tables, days, today)] if of_tables else []
    if not items:
        return pile
    own = unanswered(actor).filter(taken_in_at=None)
    total = sum(
        counted(every) if len(first) > ON_THE_DAY else len(first)
        for first, every in ((waiting, own), (offers, offers_waiting(actor)))
    )
    first = sorted(items, key=lambda item: (item.due, item.since))[:ON_THE_DAY]
    title, url = _("Waiting for an answer"), reverse("ideas:talks")
    return [DayPart(title=title, items=first, total=total, url=url), *pile]


def _of_tables(found: OfTables, answer_days: int, today: date) -> DayPart:
    """All ideas from tables in one line, so that they do not push away what comes in by itself."""
    since = timezone.localdate(found.since)
    due = since + timedelta(days=answer_days)
    url = reverse("ideas:talks") + "?eingelesen=1"
    line = DayItem(
        headline=ideas_of_tables(found.total),
        detail=gettext("Taken in since %(day)s") % {"day": f"{since:%d.%m.%Y}"},
        url=url,
        action=_("To the list"),
        since=since,
        due=due,
        is_late=due < today,
        is_pile=True,
    )
    return DayPart(title=_("From tables"), items=[line], total=found.total, url=url)


def _on_their_way(actor: Actor, today: date) -> Sequence[DayPart]:
    answers = list(pressing_deliveries(actor, today, ON_THE_DAY))
    titles = {
        ContactKind.PHONE: (_("Answers by phone"), reverse("ideas:calls"), _("Call")),
        ContactKind.LETTER: (_("Answers by letter"), reverse("ideas:post"), _("To the letter")),
    }
    parts = []
    for channel, (title, url, action) in titles.items():
        of_channel = [answer for answer in answers if answer.sent_by == channel]
        if of_channel:
            items = [_delivery_item(answer, url, action, today) for answer in of_channel]
            total = of_channel[0].total  # type: ignore[attr-defined] # counted by the selector
            parts.append(DayPart(title=title, items=items, total=total, url=url))
    return parts


def _delivery_item(answer: Answer, url: str, action: Text, today: date) -> DayItem:
    since = timezone.localdate(answer.given_at)
    due = answer.again_on or since + DELIVER_WITHIN
    return DayItem(
        headline=answer.idea.title,
        detail=gettext("Answer to %(number)s for %(contact)s")
        % {"number": answer.idea.number, "contact": answer.idea.contact},
        url=url,
        action=action,
        since=since,
        due=due,
        is_late=due < today,
    )


def _offer_item(offer: Offer, answer_days: int, today: date) -> DayItem:
    since = timezone.localdate(offer.offered_at)
    due = since + timedelta(days=answer_days)
    return DayItem(
        headline=gettext("%(name)s would join in") % {"name": offer.name},
        detail=gettext("%(title)s (%(number)s), nobody has been in touch yet")
        % {"title": offer.idea.title, "number": offer.idea.number},
        url=reverse("ideas:talk", args=[offer.idea.public_id]) + "#mitmachen",
        action=_("Get in touch"),
        since=since,
        due=due,
        is_late=due < today,
    )


def daily(town: Town, today: date) -> None:
    """Scans go thirty days after typing, offers after a year; reasons of a newer version come in."""
    now = timezone.now()
    forget_old_scans(town=town, at=now)
    forget_old_offers(town=town, at=now)
    add_reason_templates(town=town)


def demo(town: Town, today: date) -> None:
    """The lists that ideas are sorted by, and the ready-made reasons of a new town."""
    add_vocabularies(town=town)
    add_reason_templates(town=town)


def _day_item(idea: Idea, answer_days: int, today: date) -> DayItem:
    due = answer_due(idea, answer_days)
    return DayItem(
        headline=idea.title,
        detail=gettext("Idea %(number)s, %(channel)s, still without an answer")
        % {"number": idea.number, "channel": idea.get_channel_display()},
        url=reverse("ideas:talk", args=[idea.public_id]),
        action=_("Answer"),
        since=timezone.localdate(idea.waits_since),
        due=due,
        is_late=due < today,
    )


MODULE = Module(
    key="ideas",
    name=_("Ideas"),
    summary=_("Ideas without an account, receipts, answers."),
    urls="machbar.modules.ideas.urls",
    needs=frozenset({"projects"}),
    navigation=navigation,
    front=front,
    timeline=timeline,
    project_panels=project_panels,
    day_page=day_page,
    daily=daily,
    demo=demo,
    queue=queue,
    queue_panel=queue_panel,
    findables=(FINDABLE, BUNDLES),
    area_pages=area_pages,
    counter=counter,
    kiosk=kiosk,
    feed=feed,
    site_pages=site_pages,
    tables=(IDEAS,),
    event_labels=EVENT_LABELS,
    traced=traced,
)
