"""What ideas contribute to the house."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

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
    TimelineStep,
)
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.models import Idea, IdeaProject
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import (
    answer_due,
    ideas_on_the_wall,
    unanswered,
    with_photo,
)
from machbar.modules.ideas.surfaces import feed, kiosk, site_pages
from machbar.modules.ideas.tables import IDEAS

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


def front(actor: Actor) -> Sequence[Panel]:
    """The newest ideas on the wall."""
    newest = ideas_on_the_wall(actor).order_by("-published_at", "-id")[:ON_THE_FRONT]
    ideas = list(with_photo(newest))
    return (
        [Panel(template="ideas/_front.html", context={"ideas": ideas}, position=10)]
        if ideas
        else []
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
    """Ideas without an answer, the oldest first."""
    waiting = unanswered(actor)
    total = waiting.count()
    if not total:
        return None
    items = [_day_item(idea, actor.town.answer_days, today) for idea in waiting[:ON_THE_DAY]]
    return DayPart(
        title=_("Waiting for an answer"), items=items, total=total, url=reverse("ideas:talks")
    )


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
    day_page=day_page,
    findables=(FINDABLE,),
    area_pages=area_pages,
    kiosk=kiosk,
    feed=feed,
    site_pages=site_pages,
    tables=(IDEAS,),
)
