"""What search engines are told: which doors are not for them, and which pages there are."""

from xml.sax.saxutils import escape

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.asking import site_pages
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import SitePage
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town

CLOSED = (
    "/werkstatt/",
    "/tresen/",
    "/anmelden/",
    "/einrichten/",
    "/beleg/",
    "/eigentum/",
    "/suche/",
    "/schaufenster/",
)
OWN = ("home", "about", "privacy", "imprint", "accessibility")
MOST = 50_000  # as sitemaps.org allows for one file


@cache_control(max_age=3600, public=True)
@require_safe
def robots(request: HouseRequest) -> HttpResponse:
    """Pages of the team, of personal links and of searches are not for indexes; nothing is before the town opens."""
    if not request.town.is_public:
        return HttpResponse(
            "User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8"
        )
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        f"Sitemap: {absolute_url(request.town, reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(max_age=3600, public=True)
@require_safe
def sitemap(request: HouseRequest) -> HttpResponse:
    """Every public page with the day of its last change (sitemaps.org, version 0.9)."""
    own = [SitePage(path=reverse(name)) for name in OWN]
    pages = [*own, *site_pages(request.modules, Actor(town=request.town))][:MOST]
    body = "".join(_entry(request.town, page) for page in pages)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</urlset>\n'
    )
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _entry(town: Town, page: SitePage) -> str:
    address = escape(absolute_url(town, page.path))
    changed = f"<lastmod>{page.changed:%Y-%m-%d}</lastmod>" if page.changed else ""
    return f"<url><loc>{address}</loc>{changed}</url>\n"
