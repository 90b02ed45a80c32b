"""Receipts and blank forms on paper: what stands on them, who may print them, and that the links are good."""

import io
from datetime import date, datetime

import pikepdf
import pytest
from django.test import Client

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.documents.tests.reading import pdf_text
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.forms import new_form_key
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.papers import Layout, Size, blank_form_pdf, slips_pdf
from machbar.modules.ideas.services import issue_slips
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.ideas.views.guarding import LAST, SHOWN_FOR
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 24)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def plain(content: bytes) -> str:
    return "".join(pdf_text(content).split())


@pytest.mark.parametrize(("layout", "pages"), [(Layout.SHEET, 2), (Layout.A6, 7), (Layout.ROLL, 7)])
def test_seven_receipts_fill_two_sheets_or_seven_slips(layout: Layout, pages: int) -> None:
    town = make_town(number_prefix="K", address="Westernstraße 12, neben der Apotheke")
    ideas = [make_idea(town, text=f"Idee {number} " + "Wort " * 30) for number in range(7)]
    slips = issue_slips(ideas=ideas, by=make_actor(Role.LOTSE, town=town))

    content = slips_pdf(town, slips, layout, dated=DAY)

    with opened(content) as pdf:
        assert len(pdf.pages) == pages
        assert str(pdf.Root.Lang) == "de"
        assert bool(pdf.Root.MarkInfo.Marked) is True
    text = plain(content)
    assert all(idea.number in text for idea in ideas)
    assert all(slip.address in text for slip in slips)


def test_the_link_on_a_printed_receipt_opens_the_idea_and_older_ones_stay_good(
    client: Client,
) -> None:
    town = make_town(host="testserver")
    idea = make_idea(town)
    by = make_actor(Role.LOTSE, town=town)

    first, second = (issue_slips(ideas=[idea], by=by)[0] for _print in range(2))

    assert first.address != second.address
    for slip in (first, second):
        path = slip.address.partition("testserver")[2]
        assert idea.number in client.get(path).content.decode()
    assert AuditEntry.objects.filter(event="idea.receipt_printed").count() == 2


def test_a_long_address_and_a_long_name_leave_the_blank_forms_on_their_pages() -> None:
    town = make_town(
        name="Bad Langenbeispielhausen an der Nebenstrecke",
        short_name="Langenbeispielhausen",
        address="Haus der vielen Möglichkeiten, Am Platz der Beispiele 112, neben der Apotheke, 12345 Ort",
    )

    sheets = {
        size: blank_form_pdf(town, size, address="https://a.example.org/ideen/neu/", dated=DAY)
        for size in Size
    }

    for size, pages in ((Size.A5, 1), (Size.POSTCARD, 2)):
        with opened(sheets[size]) as pdf:
            assert len(pdf.pages) == pages
        assert "EinMenschliestundantwortet" in plain(sheets[size])
        assert "ohnemeinenNamen" in plain(sheets[size])


def test_everybody_gets_the_blank_forms_as_files(client: Client) -> None:
    make_town()

    page = client.get("/ideen/papier/")
    files = [client.get(f"/ideen/papier/{size}.pdf") for size in ("a5", "a6", "a7")]

    assert "Bogen A5 (PDF)" in page.content.decode()
    assert [file.status_code for file in files] == [200, 200, 404]
    assert files[0]["Content-Type"] == "application/pdf"
    assert files[0]["Content-Disposition"].startswith('attachment; filename="Ideenkarte-')


@pytest.fixture
def tablet(client: Client) -> Town:
    town = make_town(number_prefix="K")
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    return town


def take_down(client: Client, then: str = "next") -> Idea:
    client.post(
        "/tresen/",
        {"text": "Eine Bank", "channel": "counter", "form_key": new_form_key(), "then": then},
    )
    return Idea.objects.latest("id")


def test_save_and_print_leads_to_the_receipt_ready_for_the_printer(
    client: Client, tablet: Town
) -> None:
    page = client.post(
        "/tresen/", {"text": "Eine Bank", "channel": "counter", "then": "print"}, follow=True
    )

    content = page.content.decode()
    assert page.redirect_chain == [("/tresen/beleg/", 302)]
    assert Idea.objects.get().number in content
    assert "QR-Code zu dieser Seite" in content
    assert "Bondrucker (80 mm)" in content


def test_the_next_person_finds_no_receipt_of_the_one_before_by_going_back(
    client: Client, tablet: Town
) -> None:
    idea = take_down(client, then="print")
    assert client.get("/tresen/beleg/").status_code == 200

    sheet = client.post("/tresen/weiter/", follow=True)

    assert sheet.redirect_chain == [("/tresen/", 302)]
    assert idea.number not in sheet.content.decode()
    assert client.get("/tresen/beleg/")["Location"] == "/tresen/"


def test_ten_minutes_after_writing_the_tablet_shows_no_receipt(
    client: Client, tablet: Town
) -> None:
    take_down(client)
    session = client.session
    last = session[LAST]
    last["at"] = (datetime.fromisoformat(last["at"]) - SHOWN_FOR).isoformat()
    session[LAST] = last
    session.save()

    assert client.get("/tresen/beleg/")["Location"] == "/tresen/"


def test_without_a_last_idea_the_receipt_leads_back_to_the_empty_sheet(
    client: Client, tablet: Town
) -> None:
    assert client.get("/tresen/beleg/")["Location"] == "/tresen/"


def test_the_tablet_prints_what_it_took_down_and_nothing_else(client: Client, tablet: Town) -> None:
    foreign = make_idea(tablet, text="Von der Webseite")
    own = take_down(client)

    both = client.post("/tresen/belege/", {"idea": [own.public_id, foreign.public_id]})
    nothing = client.post("/tresen/belege/", {"idea": [foreign.public_id]})
    odd = client.post("/tresen/belege/", {"idea": [own.public_id], "layout": "a0"})

    assert (both.status_code, nothing.status_code, odd.status_code) == (200, 404, 404)
    assert own.number in plain(both.content)
    assert foreign.number not in plain(both.content)


def test_the_team_prints_any_receipt_of_its_town_and_none_of_another(client: Client) -> None:
    town = make_town(host="testserver")
    idea = make_idea(town)
    elsewhere = make_idea(make_town(host="b.example.org"))
    person = make_actor(Role.LOTSE, town=town).person
    assert person is not None
    client.force_login(person, backend=BACKEND)
    before = PersonalLink.objects.count()

    ours = client.post("/tresen/belege/", {"idea": [idea.public_id], "layout": "80mm"})
    theirs = client.post("/tresen/belege/", {"idea": [elsewhere.public_id]})

    assert (ours.status_code, theirs.status_code) == (200, 404)
    assert PersonalLink.objects.count() == before + 1
