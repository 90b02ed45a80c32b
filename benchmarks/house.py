"""CPU per request of the team's and the public's main pages as a town grows, beside the bare page (performance.md).

The load is that of `machbar populate`: ideas, projects and programmes nobody brought. Ratios count, not seconds.
A word "of many" fills its page at every size, so that the pages are alike; so are those of the words
that the load never uses ("the same hits": those of the demonstration). Another word finds more as the town grows.
"""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages import bare_page, cpu_ms, prepare

if TYPE_CHECKING:
    from django.test import Client

SIZES = ((1_000, 100, 100), (10_000, 1_000, 1_000), (100_000, 1_000, 1_000))


def main() -> None:
    """Fill a demo town step by step; print each page's CPU, its ratio to the bare page, and its queries."""
    with tempfile.TemporaryDirectory(prefix="machbar-bench-") as folder:
        prepare(Path(folder))
        from django.db import connection
        from django.test import Client
        from django.test.utils import (
            CaptureQueriesContext,
            setup_test_environment,
            teardown_test_environment,
        )
        from django.utils import timezone

        from machbar.site.populating import Load, populate
        from tests.journeys.towns import filled_town

        setup_test_environment()
        place = filled_town()
        teardown_test_environment()  # what follows is the product, without signals of each template
        team = Client()
        team.force_login(place.team, backend="allauth.account.auth_backends.AuthenticationBackend")
        have = (0, 0, 0)
        first: dict[str, float] = {}
        for seed, size in enumerate(SIZES):
            ideas, projects, programmes = (
                more - less for more, less in zip(size, have, strict=True)
            )
            have = size
            load = Load(ideas=ideas, projects=projects, programmes=programmes)
            populate(town=place.town, load=load, seed=seed, at=timezone.now(), tell=_silent)
            bare = cpu_ms(bare_page(place.town))
            print(f"{size[0]} ideas, {size[1]} projects, {size[2]} programmes: bare {bare:.2f} ms")
            for name, client, path in _pages(place.things, team, Client()):
                cost = cpu_ms(_asking(client, path))
                first.setdefault(name, cost)
                with CaptureQueriesContext(connection) as captured:
                    answer = client.get(path)
                print(
                    f"  {name:<26} {cost:6.1f} ms  ×{cost / bare:5.1f} of bare  ×{cost / first[name]:.2f} of the"
                    f" first  {len(captured):>3} queries  {len(answer.content) / 1000:6.1f} kB"
                )


def _asking(client: "Client", path: str) -> Callable[[], object]:
    return lambda: client.get(path)


def _pages(
    things: Mapping[str, str], team: "Client", guest: "Client"
) -> list[tuple[str, "Client", str]]:
    from django.urls import reverse

    project = things["project 0"]
    idea = things["waiting"]
    return [
        ("home", guest, "/"),
        ("wall", guest, reverse("ideas:wall")),
        ("wall, a word", guest, reverse("ideas:wall") + "?suche=Trinkbrunnen"),
        ("wall, a word of many", guest, reverse("ideas:wall") + "?suche=Kinder"),
        ("wall, a state", guest, reverse("ideas:wall") + "?stand=parked"),
        ("projects", guest, reverse("projects:index")),
        ("one project", guest, reverse("projects:project", args=[project])),
        ("programmes", guest, reverse("funding:index")),
        ("search", guest, reverse("search") + "?suche=Trinkbrunnen"),
        ("search, a word of many", guest, reverse("search") + "?suche=Kinder"),
        ("search, the same hits", guest, reverse("search") + "?suche=Offene+Werkstatt"),
        ("search, no hit", guest, reverse("search") + "?suche=Drehorgel"),
        ("Heute", team, reverse("day_page")),
        ("Gespräche", team, reverse("ideas:talks")),
        ("one idea", team, reverse("ideas:talk", args=[idea])),
        ("Projekte", team, reverse("projects:work_list")),
        ("workspace", team, reverse("projects:workspace", args=[project])),
        ("mediation", team, reverse("projects:mediation", args=[project])),
        ("Geld", team, reverse("funding:overview")),
        ("search, team", team, reverse("search") + "?suche=Trinkbrunnen+Markt"),
        ("search, team, of many", team, reverse("search") + "?suche=Verein+Platz"),
    ]


def _silent(_kind: str, _done: int, _total: int) -> None:
    """No progress: the lines below are what is read."""


if __name__ == "__main__":
    main()
