"""The project sheet on its way out: page, PDF, ODT, text, JSON; the contact only for those who may see it."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.documents import pdf
from machbar.foundation.documents.tests.reading import odt_paragraphs, pdf_text
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.projects.core import SHEET, read_sheet
from machbar.modules.projects.models import Project
from machbar.modules.projects.papers import fields_for, sheet_json, sheet_paper, sheet_texts
from machbar.modules.projects.services import change_sheet, classify_project, create_project
from machbar.modules.projects.vocabularies import add_vocabularies
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 26)
EMPTY = (
    "Kurzname (Akronym) · Projektbeschreibung · Kurzbeschreibung · Ausgangslage · Aktivitäten · "
    "Zuständiges ArL · Projektende · Projektwebseite · Anrede · Vorname · Nachname · Funktion · "
    "Telefon · Projektregion · Webseite des Projektträgers · Weitere Kontakte · Facebook"
).replace(" ·", "\u00a0·")


def make_filled_project(by: Actor) -> Project:
    """A project with most of its sheet, a contact and two other lists."""
    add_vocabularies(town=by.town)
    terms = by.town.terms
    project = create_project(by=by, at=NOW, title="Offene Werkstatt")
    change_sheet(
        project=project,
        by=by,
        at=NOW,
        seen_version=1,
        values={
            "goals": "Ein Raum.\r\n\r\nZiele: für alle 😀",
            "main_category": terms.get(vocabulary="main-category", code="mobilitaet"),
            "starts_on": date(2027, 3, 1),
            "contact_email": "kontakt@example.org",
            "organisation": "Werkstatt e. V.",
            "fictional_note": "alles erfunden",
        },
        topics=terms.filter(vocabulary="topic", code__in=["bildung", "mobilitaet"]),
    )
    classify_project(
        project=project,
        by=by,
        at=NOW,
        seen_version=2,
        terms=terms.filter(code__in=["handlungsfeld-1", "innovation-im-handel"]),
    )
    return project


def sign_in(client: Client, actor: Actor) -> None:
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)


def test_the_page_shows_each_filled_field_with_its_length_and_names_the_empty_ones(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)
    sign_in(client, lotse)

    page = client.get(f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/")

    content = page.content.decode()
    assert page.status_code == 200
    assert "60 % der erwarteten Felder sind gefüllt." in content
    assert "28 Zeichen, kürzer als üblich (300 bis 600)" in content
    assert 'value="01.03.2027"' in content
    assert "kontakt@example.org" in content
    assert "im PDF steht dafür [?], Emojis fehlen dort: 😀" in content
    assert "Kurzname (Akronym) · Projektbeschreibung · Kurzbeschreibung · Ausgangslage" in content
    assert "Handlungsfeld 1" in content
    assert "Innovation im Handel" in content


def test_the_texts_come_back_when_the_text_file_is_read(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)
    sign_in(client, lotse)

    answer = client.get(f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/txt/")

    filled = {name: text for name, text in sheet_texts(project).items() if text}
    assert read_sheet(answer.content.decode()).values == filled
    assert answer["Content-Disposition"].startswith('attachment; filename="Projektblatt-Offene-')


def test_the_json_has_the_fields_in_the_order_of_the_database() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)

    sheet = json.loads(sheet_json(project, fields=fields_for(lotse), dated=DAY, is_demo=False))

    values = {each["field"]: each["value"] for each in sheet["fields"]}
    assert [each["field"] for each in sheet["fields"]] == [each.name for each in SHEET]
    assert [each["label"] for each in sheet["fields"]] == [each.label for each in SHEET]
    assert {name: value for name, value in values.items() if value} == {
        "title": "Offene Werkstatt",
        "goals": "Ein Raum.\n\nZiele: für alle 😀",
        "main_category": "Mobilität",
        "topics": ["Mobilität", "Bildung"],
        "starts_on": "2027-03-01",
        "contact_email": "kontakt@example.org",
        "organisation": "Werkstatt e. V.",
    }
    assert (sheet["format"], sheet["version"], sheet["dated"], sheet["fictional"]) == (
        "machbar-project-sheet",
        1,
        "2026-11-26",
        "",
    )
    assert [(each["list"], each["terms"]) for each in sheet["other_lists"]] == [
        ("field-of-action", ["Handlungsfeld 1"]),
        ("city-impulse", ["Innovation im Handel"]),
    ]


def test_the_json_is_read_back_as_it_was() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)

    reading = read_sheet(sheet_json(project, fields=fields_for(lotse), dated=DAY, is_demo=True))

    filled = {name: text for name, text in sheet_texts(project).items() if text}
    assert reading.values == {**filled, "starts_on": "2027-03-01"}
    assert reading.remarks == ()


def test_the_paper_has_the_fields_as_headings_and_facts() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)

    paper = sheet_paper(project, fields=fields_for(lotse), dated=DAY, is_demo=True)
    from machbar.foundation.documents.odt import write_odt

    assert [text for style, text in odt_paragraphs(write_odt(paper)) if style] == [
        "Projektblatt",
        "Offene Werkstatt",
        "alles erfunden",
        "Ziele",
        "Ein Raum.",
        "Ziele: für alle 😀",
        "Einordnung und Zeit",
        "Ansprechperson",
        "Wer es trägt",
        "In weiteren Listen",
        "Noch leer",
        EMPTY,
    ]


def test_what_is_invented_is_marked_in_a_demo_town_only() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)

    notes = [
        sheet_paper(project, fields=SHEET, dated=DAY, is_demo=is_demo).fictional_note
        for is_demo in (True, False)
    ]

    assert notes == ["alles erfunden", ""]


def test_the_pdf_says_in_german_what_it_is(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)
    sign_in(client, lotse)

    answer = client.get(f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/pdf/")

    text = " ".join(pdf_text(answer.content).split())
    assert answer["Content-Type"] == "application/pdf"
    assert "Seite 1 von 1" in text
    assert "Ziele: für alle Einordnung" in text
    with pikepdf.open(io.BytesIO(answer.content)) as opened:
        assert str(opened.Root.Lang) == "de"


def test_an_empty_project_is_a_sheet_too(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = create_project(by=lotse, at=NOW, title="X")
    sign_in(client, lotse)
    address = f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/"

    answers = [client.get(f"{address}{kind}") for kind in ("", "pdf/", "odt/", "txt/", "json/")]

    assert [each.status_code for each in answers] == [200] * 5


@pytest.mark.parametrize("kind", ["", "pdf/", "odt/", "txt/", "json/"])
def test_the_town_hall_gets_the_sheet_without_the_contact(client: Client, kind: str) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)
    sign_in(client, make_actor(Role.ADMINISTRATION, town=lotse.town))

    answer = client.get(f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/{kind}")

    content = {"pdf/": pdf_text, "odt/": _odt_words}.get(kind, bytes.decode)(answer.content)
    assert answer.status_code == 200
    assert "Werkstatt e. V." in content
    assert "kontakt@example.org" not in content
    assert "E-Mail" not in content


def _odt_words(content: bytes) -> str:
    from odf.opendocument import load

    from machbar.foundation.documents.tests.reading import odt_text

    return odt_text(load(io.BytesIO(content)).text)


def test_an_unknown_kind_of_file_does_not_exist(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)
    sign_in(client, lotse)

    answer = client.get(f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/doc/")

    assert answer.status_code == 404


def test_a_file_that_cannot_be_made_leads_back_with_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_filled_project(lotse)
    sign_in(client, lotse)
    monkeypatch.setattr(pdf, "VENDOR", tmp_path)
    pdf._fonts.cache_clear()
    address = f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/"

    try:
        answer = client.get(f"{address}pdf/", follow=True)
    finally:
        pdf._fonts.cache_clear()

    assert answer.redirect_chain == [(address, 302)]
    assert "Die Datei ließ sich nicht herstellen." in answer.content.decode()


def test_the_page_and_the_files_cost_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lotse = make_actor(Role.LOTSE, town=make_town(host="testserver"))
    project = make_filled_project(lotse)
    sign_in(client, lotse)
    client.get("/")  # the first page after signing in notes the beginning of the session
    address = f"/werkstatt/projekte/{project.public_id}/blatt/ausgabe/"

    with django_assert_num_queries(10):
        client.get(address)
    with django_assert_num_queries(10):
        client.get(f"{address}json/")
