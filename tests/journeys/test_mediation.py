"""Thursday at the counter (domain.md, W1 steps 3 to 5 and 7): from a search to a visit that the receipt tells of."""

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


def _type_the_search(guide: Page, project: Project) -> Demand:
    """Step 3: what the workshop needs, typed by the guide, is a search of the project."""
    guide.goto("/werkstatt/raeume/gesuche/neu/")
    guide.get_by_label("In wenigen Worten: wofür?").fill("Fahrradwerkstatt sucht Raum")
    guide.get_by_label("Wie erreichen wir Sie?").fill("mensch@example.invalid")
    guide.get_by_label("Für welches Projekt?").select_option(label=project.title)
    guide.get_by_label("Mindestens Quadratmeter").fill("60")
    guide.get_by_label("Höchstens Quadratmeter").fill("120")
    guide.get_by_label("Höchstens im Monat, ohne Nebenkosten").fill("250")
    guide.get_by_label("Ebenerdig").select_option("muss sein")
    guide.get_by_label("Ohne Stufen").select_option("wäre schön")
    guide.get_by_label("Wasser").select_option("muss sein")
    guide.locator("#id_storage").select_option("muss sein")
    guide.locator("#id_storage_note").fill("50 Räder")
    guide.locator("#id_needed_from").fill(_february().isoformat())
    guide.locator("#id_takes_interim_use").select_option("ja")
    guide.locator("#id_noise_until").fill("18:00")
    guide.locator("main").get_by_role("button", name="Speichern").click()
    search = Demand.objects.get()
    assert (search.project, search.rent_max_cents, search.noise_until) == (
        project,
        25_000,
        time(18),
    )
    return search


def _february() -> date:
    """The first of February that comes."""
    return date(timezone.localdate().year + 1, 2, 1)


def _let_out_by_the_owner(guide: Page, owner: Page, room: Unit) -> None:
    """Step 5: the first letter brings the owner's own link; a code opens it on the phone; three ticks."""
    assert room.owner is not None
    guide.goto(f"/werkstatt/raeume/eigentuemer/{room.owner.public_id}/")
    guide.get_by_role("button", name="Ersten Brief als E-Mail schicken").click()
    owner.goto(_link_in(_last_letter(), "eigentum"))
    owner.get_by_role("button", name="Code schicken").click()
    code = re.search(r"\b\d{6}\b", _last_letter().body)
    assert code is not None
    owner.get_by_label("Code aus unserer Mail").fill(code[0])
    owner.get_by_role("button", name="Meine Seite öffnen").click()
    _no_mess_without_script(owner)
    owner.get_by_role("link", name="Sagen, was öffentlich sein darf").click()
    for part in ("street", "area", "pictures"):
        owner.locator(f"input[name=parts][value={part}]").check()
    owner.get_by_role("button", name="Speichern").click()
    _no_mess_without_script(owner)


def _last_letter() -> Letter:
    return Letter.objects.filter(recipient="eigentuemer@example.invalid").latest("pk")


def _next_saturday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=(5 - today.weekday()) % 7 or 7)


def _link_in(letter: Letter, begins: str = "raum") -> str:
    found = re.search(rf"https?://[^/\s]+(/{begins}/\S+)", letter.body)
    assert found is not None, letter.body
    return found[1]


def _no_mess(page: Page) -> None:
    assert [*barriers(page), *too_wide(page, WIDTHS)] == []


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
    lotse = visitor(width=1280, person=make_person(Role.LOTSE, town=town))

    search = _type_the_search(lotse, project)

    # 4: the order O1, O4, O2, and O3 excluded, each with its words
    lotse.goto(f"/werkstatt/projekte/{project.public_id}/vermittlung/")
    corner = lotse.locator("section[aria-labelledby=ecke-premises]")
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
    _no_mess(lotse)
    lotse.goto(f"/werkstatt/raeume/{room.public_id}/")
    expect(lotse.locator("main")).to_contain_text("Fahrradwerkstatt sucht Raum")
    expect(lotse.locator("#leer")).to_have_text("Leer seit 19 Monaten")
    expect(lotse.locator("section[aria-labelledby=leer]")).to_contain_text("zwei Jahren")

    # 5: the request by link, the answer, the consents, and what everybody sees
    lotse.goto(f"/werkstatt/projekte/{project.public_id}/vermittlung/")
    picks.nth(0).get_by_role("link", name="Zusammenbringen").click()
    _no_mess(lotse)
    lotse.get_by_role("button", name="Zusammenbringen").click()
    lotse.get_by_role("button", name=re.compile(r"Fragen, per .*Mail: Eigentümer")).click()
    mediation = Mediation.objects.get(demand=search, unit=room)
    letter = Letter.objects.get(recipient="eigentuemer@example.invalid")
    phone = visitor(width=390, script=False)
    phone.goto(_link_in(letter))
    _no_mess_without_script(phone)
    mediation.refresh_from_db()
    assert mediation.owner_agreed_at is None
    phone.get_by_label("Ja, aber nur bis zu einem Tag").check()
    phone.get_by_label("Bis wann?").fill(f"{timezone.localdate().year}-12-31")
    phone.get_by_label("Ich möchte eine Kaution").check()
    phone.get_by_label("Was ist Ihnen wichtig?").fill("ja, bis 31.12., bitte Kaution")
    phone.get_by_role("button", name="Antwort schicken").click()
    expect(phone.locator("#antwort")).to_have_text("Ihre Antwort: ja")
    _let_out_by_the_owner(lotse, phone, room)
    phone.goto(f"/raeume/{room.public_id}/")
    public = phone.locator("body").inner_text()
    assert "Westernstraße" in public
    assert "74" in public
    for secret in ("Eigentümer O1", "200", "Kaution", "Westernstraße 12"):
        assert secret not in public

    # 7: both agree, the visit is fixed and let out, the receipt says so
    lotse.goto(f"/werkstatt/raeume/vermittlung/{mediation.public_id}/")
    expect(lotse.locator("main")).to_contain_text("ja, bis 31.12., bitte Kaution")
    lotse.locator("summary", has_text="Hat ja gesagt").click()
    lotse.locator("#id_seeker_agrees_how").select_option("said")
    lotse.get_by_role("button", name="Das Ja notieren").click()
    saturday = _next_saturday()
    lotse.get_by_label("Tag der Besichtigung").fill(saturday.isoformat())
    lotse.get_by_label("Um wie viel Uhr?").fill("10:00")
    lotse.get_by_label("Treffpunkt").fill("vor dem Laden")
    lotse.get_by_label("Den Tag öffentlich machen").check()
    lotse.get_by_role("button", name="Besichtigung festmachen").click()
    expect(lotse.locator(".steps .now")).to_contain_text("Besichtigung")
    _no_mess(lotse)
    phone.goto(f"/beleg/{receipt.token}/")
    expect(phone.locator("main")).to_contain_text("Besichtigung am Samstag")
    receipt_page = phone.locator("body").inner_text()
    assert "Westernstraße" not in receipt_page
    assert "vor dem Laden" not in receipt_page


def _no_mess_without_script(page: Page) -> None:
    assert too_wide(page, WIDTHS) == []
