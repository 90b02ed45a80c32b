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
    CounterDeed,
    Module,
    NavigationEntry,
    Panel,
    ProjectPage,
    TimelineStep,
)
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.archive import archive
from machbar.modules.ideas.day import day_page
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.findable_bundles import BUNDLES
from machbar.modules.ideas.history import EVENT_LABELS, traced
from machbar.modules.ideas.models import IdeaProject
from machbar.modules.ideas.personal import PERSONAL
from machbar.modules.ideas.rules import can_answer_ideas, can_take_down_ideas
from machbar.modules.ideas.selectors import (
    ideas_on_the_wall,
    with_photo,
)
from machbar.modules.ideas.services import add_reason_templates
from machbar.modules.ideas.supporters import offers_for, shown_counts, to_project
from machbar.modules.ideas.surfaces import feed, kiosk, site_pages
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.ideas.views.queueing import queue, queue_panel, queue_size
from machbar.modules.ideas.vocabularies import add_vocabularies
from machbar.reasoning.contact import ContactKind

ON_THE_FRONT = 3


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


def daily(town: Town, today: date) -> None:
    """Reasons of a newer version come in."""
    add_reason_templates(town=town)


def demo(town: Town, today: date) -> None:
    """The lists that ideas are sorted by, and the ready-made reasons of a new town."""
    add_vocabularies(town=town)
    add_reason_templates(town=town)


MODULE = Module(
    key="ideas",
    archive=archive,
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
    queue_size=queue_size,
    queue_panel=queue_panel,
    findables=(FINDABLE, BUNDLES),
    area_pages=area_pages,
    counter=counter,
    kiosk=kiosk,
    feed=feed,
    site_pages=site_pages,
    reach_lists={ContactKind.PHONE: "ideas:calls", ContactKind.LETTER: "ideas:post"},
    tables=(IDEAS,),
    event_labels=EVENT_LABELS,
    traced=traced,
    personal=PERSONAL,
)
