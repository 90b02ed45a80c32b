"""The pictures that `tools/screenshots.py` takes: which page, seen by whom, after which steps."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from playwright.sync_api import Error, Page

WIDTHS = (390, 1280)
PROJECT = "main a[href^='/werkstatt/projekte/']:not([href$='/neu/'])"
SKETCHED = f"{PROJECT}:text-is('Calisthenics Zollplatz')"
ROOM = "main a:has-text('Westernstraße 5')"
TABLE = (
    "Idee;Eingegangen am;Status;Antwort\n"
    "Ein Brunnen am Markt;03.02.2026;neu;\n"
    ";31.02.2026;geparkt;Das Geld fehlt noch.\n"
)


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture: its file name, where it begins, who signs in first, which links are followed, what is done
    then, how wide."""

    name: str
    path: str
    role: str = ""
    follow: tuple[str, ...] = ()
    act: Callable[[Page], None] | None = None
    widths: tuple[int, ...] = (1280,)


def _take_down(page: Page) -> None:
    page.get_by_label("Was ist die Idee?").fill(
        "Am Spielplatz fehlt Schatten. Zwei Bäume würden reichen."
    )
    page.get_by_label("Wo wäre das?").fill("Spielplatz am Lutterspring")
    page.get_by_role("button", name="Speichern und Beleg drucken").click()


def _open_answer(page: Page) -> None:
    page.locator("summary", has_text="Parken").first.click()


def _read_in(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "ideen.csv", "mimeType": "text/csv", "buffer": TABLE.encode("cp1252")}
    )
    page.get_by_role("button", name="Ansehen").click()


def _as_member(page: Page) -> None:
    page.get_by_role("button", name="Neuen Link schicken").click()
    page.goto("/werkstatt/postfach/")
    _as_guest(page, r"/gruppe/[\w-]{20,}/", page.content())


def _as_author(page: Page) -> None:
    page.get_by_label("Wer bekommt den Link?").fill("Projektleitung")
    page.get_by_role("button", name="Link erstellen").click()
    _as_guest(page, r"/skizze/[\w-]{20,}/", page.content())


def _as_guest(page: Page, pattern: str, text: str) -> None:
    """Open the personal link that stands in the text, as somebody who is not signed in."""
    found = re.search(pattern, text)
    if found is None:
        raise Error(f"no link like {pattern}")
    page.context.clear_cookies()
    page.goto(found[0])


def _conflict(page: Page) -> None:
    """An admin saves the same field of the same sheet meanwhile."""
    browser = page.context.browser
    if browser is None:
        raise Error("no browser to open a second window in")
    admin = browser.new_context(locale="de-DE").new_page()
    admin.goto(urljoin(page.url, "/anmelden/"))
    admin.locator("form[action$='/demo/admin/'] button").click()
    admin.goto(page.url)
    for each, text in (
        (admin, "Ein Raum zu ebener Erde bis Ostern."),
        (page, "Zweimal im Monat Räder reparieren."),
    ):
        each.get_by_label("Ziele").fill(text)
        each.get_by_role("button", name="Speichern").first.click()
    admin.context.close()


def _as_walker(page: Page) -> None:
    """Plan a round along the first street, open its link as somebody who walks along, and tick three houses."""
    page.get_by_label("Wie heißt der Rundgang?").fill("Rundgang in der Vorführung")
    page.get_by_label("An welchem Tag?").fill(datetime.now(UTC).date().isoformat())
    for street in page.get_by_role("checkbox").all()[1:3]:
        street.check()
    page.get_by_role("button", name="Planen").click()
    page.get_by_role("button", name="Ein Link für alle, die mitgehen").click()
    _as_guest(page, r"/rundgang/[\w-]{20,}/", page.content())
    for house, look in ((0, "used"), (1, "used"), (2, "empty")):
        page.locator(".walk__house").nth(house).locator(f"[data-seen={look}]").click()
    page.evaluate("window.scrollTo(0, 0)")


GUESTS = (
    Shot(name="start", path="/", widths=WIDTHS),
    Shot(name="idee-abgeben", path="/ideen/neu/", widths=WIDTHS),
    Shot(name="ideenwand", path="/ideen/"),
    Shot(name="projekte", path="/projekte/"),
    Shot(name="projekt", path="/projekte/", follow=("main article h3 a",), widths=WIDTHS),
    Shot(
        name="mitmachen",
        path="/projekte/",
        follow=("main article h3 a", "main a[href$='/mitmachen/']"),
    ),
    Shot(name="keine-tuer", path="/gibt-es-nicht/"),
    Shot(name="anmelden", path="/anmelden/", widths=WIDTHS),
    Shot(name="team", path="/werkstatt/einstellungen/team/", role="admin"),
    Shot(name="katalog", path="/foerderung/"),
    Shot(name="papier", path="/ideen/papier/"),
)
COUNTER = (
    Shot(name="tresen", path="/tresen/", role="lotse", widths=WIDTHS),
    Shot(name="postkarten", path="/tresen/postkarten/", role="lotse"),
    Shot(name="abtippen", path="/tresen/papier/", role="lotse", follow=(".pages a",)),
    Shot(name="gespraech-notieren", path="/tresen/gespraech/", role="lotse"),
    Shot(name="beleg", path="/tresen/", role="lotse", act=_take_down),
)
IDEAS = (
    Shot(name="heute", path="/werkstatt/heute/", role="lotse", widths=WIDTHS),
    Shot(name="gespraeche", path="/werkstatt/gespraeche/", role="lotse"),
    Shot(
        name="idee",
        path="/werkstatt/gespraeche/",
        role="lotse",
        follow=("main a:text-is('Lastenrad leihen')",),
    ),
    Shot(
        name="verwandte",
        path="/werkstatt/gespraeche/",
        role="lotse",
        follow=("main a:text-is('Lastenrad leihen')", "main a[href$='/verwandte/']"),
    ),
    Shot(
        name="durchsehen", path="/werkstatt/gespraeche/durchsehen/", role="lotse", act=_open_answer
    ),
    Shot(name="anrufen", path="/werkstatt/gespraeche/anrufen/", role="lotse"),
    Shot(name="briefe", path="/werkstatt/gespraeche/briefe/", role="lotse"),
    Shot(name="stunden", path="/werkstatt/gespraeche/stunden/", role="lotse"),
    Shot(name="termine", path="/werkstatt/termine/", role="lotse"),
    Shot(name="kontakte", path="/werkstatt/kontakte/", role="lotse"),
    Shot(name="suche", path="/suche/?suche=Fahrrad", role="lotse"),
)
PROJECTS = (
    Shot(name="werkstatt-projekte", path="/werkstatt/projekte/", role="lotse"),
    Shot(name="werkstatt-projekt", path="/werkstatt/projekte/", role="lotse", follow=(PROJECT,)),
    Shot(
        name="vermittlung",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(PROJECT, "main a[href$='/vermittlung/']"),
        widths=WIDTHS,
    ),
    Shot(
        name="weg",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(PROJECT, "main a[href$='/weg/']"),
    ),
    Shot(
        name="gruppe",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(PROJECT, "main a[href$='/gruppe/']"),
    ),
    Shot(
        name="tagebuch",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(PROJECT, "main a[href$='/tagebuch/']"),
    ),
    Shot(
        name="skizze",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(SKETCHED, "main a[href$='/skizze/']"),
    ),
    Shot(
        name="skizze-frage",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(SKETCHED, "main a[href$='/skizze/']", "main a[href$='/frage/folgekosten/']"),
    ),
    Shot(
        name="blatt",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(PROJECT, "main a[href$='/blatt/ausgabe/']"),
    ),
)
MONEY = (
    Shot(name="geld", path="/werkstatt/geld/", role="treasurer"),
    Shot(
        name="plan",
        path="/werkstatt/geld/",
        role="treasurer",
        follow=("main a[href$='/geld/'][href*='/projekte/']",),
        widths=WIDTHS,
    ),
)
ROOMS = (
    Shot(name="raeume", path="/raeume/", widths=WIDTHS),
    Shot(name="raum", path="/raeume/", follow=("main a:has-text('Neue Straße')",)),
    Shot(name="gesuch-aufgeben", path="/raeume/gesuch/"),
    Shot(name="raumprogramm", path="/termine/raum/"),
    Shot(name="raumverzeichnis", path="/werkstatt/raeume/", role="lotse"),
    Shot(name="raumkarte", path="/werkstatt/raeume/", role="lotse", follow=(ROOM,)),
    Shot(
        name="freigabe",
        path="/werkstatt/raeume/",
        role="lotse",
        follow=(ROOM, "main a[href$='/freigabe/']"),
    ),
    Shot(
        name="gesuch-passt",
        path="/werkstatt/raeume/gesuche/",
        role="lotse",
        follow=("main a:text-is('Offene Fahrradwerkstatt')",),
    ),
    Shot(name="raumvorschlag", path="/werkstatt/raeume/vorschlag/", role="lotse"),
    Shot(
        name="raumvermittlung",
        path="/werkstatt/raeume/vermittlung/",
        role="lotse",
        follow=("main a:has-text('Bandprobe')",),
    ),
    Shot(name="leerstand", path="/werkstatt/raeume/zahlen/", role="lotse"),
)
SETTINGS = (
    Shot(name="einstellungen", path="/werkstatt/einstellungen/", role="admin"),
    Shot(name="einrichtung", path="/werkstatt/einstellungen/einrichtung/", role="admin"),
    Shot(name="recht", path="/werkstatt/einstellungen/einrichtung/recht/", role="admin"),
    Shot(name="zustand", path="/werkstatt/einstellungen/zustand/", role="admin"),
    Shot(name="geraete", path="/werkstatt/einstellungen/geraete/", role="admin"),
)
# These fill in and send; they come last, so that no other picture shows what they leave behind.
CHANGING = (
    Shot(
        name="einlesen", path="/werkstatt/einstellungen/einlesen/ideen/", role="lotse", act=_read_in
    ),
    Shot(
        name="konflikt",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(PROJECT, "main a[href$='/blatt/']"),
        act=_conflict,
    ),
    Shot(
        name="mitglied",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(PROJECT, "main a[href$='/gruppe/']"),
        act=_as_member,
        widths=WIDTHS,
    ),
    Shot(
        name="skizze-link",
        path="/werkstatt/projekte/",
        role="lotse",
        follow=(SKETCHED, "main a[href$='/skizze/']"),
        act=_as_author,
    ),
    Shot(
        name="rundgang",
        path="/werkstatt/raeume/rundgang/",
        role="lotse",
        act=_as_walker,
        widths=(390,),
    ),
)
SHOTS = (*GUESTS, *IDEAS, *PROJECTS, *ROOMS, *MONEY, *SETTINGS, *COUNTER, *CHANGING)
