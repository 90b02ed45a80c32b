"""Thursday at the counter (domain.md, W1 steps 3 to 5 and 7): from the public form to a visit that the receipt tells
of, and to the draft of the agreement, by clicks and links of mails alone. Seeker and owner have no script and 390 px.
"""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.services import hand_in_idea, make_project
from machbar.modules.premises.core import months_after
from machbar.modules.premises.models import Demand, Mediation, Unit
from machbar.modules.premises.tests.builders.mediation import make_owner, make_unit
from machbar.modules.projects.models import Project
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 1280)
SEEKER = "mensch@example.invalid"
OWNER = "eigentuemer@example.invalid"


def _rooms(town: Town) -> Unit:
    """O1 to O4 as the walkthrough has them, and what nobody knows stays unknown; returns O1."""
    first = make_unit(
        town,
        owner=make_owner(town),
        number="O1",
        has_water=True,
        steps=1,
        empty_since=months_after(timezone.localdate(), -19),
    )
    plain: dict[str, Any] = {"steps": None, "has_water": None, "empty_since": None}
    make_unit(
        town, **{**plain, "number": "O2", "street": "Markt", "area": 140, "rent_cents": 60_000}
    )
    make_unit(
        town,
        **{
            **plain,
            "number": "O3",
            "street": "Neue Straße",
            "kind": "office",
            "area": 90,
            "floor": 1,
            "has_lift": False,
            "rent_cents": None,
        },
    )
    make_unit(
        town,
        **{
            **plain,
            "number": "O4",
            "street": "Gänsemarkt",
            "kind": "shed",
            "area": 65,
            "rent_cents": 12_000,
            "has_water": False,
        },
    )
    return first


def _hand_in_the_search(seeker: Page) -> None:
    """Step 3: what the workshop needs, typed into the public form on a phone without a script."""
    seeker.goto("/raeume/gesuch/")
    seeker.get_by_label("In wenigen Worten: wofür?").fill("Fahrradwerkstatt sucht Raum")
    seeker.get_by_label("Mein Gesuch darf öffentlich").check()
    seeker.get_by_text("Mehr über den Raum sagen").click()
    seeker.get_by_label("Mindestens Quadratmeter").fill("60")
    seeker.get_by_label("Höchstens Quadratmeter").fill("120")
    seeker.get_by_label("Höchstens im Monat, ohne Nebenkosten").fill("250")
    seeker.get_by_label("Im Erdgeschoss").select_option("muss sein")
    seeker.get_by_label("Ohne Stufen").select_option("wäre schön")
    seeker.get_by_label("Wasser").select_option("muss sein")
    seeker.locator("#id_storage").select_option("muss sein")
    seeker.locator("#id_storage_note").fill("50 Räder")
    seeker.locator("#id_needed_from").fill(_february().isoformat())
    seeker.locator("#id_takes_interim_use").select_option("ja")
    seeker.locator("#id_noise_until").fill("18:00")
    send = seeker.get_by_role("button", name="Gesuch aufgeben")
    send.click()
    # The contact is missing: the browser itself holds the form back, nothing is lost.
    seeker.get_by_label("Wie erreichen wir Sie?").fill(SEEKER)
    seeker.wait_for_timeout(2100)  # as long as hands need
    send.click()
    expect(seeker.locator("h1")).to_have_text("Danke! Ihr Gesuch ist angekommen.")


def _let_out_from_the_queue(guide: Page, seeker: Page, project: Project) -> None:
    """The guide lets the search out and gives it to the project; everybody reads it, and nobody the contact."""
    search = Demand.objects.get()
    guide.goto("/werkstatt/gespraeche/durchsehen/")
    guide.get_by_role("button", name="Auf die öffentliche Liste").click()
    expect(guide.locator("body")).to_contain_text("Auf der öffentlichen Liste")
    guide.goto(f"/werkstatt/raeume/gesuche/{search.public_id}/aendern/")
    guide.get_by_label("Für welches Projekt?").select_option(label=project.title)
    guide.locator("main").get_by_role("button", name="Speichern").click()
    expect(guide.locator("h1")).to_contain_text("Fahrradwerkstatt sucht Raum")
    seeker.reload()
    seeker.get_by_role("link", name="ja, ohne Name und Kontakt").click()
    expect(seeker.locator("h1")).to_have_text("Fahrradwerkstatt sucht Raum")
    assert SEEKER not in seeker.content()
    search.refresh_from_db()
    said = (search.project, search.area_min, search.rent_max_cents, search.noise_until)
    assert said == (project, 60, 25_000, time(18))


def _february() -> date:
    """The first of February that comes."""
    return date(timezone.localdate().year + 1, 2, 1)


def _see_the_order(guide: Page, project: Project, room: Unit) -> None:
    """Step 4: O1, O4, O2 with their words, O3 excluded; the room names the search and its two-year line."""
    guide.goto(f"/werkstatt/projekte/{project.public_id}/vermittlung/")
    corner = guide.locator("section[aria-labelledby=ecke-premises]")
    picks = corner.locator("article.pick")
    expect(picks).to_have_count(3)
    for number, street in enumerate(("Westernstraße", "Gänsemarkt", "Markt")):
        expect(picks.nth(number).locator("h3")).to_contain_text(street)
    expect(picks.nth(0)).to_contain_text("1 Stufe: Rampe nötig")
    expect(picks.nth(1)).to_contain_text("Würde passen, wenn")
    expect(picks.nth(1)).to_contain_text("Wasser gelegt wird")
    expect(picks.nth(2)).to_contain_text("350")
    expect(picks.nth(2)).to_contain_text("zu groß")
    expect(corner.locator("details")).to_contain_text("Neue Straße")
    expect(corner.locator("details")).to_contain_text("nicht im Erdgeschoss, kein Aufzug")
    _no_mess(guide)
    guide.goto(f"/werkstatt/raeume/{room.public_id}/")
    expect(guide.locator("main")).to_contain_text("Fahrradwerkstatt sucht Raum")
    expect(guide.locator("#leer")).to_have_text("Leer seit 19 Monaten")
    expect(guide.locator("section[aria-labelledby=leer]")).to_contain_text("zwei Jahren")


def _bring_together(guide: Page, project: Project) -> Mediation:
    """Step 5: the guide suggests the first room and asks its owner by mail."""
    guide.goto(f"/werkstatt/projekte/{project.public_id}/vermittlung/")
    corner = guide.locator("section[aria-labelledby=ecke-premises]")
    corner.locator("article.pick").nth(0).get_by_role("link", name="Zusammenbringen").click()
    _no_mess(guide)
    guide.get_by_role("button", name="Zusammenbringen").click()
    _ask(guide, "owner")
    return Mediation.objects.get()


def _ask(guide: Page, side: str) -> None:
    card = guide.locator(f"article[aria-labelledby=seite-{side}]")
    card.get_by_role("button", name=re.compile(r"^Fragen, per .*Mail")).click()


def _answer_of_the_owner(owner: Page, mediation: Mediation) -> None:
    """Opening the link says nothing yet; yes until the end of the year, with a deposit."""
    owner.goto(_link_in(_last_letter(OWNER)))
    _no_mess_without_script(owner)
    mediation.refresh_from_db()
    assert mediation.owner_agreed_at is None
    owner.get_by_label("Ja, aber nur bis zu einem Tag").check()
    owner.get_by_label("Bis wann?").fill(f"{_february().year}-12-31")
    owner.get_by_label("Ich möchte eine Kaution").check()
    owner.get_by_label("Was ist Ihnen wichtig?").fill("ja, bis 31.12., bitte Kaution")
    owner.get_by_role("button", name="Antwort schicken").click()
    expect(owner.locator("#antwort")).to_have_text("Ihre Antwort: ja")


def _let_out_by_the_owner(guide: Page, owner: Page, room: Unit) -> None:
    """Step 5: the first letter brings the owner's own link; a code opens it on the phone; three ticks."""
    assert room.owner is not None
    guide.goto(f"/werkstatt/raeume/eigentuemer/{room.owner.public_id}/")
    guide.get_by_role("button", name="Ersten Brief als E-Mail schicken").click()
    owner.goto(_link_in(_last_letter(OWNER), "eigentum"))
    owner.get_by_role("button", name="Code schicken").click()
    code = re.search(r"\b\d{6}\b", _last_letter(OWNER).body)
    assert code is not None
    owner.get_by_label("Code aus unserer Mail").fill(code[0])
    owner.get_by_role("button", name="Meine Seite öffnen").click()
    _no_mess_without_script(owner)
    owner.get_by_role("link", name="Sagen, was öffentlich sein darf").click()
    for part in ("street", "area", "pictures"):
        owner.locator(f"input[name=parts][value={part}]").check()
    owner.get_by_role("button", name="Speichern").click()
    _no_mess_without_script(owner)


def _see_what_is_public(page: Page, room: Unit) -> None:
    """Street and area and no more."""
    page.goto(f"/raeume/{room.public_id}/")
    public = page.locator("body").inner_text()
    assert "Westernstraße" in public
    assert "74" in public
    for secret in ("Eigentümer O1", "200", "Kaution", "Westernstraße 12"):
        assert secret not in public


def _answer_of_the_seeker(guide: Page, seeker: Page, mediation: Mediation) -> None:
    """Who looks says yes by the link; who owns the room stands there only after both have said yes."""
    guide.goto(f"/werkstatt/raeume/vermittlung/{mediation.public_id}/")
    expect(guide.locator("main")).to_contain_text("ja, bis 31.12., bitte Kaution")
    _ask(guide, "seeker")
    seeker.goto(_link_in(_last_letter(SEEKER)))
    assert "Eigentümer O1" not in seeker.content()
    assert OWNER not in seeker.content()
    seeker.get_by_label("Ja", exact=True).check()
    seeker.get_by_role("button", name="Antwort schicken").click()
    expect(seeker.locator("h1")).to_have_text("Beide haben ja gesagt.")
    expect(seeker.locator("main")).to_contain_text(OWNER)
    _no_mess_without_script(seeker)


def _fix_the_visit(guide: Page, project: Project, mediation: Mediation) -> None:
    """Step 7: Saturday at ten, let out; the slot *Ort* has its evidence."""
    guide.goto(f"/werkstatt/raeume/vermittlung/{mediation.public_id}/")
    guide.get_by_label("Tag der Besichtigung").fill(_next_saturday().isoformat())
    guide.get_by_label("Um wie viel Uhr?").fill("10:00")
    guide.get_by_label("Treffpunkt").fill("vor dem Laden")
    guide.get_by_label("Den Tag öffentlich machen").check()
    guide.get_by_role("button", name="Besichtigung festmachen").click()
    expect(guide.locator(".steps .now")).to_contain_text("Besichtigung")
    _no_mess(guide)
    guide.goto(f"/werkstatt/projekte/{project.public_id}/")
    evidence = guide.get_by_role("link", name=re.compile("^Ein Raum ist in Aussicht"))
    expect(evidence).to_have_attribute(
        "href", f"/werkstatt/raeume/vermittlung/{mediation.public_id}/"
    )
    expect(evidence).to_contain_text("Besichtigung am")


def _draft_the_agreement(guide: Page, mediation: Mediation) -> None:
    """The terms are written down, and the draft can be fetched."""
    guide.goto(f"/werkstatt/raeume/vermittlung/{mediation.public_id}/")
    guide.get_by_role("link", name="Bedingungen aufschreiben").click()
    guide.locator("#id_purpose").fill("Offene Fahrradwerkstatt")
    guide.locator("#id_starts_on").fill(_february().isoformat())
    guide.get_by_role("button", name="Bedingungen speichern").click()
    agreement = guide.locator("section[aria-labelledby=vereinbarung]")
    expect(agreement).to_contain_text(f"31. Dezember {_february().year}")
    draft = agreement.get_by_role("link", name="(ODT)").get_attribute("href")
    assert draft is not None
    assert guide.request.get(draft).body().startswith(b"PK")
    _no_mess(guide)


def _see_the_receipt(page: Page, token: str) -> None:
    """The man's page tells of the day, and neither where nor whose."""
    page.goto(f"/beleg/{token}/")
    expect(page.locator("main")).to_contain_text("Besichtigung am Samstag")
    receipt = page.locator("body").inner_text()
    assert "Westernstraße" not in receipt
    assert "vor dem Laden" not in receipt


def _last_letter(to: str) -> Letter:
    return Letter.objects.filter(recipient=to).latest("pk")


def _next_saturday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=(5 - today.weekday()) % 7 or 7)


def _link_in(letter: Letter, begins: str = "raum") -> str:
    found = re.search(rf"https?://[^/\s]+(/{begins}/\S+)", letter.body)
    assert found is not None, letter.body
    return found[1]


def _no_mess(page: Page) -> None:
    assert [*barriers(page), *too_wide(page, WIDTHS)] == []


def _no_mess_without_script(page: Page) -> None:
    assert too_wide(page, WIDTHS) == []


def test_from_a_search_to_the_visit_on_saturday(visitor: Visitor) -> None:
    town = make_town(is_demo=True)
    house = Actor(town=town, system=True)
    receipt = hand_in_idea(
        by=house, at=timezone.now(), form_key="w1", text="Fahrradwerkstatt sucht Raum"
    )
    project = make_project(
        idea=receipt.idea, by=house, at=timezone.now(), title="Offene Fahrradwerkstatt"
    )
    room = _rooms(town)
    guide = visitor(width=1280, person=make_person(Role.LOTSE, town=town))
    seeker, owner = visitor(width=390, script=False), visitor(width=390, script=False)

    _hand_in_the_search(seeker)
    _let_out_from_the_queue(guide, seeker, project)
    _see_the_order(guide, project, room)
    mediation = _bring_together(guide, project)
    _answer_of_the_owner(owner, mediation)
    _let_out_by_the_owner(guide, owner, room)
    _see_what_is_public(owner, room)
    _answer_of_the_seeker(guide, seeker, mediation)
    _fix_the_visit(guide, project, mediation)
    _see_the_receipt(seeker, receipt.token)
    _draft_the_agreement(guide, mediation)
