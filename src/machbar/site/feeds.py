"""Atom feeds (RFC 4287): everything new, the ideas, the projects, and one project; the same for everybody."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.asking import feed_entries
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import FeedEntry
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.projects.selectors import published

MOST_ENTRIES = 30
SECONDS = 300
TAG_YEAR = 2026  # of the tag: addresses (RFC 4151); it never changes, or every reader would see every entry anew
BEGINNING = datetime(TAG_YEAR, 1, 1, tzinfo=UTC)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class HouseFeed(Atom1Feed):
    """Django's Atom feed, except that an empty one is not new each time it is asked for."""

    def latest_post_date(self) -> datetime:
        """The newest change of an entry."""
        return max((item["updateddate"] for item in self.items), default=BEGINNING)


def tag_of(town: Town, key: str) -> str:
    """A name for good (RFC 4151): independent of titles and addresses of pages."""
    host = absolute_url(town, "").split("//", 1)[1].split(":", 1)[0]
    return f"tag:{host},{TAG_YEAR}:{key}"


@require_safe
@cache_control(max_age=SECONDS, public=True)
@conditional_page
@kept_for_guests
def everything(request: HouseRequest) -> HttpResponse:
    """What is new in the house."""
    entries = feed_entries(request.modules, _guest(request))
    title = _("What is going on")
    return _answer(request.town, entries, title=title, path=reverse("feed"), page=reverse("home"))


@require_safe
@cache_control(max_age=SECONDS, public=True)
@conditional_page
@kept_for_guests
def ideas(request: HouseRequest) -> HttpResponse:
    """New ideas on the wall."""
    modules = [module for module in request.modules if module.key == "ideas"]
    if not modules:
        raise Http404
    entries = feed_entries(modules, _guest(request))
    page = reverse("ideas:wall")
    return _answer(
        request.town, entries, title=_("New ideas"), path=reverse("feed_ideas"), page=page
    )


@require_safe
@cache_control(max_age=SECONDS, public=True)
@conditional_page
@kept_for_guests
def projects(request: HouseRequest) -> HttpResponse:
    """New projects and their steps."""
    modules = [module for module in request.modules if module.key == "projects"]
    entries = feed_entries(modules, _guest(request))
    page = reverse("projects:index")
    return _answer(
        request.town, entries, title=_("Projects"), path=reverse("feed_projects"), page=page
    )


@require_safe
@cache_control(max_age=SECONDS, public=True)
@conditional_page
@kept_for_guests
def project(request: HouseRequest, public_id: str) -> HttpResponse:
    """What is new in one public project."""
    guest = _guest(request)
    found = get_object_or_404(published(guest), public_id=public_id)
    return _answer(
        request.town,
        feed_entries(request.modules, guest, found.pk),
        title=found.title,
        path=reverse("feed_project", args=[public_id]),
        page=reverse("projects:project", args=[public_id]),
    )


def _guest(request: HouseRequest) -> Actor:
    """Feeds are public and kept by caches: whoever is signed in gets what everybody gets."""
    return Actor(town=request.town)


def _answer(
    town: Town, entries: Sequence[FeedEntry], *, title: str, path: str, page: str
) -> HttpResponse:
    house = f"{town.house_name} {town.name}"
    feed = HouseFeed(
        title=_clean(f"{title} – {house}"),
        link=absolute_url(town, page),
        feed_url=absolute_url(town, path),
        feed_guid=tag_of(town, path.strip("/")),
        description="",
        language="de",
        author_name=house,
        subtitle=_("Ideas and projects of a small town"),
    )
    for entry in entries[:MOST_ENTRIES]:
        feed.add_item(
            title=_clean(str(entry.title)),
            link=absolute_url(town, entry.url),
            description=linebreaks(escape(_clean(str(entry.text)))),
            unique_id=tag_of(town, entry.key),
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _clean(text: str) -> str:
    """Without the signs that XML 1.0 cannot carry, whoever pasted them."""
    return _NO_XML.sub("", text)
