"""What ideas show beyond their own pages: in the shop window, in feeds, to search engines."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import FeedEntry, Panel, SitePage
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import ideas_on_the_wall, with_photo

IN_THE_WINDOW = 3
IN_A_FEED = 20
MOST_PAGES = 20_000


def kiosk(actor: Actor) -> Sequence[Panel]:
    """The newest ideas on the wall (two queries)."""
    newest = ideas_on_the_wall(actor).order_by("-published_at", "-id")[:IN_THE_WINDOW]
    ideas = list(with_photo(newest))
    return (
        [Panel(template="ideas/_slide.html", context={"ideas": ideas}, position=10)]
        if ideas
        else []
    )


def feed(actor: Actor, project: int | None) -> Sequence[FeedEntry]:
    """Ideas that were hung up, and what became of them; of a project those it came from (one query)."""
    ideas = ideas_on_the_wall(actor)
    if project is not None:
        ideas = ideas.filter(becomings__project=project)
    last = Answer.objects.filter(idea=OuterRef("pk")).order_by("-given_at").values("given_at")[:1]
    newest = ideas.annotate(answered=Subquery(last)).order_by("-published_at", "-id")
    return [_entry(idea) for idea in newest[:IN_A_FEED]]


def site_pages(actor: Actor) -> Sequence[SitePage]:
    """The form, the wall and every idea on it (one query)."""
    rows = ideas_on_the_wall(actor).order_by("-published_at", "-id")
    return [
        SitePage(path=reverse("ideas:hand_in")),
        SitePage(path=reverse("ideas:wall")),
        *(
            SitePage(path=reverse("ideas:idea", args=[public_id]), changed=published)
            for public_id, published in rows.values_list("public_id", "published_at")[:MOST_PAGES]
        ),
    ]


def _entry(idea: Idea) -> FeedEntry:
    published = idea.published_at
    assert published is not None  # noqa: S101 - only ideas on the wall are asked for
    answered = getattr(idea, "answered", None)
    said = gettext("Status: %(status)s") % {"status": idea.get_status_display()}
    return FeedEntry(
        key=f"ideen/{idea.public_id}",
        title=idea.title,
        text="\n\n".join(each for each in (idea.text, said, idea.reason) if each),
        url=reverse("ideas:idea", args=[idea.public_id]),
        published=published,
        updated=max(published, answered) if answered else published,
    )
