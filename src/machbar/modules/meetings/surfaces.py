"""What meetings show beyond their own pages: when somebody is there, in the shop window and to search engines."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel, SitePage
from machbar.modules.meetings.selectors import PresenceDay, coming_days

AHEAD = timedelta(days=21)
IN_THE_WINDOW = 3


def front(actor: Actor) -> Sequence[Panel]:
    """A pane of the shop window with the next presence hours (two queries)."""
    days = next_days(actor, 1)
    if not days:
        return ()
    context = {"day": days[0]}
    return (Panel(template="meetings/_pane.html", context=context, position=20, is_beside=True),)


def kiosk(actor: Actor) -> Sequence[Panel]:
    """The next presence hours (two queries)."""
    days = next_days(actor, IN_THE_WINDOW)
    return (
        (Panel(template="meetings/_slide.html", context={"days": days}, position=40),)
        if days
        else ()
    )


def site_pages(_actor: Actor) -> Sequence[SitePage]:
    """When somebody is there, and the times to choose from."""
    return (
        SitePage(path=reverse("meetings:dates")),
        SitePage(path=reverse("meetings:presence")),
    )


def next_days(actor: Actor, most: int) -> list[PresenceDay]:
    """The next days on which somebody is there and that are not over, within three weeks."""
    now = timezone.now()
    today = timezone.localdate(now)
    days = coming_days(actor.town, today, today + AHEAD)
    coming = [day for day in days if not day.cancelled_because and day.span.ends_at > now]
    return coming[:most]
