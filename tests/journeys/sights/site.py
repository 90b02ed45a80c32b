"""The pages of site, as rows of the sweep."""

from tests.journeys.sights.rows import Eyes, Sight, Try, guest, team

ALWAYS = (
    guest("site/home.html", "home"),
    guest("site/about.html", "about"),
    guest("site/privacy.html", "privacy"),
    guest("site/imprint.html", "imprint"),
    guest("site/accessibility.html", "accessibility"),
    guest("site/search.html", "search"),
    guest("account/request_login_code.html", "account_login"),
    guest("access/pair_counter.html", "access:pair_counter"),
    team("site/home.html", "home"),
    team("site/day_page.html", "day_page"),
    team("site/search.html", "search"),
    team("access/devices.html", "access:devices"),
    team("team/team.html", "team:team"),
    team("team/own.html", "team:own"),
    team("team/app.html", "team:add_app"),
    team("team/key.html", "team:add_key"),
    team("team/address.html", "team:address"),
    guest("site/kiosk.html", "kiosk"),
    guest("site/kiosk.html", "kiosk", query="?ruhig=1"),
    team("site/town_settings.html", "town_settings"),
    team("site/imprint.html", "imprint"),
    team("contacts/book.html", "contacts:book"),
    team("contacts/new.html", "contacts:new"),
    team("contacts/kinds.html", "contacts:kinds"),
    team("privacy/processing.html", "privacy:processing"),
    team("privacy/person.html", "privacy:person"),
    team("privacy/erase.html", "privacy:erase"),
    team("privacy/erasures.html", "privacy:erasures"),
    team("privacy/periods.html", "privacy:periods"),
    team("privacy/consents.html", "privacy:consents"),
    team("site/tables.html", "tables"),
    team("site/tables_kind.html", "tables_kind", "ideen"),
    team("site/tables_kind.html", "tables_kind", "projekte"),
    team("site/tables_kind.html", "tables_kind", "kontakte"),
)
FILLED = (
    team("contacts/book.html", "contacts:book", query="?suche=Heimatverein&art=verein"),
    team("contacts/book.html", "contacts:book", query="?suche=gibtesnicht"),
    team("contacts/contact.html", "contacts:contact", "contact"),
    team("contacts/change.html", "contacts:change", "contact"),
    team("site/tables_look.html", "tables_batch", "ideen", "wrong file"),
    team("site/tables_look.html", "tables_batch", "ideen", "good file"),
    team("site/tables_batch.html", "tables_batch", "ideen", "taken file"),
    guest("site/search.html", "search", query="?suche=Werkstatt"),
    guest("site/search.html", "search", query="?suche=Verein&art=foerderung&seite=2"),
    guest("site/search.html", "search", query="?suche=gibtesnicht"),
    guest("site/search.html", "search", query="?suche=und"),
    team("site/search.html", "search", query="?suche=Fahrradwerkstatt"),
    team("post/mailbox.html", "post:mailbox"),
    team("post/undelivered.html", "post:undelivered"),
    team("access/device.html", "access:device", "device"),
    team("team/team.html", "team:team"),
    team("team/own.html", "team:own"),
    team("team/colleague.html", "team:colleague", "colleague"),
    team("team/goodbye.html", "team:goodbye", "colleague"),
    team("team/goodbye.html", "team:goodbye", "free colleague"),
    guest("team/join.html", "team:join", "invitation"),
    guest("team/join.html", "team:join", "gibt-es-nicht", status=404),
    guest("site/sign_in_once.html", "sign_in_once", "sign-in link"),
    guest("site/sign_in_once.html", "sign_in_once", "gibt-es-nicht", status=404),
    guest("site/wizard/no_entrance.html", "entrance", "gibt-es-nicht", status=404),
    team("site/wizard/overview.html", "wizard"),
    team("site/wizard/places.html", "wizard_step", "orte"),
    team("site/wizard/door.html", "wizard_step", "tuer"),
    team("site/wizard/mail.html", "wizard_step", "post"),
    team("site/wizard/law.html", "wizard_step", "recht"),
    team("site/state.html", "state"),
    team("site/backups.html", "backups"),
    team("site/archive.html", "archive"),
)
TRIED: tuple[Sight, ...] = (
    team("team/team.html", "team:team", attempt=Try(route="team:team", words={"email": "hier"})),
    team("team/team.html", "team:team", attempt=Try(route="team:policy", status=200)),
    team("team/own.html", "team:own", attempt=Try(route="team:rename")),
    team("team/key.html", "team:add_key", attempt=Try(route="team:add_key")),
    team("team/app.html", "team:add_app", attempt=Try(route="team:add_app")),
    team("access/devices.html", "access:devices", attempt=Try(route="access:devices")),
    team(
        "privacy/consents.html",
        "privacy:consents",
        attempt=Try(route="privacy:consents", words={"name": "Vorsitz", "way": "said"}, status=200),
    ),
    team(
        "privacy/consents.html",
        "privacy:consents",
        attempt=Try(route="privacy:consents", words={"phone": "irgendwas"}),
    ),
    team(
        "privacy/erase.html",
        "privacy:erase",
        attempt=Try(
            route="privacy:erase", words={"name": "Vorsitz", "reason": "objected"}, status=200
        ),
    ),
    team(
        "privacy/erase.html",
        "privacy:erase",
        # Nobody of that name, but the surname stands in other rows.
        attempt=Try(
            route="privacy:erase", words={"name": "Erika Markt", "reason": "objected"}, status=200
        ),
    ),
    team(
        "privacy/erase.html",
        "privacy:erase",
        attempt=Try(route="privacy:erase", words={"phone": "irgendwas"}),
    ),
    team(
        "privacy/person.html",
        "privacy:person",
        attempt=Try(route="privacy:person", words={"name": "Vorsitz"}, status=200),
    ),
    team(
        "privacy/person.html",
        "privacy:person",
        attempt=Try(route="privacy:person", words={"phone": "irgendwas"}),
    ),
    team(
        "site/town_settings.html",
        "town_settings",
        attempt=Try(
            route="town_settings",
            words={"accent": "#ffc845", "day_1": "abends", "tage-0-note": "Kirmes"},
        ),
    ),
    guest(
        "account/request_login_code.html",
        "account_login",
        attempt=Try(route="account_login", words={"email": "keine Adresse"}, status=200),
    ),
    guest(
        "account/confirm_login_code.html",
        "account_login",
        attempt=Try(
            route="account_login", words={"email": "niemand@elsewhere.invalid"}, status=200
        ),
    ),
    guest(
        "account/confirm_login_code.html",
        "account_confirm_login_code",
        attempt=Try(route="account_confirm_login_code", words={"code": "ABC123"}, status=200),
    ),
    guest(
        "access/pair_counter.html",
        "access:pair_counter",
        attempt=Try(route="access:pair_counter", words={"code": "00000000"}),
    ),
    team("access/devices.html", "access:devices", attempt=Try(route="access:devices")),
    team(
        "access/devices.html",
        "access:devices",
        attempt=Try(route="access:devices", words={"name": "Tablet am Fenster"}, status=200),
    ),
)
TRIED = (
    *TRIED,
    team(
        "contacts/new.html",
        "contacts:new",
        attempt=Try(route="contacts:new", words={"email": "keine", "may_be_written": "on"}),
    ),
    team(
        "contacts/kinds.html",
        "contacts:kinds",
        attempt=Try(route="contacts:kinds", words={"label": "Presse"}),
    ),
    team(
        "site/tables_kind.html",
        "tables_kind",
        "ideen",
        attempt=Try(route="tables_kind"),
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    team("team/address.html", "team:address", attempt=Try(route="team:address")),
    team(
        "team/address.html",
        "team:address",
        attempt=Try(
            route="team:address",
            words={"address": "neu@team.invalid"},
            status=200,
            then=Try(route="team:address", words={"code": "falsch"}),
        ),
    ),
    team("access/device.html", "access:device", "device", attempt=Try(route="access:device")),
    team("team/colleague.html", "team:colleague", "colleague", attempt=Try(route="team:colleague")),
    team("team/goodbye.html", "team:goodbye", "colleague", attempt=Try(route="team:goodbye")),
    guest("team/join.html", "team:join", "invitation", attempt=Try(route="team:join")),
    team("site/wizard/town.html", "wizard_step", "stadt", attempt=Try(route="wizard_step")),
    team("site/wizard/face.html", "wizard_step", "gesicht", attempt=Try(route="wizard_logo")),
    team(
        "contacts/change.html",
        "contacts:change",
        "contact",
        attempt=Try(route="contacts:change", words={"email": "keine"}),
    ),
    team("contacts/kinds.html", "contacts:kinds", attempt=Try(route="contacts:kind")),
    team(
        "site/tables_look.html",
        "tables_batch",
        "ideen",
        "good file",
        attempt=Try(route="tables_take"),
    ),
)
REFUSED = (
    Sight(
        template="machbar/oops.html",
        route="access:devices",
        eyes=Eyes.LOTSE,
        status=403,
    ),
    guest("machbar/oops.html", "account_logout", status=405),
)
