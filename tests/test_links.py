"""Whoever follows links comes to no dead end, and every page that stands by itself is reached.

A guest begins at the shop window, the tablet at the counter, somebody with every role at the team's day.
"""

import copy
import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, is_valid_path, resolve
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person
from machbar.modules.funding.services.suggesting import suggest
from machbar.site.demo.loading import load_demo

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
MISSING = "⟦%s⟧"  # what a template shows for a name that it does not get
OF_A_KIND = 12  # pages of one view, and as many of its filtered ones
MOST_PAGES = 1500  # a list that leads to ever new pages would end here, loudly
HOME, DAY, COUNTER = "/", "/werkstatt/heute/", "/tresen/"


class _Links(HTMLParser):
    """Collects the addresses that a page names, as a browser would ask for them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get("href" if tag in {"a", "link"} else "src")
        if address and tag in {"a", "link", "img", "source", "iframe"}:
            self.found.add(address)


def links_of(path: str, page: str) -> Iterator[str]:
    """The addresses of ours that a page names, without what stands behind the #; static files are not pages."""
    parser = _Links()
    parser.feed(page)
    for address in sorted(parser.found):
        whole = urlsplit(urljoin(f"http://testserver{path}", address))
        if whole.netloc == "testserver" and not whole.path.startswith(settings.STATIC_URL):
            yield whole._replace(scheme="", netloc="", fragment="").geturl()


def is_ours(path: str) -> bool:
    """Whether there is a page at this address at all."""
    return bool(is_valid_path(urlsplit(path).path))


def crawl(client: Client, start: str) -> dict[str, str]:
    """Every page that can be reached, by its address; what is wrong with it, or nothing."""
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    waiting = deque([start])
    while waiting:
        path = waiting.popleft()
        kind = f"{resolve(urlsplit(path).path).view_name} {'?' in path}" if is_ours(path) else path
        if path in found or seen[kind] >= OF_A_KIND:
            continue
        seen[kind] += 1
        cache.clear()  # nobody clicks as fast as this: the limits of costly pages do not count here
        answer = client.get(path, follow=True)
        page = answer.getvalue().decode(errors="replace")
        names = sorted(set(re.findall(r"⟦(.*?)⟧", page)))
        found |= {address: "" for address, _status in answer.redirect_chain}
        found[path] = "" if answer.status_code == 200 else f"answers {answer.status_code}"
        found[path] += f"knows no {', '.join(names)}" if names else ""
        assert len(found) < MOST_PAGES, f"ever new pages, at last {path}"
        if answer["Content-Type"].startswith("text/html"):
            waiting.extend(links_of(path, page))
    return found


@pytest.fixture
def strict_templates() -> Iterator[None]:
    """A template that names what it was not given shows so."""
    [engine] = copy.deepcopy(settings.TEMPLATES)
    options = engine["OPTIONS"]
    assert isinstance(options, dict)
    options["string_if_invalid"] = MISSING
    with override_settings(TEMPLATES=[engine], DEMO=True):
        yield


def pages_without_arguments(client: Client) -> set[str]:
    """The addresses of all pages that stand by themselves and that this visitor may open."""
    found = set()
    for pattern in _patterns(get_resolver().url_patterns):
        if not pattern.pattern.converters:
            path = f"/{pattern.pattern}"  # every included list hangs at the root
            answer = client.get(path)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found.add(path)
    return found


def _patterns(entries: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns)
        else:
            yield entry


def test_every_page_that_a_guest_or_the_team_can_reach_answers(
    strict_templates: None, client: Client
) -> None:
    town = load_demo(timezone.now())
    suggest(town, list(town.projects.all()))

    as_guest = crawl(client, HOME)
    as_tablet = crawl(client, COUNTER)
    client.force_login(make_person(*Role, town=town))
    as_team = crawl(client, DAY)
    reached = as_guest | as_tablet | as_team

    assert {path: wrong for path, wrong in reached.items() if wrong} == {}
    met = {path.partition("?")[0] for path in reached}
    assert pages_without_arguments(client) - met == set()
    assert pages_without_arguments(Client()) - met == set()
    assert not any(path.startswith("/werkstatt/") for path in as_guest)
