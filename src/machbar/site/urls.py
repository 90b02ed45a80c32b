"""All addresses: the house's own, then each module's. Addresses are German and stable (architecture.md, section 7)."""

from django.urls import URLPattern, URLResolver, include, path

from machbar.foundation.surfaces.registry import all_modules
from machbar.site import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("stil/stadt.css", views.town_style, name="town_style"),
    path("ueber-uns/", views.about, name="about"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("impressum/", views.imprint, name="imprint"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("werkstatt/", views.workshop, name="workshop"),
    path("werkstatt/heute/", views.day_page, name="day_page"),
    *(path("", include(module.urls)) for module in all_modules()),
]

handler400 = "machbar.site.views.bad_request"
handler403 = "machbar.site.views.permission_denied"
handler404 = "machbar.site.views.page_not_found"
handler500 = "machbar.site.views.server_error"
