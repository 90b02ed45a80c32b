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
    DayItem,
    DayPart,
    Module,
    NavigationEntry,
    Panel,
    ProjectPage,
    TimelineStep,
)
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.models import Idea, IdeaProject, Offer
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import (
    answer_due,
    ideas_on_the_wall,
    unanswered,
    with_photo,
)
from machbar.modules.ideas.services import forget_old_offers, forget_old_scans
from machbar.modules.ideas.supporters import offers_for, offers_waiting, shown_counts
from machbar.modules.ideas.vocabularies import add_vocabularies

ON_THE_FRONT = 3
ON_THE_DAY = 8


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The wall for everybody, the talks for those who answer."""
    entries = [
        NavigationEntry(
            area=Area.PUBLIC,
            label=_("Join in"),
            url=reverse("ideas:wall"),
            section="ideen",
            position=10,
        )
    ]
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


def front(actor: Actor) -> Sequence[Panel]:
    """The newest ideas on the wall."""
    newest = ideas_on_the_wall(actor).order_by("-published_at", "-id")[:ON_THE_FRONT]
    ideas = list(with_photo(newest))
    if not ideas:
        return []
    context = {"ideas": ideas, "supporters": shown_counts(ideas)}
    return [Panel(template="ideas/_front.html", context=context, position=10)]


def project_panels(actor: Actor, project: int) -> Sequence[Panel]:
    """For the project guide: who said "Mach ich mit" to the ideas that became this project."""
    offers = list(offers_for(actor).filter(idea__becomings__project=project))
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


def day_page(actor: Actor, today: date) -> DayPart | None:
    """Ideas without an answer and, for the project guide, people who would join in; the most urgent first."""
    waiting = unanswered(actor)
    offers = offers_waiting(actor)
    total = waiting.count() + offers.count()
    if not total:
        return None
    days = actor.town.answer_days
    items = [
        *(_day_item(idea, days, today) for idea in waiting[:ON_THE_DAY]),
        *(_offer_item(offer, days, today) for offer in offers[:ON_THE_DAY]),
    ]
    return DayPart(
        title=_("Waiting for an answer"),
        items=sorted(items, key=lambda item: (item.due, item.since))[:ON_THE_DAY],
        total=total,
        url=reverse("ideas:talks"),
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
    """The worker's clock: scans go thirty days after typing, offers after a year."""
    now = timezone.now()
    forget_old_scans(town=town, at=now)
    forget_old_offers(town=town, at=now)


def demo(town: Town, today: date) -> None:
    """The lists that ideas are sorted by."""
    add_vocabularies(town=town)


def _day_item(idea: Idea, answer_days: int, today: date) -> DayItem:
    due = answer_due(idea, answer_days)
    return DayItem(
        headline=idea.title,
        detail=gettext("Idea %(number)s, %(channel)s, still without an answer")
        % {"number": idea.number, "channel": idea.get_channel_display()},
        url=reverse("ideas:talk", args=[idea.public_id]),
        action=_("Answer"),
        since=timezone.localdate(idea.handed_in_at),
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
    findables=(FINDABLE,),
    daily=daily,
    demo=demo,
)
