"""CPU per request of our pages beside a bare Django page, in one process and one run (performance.md).

The bare page renders twenty of 10,000 rows by one indexed query through the usual middleware. Ratios are what
counts; seconds depend on the machine.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from machbar.foundation.towns.models import Town

MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)
REQUESTS = 60
SIZES = (100, 1_000, 10_000, 100_000)
BARE = "<ul>{% for idea in ideas %}<li>{{ idea.title }}</li>{% endfor %}</ul>"


def main() -> None:
    """Fill a throw-away town with more and more ideas and time the pages."""
    with tempfile.TemporaryDirectory(prefix="machbar-bench-") as folder:
        prepare(Path(folder))
        from django.test import Client

        town = _town()
        client, count = Client(), 0
        for size in SIZES:
            _add_ideas(town, count, size)
            count = size
            bare = cpu_ms(bare_page(town))
            wall = cpu_ms(lambda: client.get("/ideen/"))
            filtered = cpu_ms(lambda: client.get("/ideen/", {"suche": "brunnen"}))
            site = cpu_ms(lambda: client.get("/suche/", {"suche": "brunnen"}))
            common = cpu_ms(lambda: client.get("/suche/", {"suche": "markt bank"}))
            form = cpu_ms(lambda: client.get("/ideen/neu/"))
            print(
                f"{size:>7} ideas: bare {bare:.2f} ms, wall {wall:.2f} ms (×{wall / bare:.1f}), "
                f"wall for a word {filtered:.2f} ms (×{filtered / bare:.1f}), search {site:.2f} ms "
                f"(×{site / bare:.1f}), for common words {common:.2f} ms (×{common / bare:.1f}), "
                f"form {form:.2f} ms"
            )


def prepare(folder: Path) -> None:
    """Django with a throw-away data directory."""
    os.environ["MACHBAR_DATA"] = str(folder)
    os.environ["MACHBAR_STATIC"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("MACHBAR_SECRET_KEY", secrets.token_urlsafe(64))
    from machbar.site.light import start

    start(migrate=True)


def _town() -> "Town":
    from machbar.foundation.towns.models import Town

    return Town.objects.create(
        key="bench",
        name="Messstadt",
        short_name="Messstadt",
        number_prefix="M",
        state="Niedersachsen",
    )


def _add_ideas(town: "Town", first: int, last: int) -> None:
    from machbar.foundation.search.services import mend
    from machbar.modules.ideas.findable import FINDABLE
    from machbar.modules.ideas.models import Idea

    Idea.objects.bulk_create(
        (
            Idea(
                town=town,
                number=f"M-{at}",
                title=f"Idee {at} {'Trinkbrunnen' if at % 50 == 0 else 'Bank'} am Markt",
                text="Ein Satz, wie ihn jemand am Tresen sagt, mit einem Ort und einem Wunsch.",
                form_key=f"m{at}",
                channel="web",
                published_at=MORNING + timedelta(seconds=at),
                handed_in_at=MORNING + timedelta(seconds=at),
            )
            for at in range(first, last)
        ),
        batch_size=2_000,
    )
    begun = time.process_time()
    mend(FINDABLE)
    print(f"{last - first:>7} indexed in {time.process_time() - begun:.1f} s CPU")


def bare_page(town: "Town") -> Callable[[], object]:
    """The bare page: twenty rows by one indexed query in a small template."""
    from django.http import HttpRequest, HttpResponse
    from django.template import Context, Template
    from django.test import RequestFactory

    from machbar.modules.ideas.models import Idea

    template, factory = Template(BARE), RequestFactory()

    def view(_request: HttpRequest) -> HttpResponse:
        ideas = Idea.objects.filter(town=town).order_by("-published_at", "-id")[:20]
        return HttpResponse(template.render(Context({"ideas": ideas})))

    return lambda: view(factory.get("/"))


def cpu_ms(call: Callable[[], object]) -> float:
    """Milliseconds of CPU for one call: the least of sixty after five to warm up, for others use the machine too."""
    least = float("inf")
    for request in range(5 + REQUESTS):
        begun = time.process_time()
        call()
        if request >= 5:
            least = min(least, time.process_time() - begun)
    return least * 1000


if __name__ == "__main__":
    main()
