"""All addresses: the house's own, then each module's. Addresses are German and stable (architecture.md, section 7)."""

from allauth.account.views import ConfirmLoginCodeView, LogoutView
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.surfaces.queue import look_through
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.team import views_house
from machbar.foundation.team.views_factors import second_step, sign_in_by_key
from machbar.site import crawling, feeds, searching, sign_in, tables, views, window
from machbar.site.archiving import views as archiving
from machbar.site.backups import views as backups
from machbar.site.house_account.views import house_account
from machbar.site.operating import views as operating
from machbar.site.profile import views as profile
from machbar.site.state.views import state
from machbar.site.wizard import views as wizard

as_form = require_http_methods(["GET", "HEAD", "POST"])
request_code = as_form(sign_in.RequestCode.as_view())
SET_UP = "werkstatt/einstellungen/einrichtung/"
BACKUPS = "werkstatt/einstellungen/sicherungen/"
TOWNS = "werkstatt/betrieb/orte/"
READ_IN = "werkstatt/einstellungen/einlesen/"
confirm_code = as_form(ConfirmLoginCodeView.as_view())

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("stil/stadt.css", views.town_style, name="town_style"),
    path("stil/logo/<str:name>", views.town_logo, name="town_logo"),
    path("einrichten/<str:token>/", wizard.enter_first, name="entrance"),
    path(SET_UP, wizard.overview, name="wizard"),
    path(f"{SET_UP}oeffnen/", wizard.open_door, name="wizard_open"),
    path(f"{SET_UP}logo/", wizard.change_logo, name="wizard_logo"),
    path(f"{SET_UP}<slug:step>/", wizard.step_page, name="wizard_step"),
    path("suche/", searching.search, name="search"),
    path("ueber-uns/", views.about, name="about"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("impressum/", views.imprint, name="imprint"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("schaufenster/", window.kiosk, name="kiosk"),
    path("feed.atom", feeds.everything, name="feed"),
    path("ideen/feed.atom", feeds.ideas, name="feed_ideas"),
    path("projekte/feed.atom", feeds.projects, name="feed_projects"),
    path("projekte/<str:public_id>/feed.atom", feeds.project, name="feed_project"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", crawling.robots, name="robots"),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("werkstatt/einstellungen/", profile.settings_index, name="settings_index"),
    path("werkstatt/einstellungen/zustand/", state, name="state"),
    path(TOWNS, operating.towns, name="towns"),
    path(f"{TOWNS}<slug:key>/schliessen/", operating.town_close, name="town_close"),
    path(f"{TOWNS}<slug:key>/oeffnen/", operating.town_open, name="town_open"),
    path(BACKUPS, backups.backups, name="backups"),
    path(f"{BACKUPS}jetzt/", backups.backup_now, name="backup_now"),
    path(f"{BACKUPS}<str:name>/probe/", backups.backup_try, name="backup_try"),
    path(f"{BACKUPS}<str:name>/holen/", backups.backup_fetch, name="backup_fetch"),
    path("werkstatt/einstellungen/rathaus-konto/", house_account, name="house_account"),
    path("werkstatt/einstellungen/archiv/", archiving.archive, name="archive"),
    path(
        "werkstatt/einstellungen/archiv/<str:name>/holen/",
        archiving.archive_fetch,
        name="archive_fetch",
    ),
    path("werkstatt/einstellungen/stadt/", profile.town_settings, name="town_settings"),
    path("werkstatt/", views.workshop, name="workshop"),
    path("werkstatt/gespraeche/durchsehen/", look_through, name="queue"),
    path(READ_IN, tables.tables, name="tables"),
    path(f"{READ_IN}<str:kind>/", tables.tables_kind, name="tables_kind"),
    path(f"{READ_IN}<str:kind>/vorlage.csv", tables.tables_template, name="tables_template"),
    path(f"{READ_IN}<str:kind>/<str:batch>/", tables.tables_batch, name="tables_batch"),
    path(f"{READ_IN}<str:kind>/<str:batch>/uebernehmen/", tables.tables_take, name="tables_take"),
    path(f"{READ_IN}<str:kind>/<str:batch>/verwerfen/", tables.tables_drop, name="tables_drop"),
    path(f"{READ_IN}<str:kind>/<str:batch>/zuruecknehmen/", tables.tables_undo, name="tables_undo"),
    path("werkstatt/ausgeben/<str:kind>/<str:style>/", tables.table_export, name="table_export"),
    path("werkstatt/heute/", views.day_page, name="day_page"),
    path("anmelden/", request_code, name="account_login"),
    path("anmelden/", request_code, name="account_request_login_code"),
    path("anmelden/code/", confirm_code, name="account_confirm_login_code"),
    path("anmelden/zweiter-schritt/", second_step, name="mfa_authenticate"),
    path("anmelden/schluessel/", sign_in_by_key, name="mfa_login_webauthn"),
    path("anmelden/rathaus/", views_house.start, name="house_start"),
    path("anmelden/rathaus/zurueck/", views_house.come_in, name="house_return"),
    path("anmelden/einmal/<str:token>/", sign_in.sign_in_once, name="sign_in_once"),
    path("abmelden/", require_POST(LogoutView.as_view()), name="account_logout"),
    path("anmelden/demo/<str:role>/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("", include("machbar.foundation.access.urls")),
    path("", include("machbar.foundation.post.urls")),
    *(path("", include(module.urls)) for module in all_modules()),
]

handler400 = "machbar.site.views.bad_request"
handler403 = "machbar.site.views.permission_denied"
handler404 = "machbar.site.views.page_not_found"
handler500 = "machbar.site.views.server_error"
