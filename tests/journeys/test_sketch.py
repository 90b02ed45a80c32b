"""W2, step 1: the feasibility sketch of "Calisthenics Zollplatz"; without running costs it is not finished."""

import io
import re

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.documents.tests.reading import odt_paragraphs, pdf_text
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.modules.projects.models import Project, SketchEdition
from machbar.modules.projects.services import change_sheet, create_project
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESCRIPTION = "Auf dem Zollplatz soll eine Anlage zum Trainieren entstehen."
TEXTS = {
    "Warum jetzt?": "Junge Leute trainieren an Geländern.",
    "Wo soll es hin?": "Zollplatz, gehört der Stadt.",
    "Wer wird es nutzen?": "Jugendliche und zwei Vereine.",
    "Worin unterscheiden sich die Varianten?": "Klein oder groß.",
    "Welches Recht, welche Genehmigungen?": "Keine Baugenehmigung erwartet.",
    "Woher kommen die Zahlen?": "Angebot eines Herstellers.",
    "Wer kümmert sich darum, und wie lange?": "",
    "Was kann schiefgehen?": "Lärm am Abend.",
    "Wer trägt es?": "Die Stadt.",
    "Wann passiert was?": "Bau bis zu den Sommerferien.",
    "Was muss entschieden werden, von wem, bis wann?": "Der Rat entscheidet bis März.",
}


def _project() -> Project:
    town = make_town(is_demo=True)
    house = Actor(town=town, system=True)
    now = timezone.now()
    project = create_project(by=house, at=now, title="Calisthenics Zollplatz")
    change_sheet(
        project=project, by=house, at=now, seen_version=1, values={"description": DESCRIPTION}
    )
    return project


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_a_sketch_is_guided_refused_without_running_costs_and_printed_on_two_pages(
    visitor: Visitor, watch: Watch, width: int, script: bool
) -> None:
    project = _project()
    page = visitor(width=width, script=script, person=make_person(Role.LOTSE, town=project.town))
    base = f"/werkstatt/projekte/{project.public_id}/skizze/"

    page.goto(f"/werkstatt/projekte/{project.public_id}/")
    page.get_by_role("link", name="Zur Machbarkeitsskizze").click()
    page.get_by_role("link", name="Anfangen").click()
    page.get_by_role("button", name="Aus dem Projekt übernehmen: Projektbeschreibung").click()
    expect(page.get_by_label("Warum jetzt?")).to_have_value(DESCRIPTION)
    for label, text in TEXTS.items():
        page.get_by_label(label).fill(text)
        _variants(page, label)
        page.get_by_role(
            "button", name=re.compile("^Speichern und weiter|^Speichern und zur")
        ).first.click()

    expect(page.locator("main .lead")).to_contain_text("10 von 11 Fragen sind beantwortet.")
    watch.expect(f"{base}fertig/", 422)
    page.get_by_role("button", name="Fertig: Fassung festhalten").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Noch nicht fertig")
    expect(refusal).to_contain_text("Folgekosten von „Kleine Anlage“: Bitte schreiben Sie")

    page.get_by_role("link", name="Folgekosten und Pflege").click()
    page.get_by_label("Folgekosten im Jahr, in Euro").first.fill("1.800")
    page.get_by_label("Weiß nicht").nth(1).check()
    page.get_by_label("In einem Satz").nth(1).fill("Das Angebot für die Wartung steht aus.")
    page.get_by_role("button", name="Speichern und zur Übersicht").click()
    page.get_by_role("button", name="Fertig: Fassung festhalten").click()
    expect(page.get_by_role("status")).to_contain_text("Fassung 1 ist fertig")
    _look_at_the_files(page)
    assert SketchEdition.objects.get().number == 1


def _variants(page: Page, label: str) -> None:
    """The fields of both variants on the pages that have some."""
    if label.startswith("Worin"):
        page.get_by_text("Noch eine Variante: B").click()
        for number, name in enumerate(("Kleine Anlage", "Große Anlage")):
            page.get_by_label("Name der Variante").nth(number).fill(name)
            page.get_by_label("Was spricht dafür?").nth(number).fill("Platz für alle.")
    if label.startswith("Woher"):
        for number, (lowest, highest) in enumerate((("65.000", "80.000"), ("140000", "175000"))):
            page.get_by_label("Kosten von, in Euro").nth(number).fill(lowest)
            page.get_by_label("Bis, in Euro").nth(number).fill(highest)


def _look_at_the_files(page: Page) -> None:
    files = {}
    for name in ("PDF zum Weitergeben", "ODT zum Weiterschreiben"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        files[name[:3]] = download.value.path().read_bytes()
    with pikepdf.open(io.BytesIO(files["PDF"])) as opened:
        assert len(opened.pages) <= 2
    text = " ".join(pdf_text(files["PDF"]).split())
    for words in ("Machbarkeitsskizze, Fassung 1", "65.000 € bis 80.000 €", "1.800 €", "weiß"):
        assert words.replace("weiß", "noch nicht bekannt") in text
    headings = [text for style, text in odt_paragraphs(files["ODT"]) if style.startswith("Heading")]
    assert headings[0] == "Anlass"
    assert headings[-1] == "Nötige Entscheidung"


def test_the_project_lead_writes_along_by_link_and_the_pages_have_no_barriers(
    visitor: Visitor, watch: Watch
) -> None:
    project = _project()
    team = visitor(width=1280, person=make_person(Role.LOTSE, town=project.town))
    base = f"/werkstatt/projekte/{project.public_id}/skizze/"
    team.goto(base)
    team.get_by_label("Wer bekommt den Link?").fill("Projektleitung")
    team.get_by_role("button", name="Link erstellen").click()
    link = team.get_by_label("Bitte kopieren und weitergeben:").input_value()
    found = {"the link": (barriers(team), too_wide(team, (320, 1280)))}

    lead = visitor(width=390)
    lead.goto(link)
    lead.get_by_role("link", name="Varianten").click()
    lead.get_by_label("Name der Variante").first.fill("Kleine Anlage")
    lead.get_by_role("button", name="Speichern und zur Übersicht").click()
    expect(lead.locator("main")).to_contain_text("Projektleitung (mit Link)")
    found["overview by link"] = (barriers(lead), too_wide(lead, (320, 1280)))
    lead.get_by_role("link", name="Folgekosten und Pflege").click()
    found["step by link"] = (barriers(lead), too_wide(lead, (320, 1280)))

    team.goto(base)
    expect(team.locator("main")).to_contain_text("Projektleitung (mit Link)")
    team.get_by_role("button", name="Link beenden: Projektleitung").click()
    watch.expect(link.removeprefix(watch.origin), 404)
    lead.goto(link)
    expect(lead.locator("h1")).not_to_contain_text("Machbarkeitsskizze")
    assert {name: what for name, what in found.items() if what != ([], [])} == {}
