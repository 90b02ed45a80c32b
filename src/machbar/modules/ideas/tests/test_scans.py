"""Paper forms with a scan: taken in, typed with the picture beside, seen by few, gone after thirty days."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.media import store
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import sweep
from machbar.foundation.media.tests.builders import pdf, photo, prepared, telltale_photo
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.exceptions import ScanGone
from machbar.modules.ideas.forms import new_form_key
from machbar.modules.ideas.models import Idea, PaperScan
from machbar.modules.ideas.services import (
    Card,
    forget_old_scans,
    keep_scan,
    remove_scan,
    type_paper,
    type_scan,
)
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

LIST = "/tresen/papier/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def make_scan(town: Town, *, shade: int = 0) -> PaperScan:
    """A page that waits."""
    by = Actor(town=town, system=True)
    return keep_scan(by=by, at=MORNING, prepared=prepared(shade), form_key=f"scan-{shade}")


@pytest.fixture
def tablet(client: Client) -> Town:
    town = make_town(number_prefix="K")
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    return town


def upload(content: bytes, name: str = "blatt.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def picture_address(scan: PaperScan) -> str:
    return f"{LIST}{scan.public_id}/bild/{scan.picture.files.all()[0].name}"


def test_several_pages_come_in_at_once_and_the_same_ones_again_are_the_same(
    client: Client, tablet: Town
) -> None:
    key = new_form_key()

    pages = [
        client.post(
            LIST,
            {
                "form_key": key,
                "pages": [
                    upload(photo(400, 300)),
                    upload(photo(400, 300, 9)),
                    upload(telltale_photo()),
                ],
            },
        )
        for _click in range(2)
    ]

    assert [page.status_code for page in pages] == [302, 302]
    assert PaperScan.objects.filter(town=tablet, idea=None).count() == 3
    assert b"telltale" not in b"".join(store.read(name) or b"" for name in store.hashes())
    assert "3 Blätter warten aufs Abtippen." in client.get(LIST).content.decode()


def test_a_broken_pdf_and_a_strange_file_are_named_and_the_good_page_is_kept(
    client: Client, tablet: Town
) -> None:
    page = client.post(
        LIST,
        {
            "form_key": new_form_key(),
            "pages": [
                upload(b"%PDF-1.7 nichts", "bogen.pdf"),
                upload(photo(400, 300)),
                upload(b"GIF89a", "alt.gif"),
            ],
        },
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert "bogen.pdf: Das PDF lässt sich nicht lesen. " in content
    assert "alt.gif: " in content
    assert PaperScan.objects.count() == 1


def test_each_page_of_a_scanned_pdf_waits_to_be_typed(client: Client, tablet: Town) -> None:
    scanned = upload(pdf((298, 420), (420, 298)), "scan.pdf")

    page = client.post(LIST, {"form_key": new_form_key(), "pages": [scanned]})

    assert page.status_code == 302
    assert PaperScan.objects.filter(town=tablet, idea=None).count() == 2


def test_without_a_file_one_sentence_says_what_is_missing(client: Client, tablet: Town) -> None:
    page = client.post(LIST, {"form_key": new_form_key()})

    assert page.status_code == 422
    assert "Bitte wählen Sie mindestens ein Bild oder PDF." in page.content.decode()


def test_a_page_is_typed_beside_its_picture_and_leads_to_the_next(
    client: Client, tablet: Town
) -> None:
    first, second = make_scan(tablet), make_scan(tablet, shade=9)
    content = client.get(f"{LIST}{first.public_id}/").content.decode()
    typed = {
        "form_key": new_form_key(),
        "text": "Eine Bank",
        "contact": "05353 9120",
        "initials": "AB",
        "written_on": "2026-09-12",
    }

    answers = [client.post(f"{LIST}{first.public_id}/", typed) for _click in range(2)]

    first.refresh_from_db()
    idea = Idea.objects.get()
    assert picture_address(first).rpartition("/")[0] in content
    assert [answer.status_code for answer in answers] == [
        302,
        404,
    ]  # the second: no longer the tablet's
    assert answers[0]["Location"] == f"{LIST}{second.public_id}/"
    assert (idea.channel, idea.initials, idea.contact, str(idea.written_on)) == (
        "postcard",
        "AB",
        "05353 9120",
        "2026-09-12",
    )
    assert first.idea == idea


def test_a_mistake_keeps_everything_typed(client: Client, tablet: Town) -> None:
    scan = make_scan(tablet)

    page = client.post(
        f"{LIST}{scan.public_id}/", {"text": "Eine Bank", "contact": "nachbarin@", "place": "Markt"}
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert "Eine Bank</textarea>" in content
    assert 'value="nachbarin@"' in content
    assert not Idea.objects.exists()


def test_a_second_page_joins_the_idea_that_was_typed_last(client: Client, tablet: Town) -> None:
    first, second = make_scan(tablet), make_scan(tablet, shade=9)
    client.post(f"{LIST}{first.public_id}/", {"text": "Eine Bank", "form_key": new_form_key()})

    answer = client.post(f"{LIST}{second.public_id}/dazu/")

    second.refresh_from_db()
    assert answer["Location"] == LIST
    assert second.idea == Idea.objects.get()


def test_after_typing_only_the_team_sees_the_picture_and_nobody_in_public(
    client: Client, tablet: Town
) -> None:
    scan = make_scan(tablet)
    idea = make_idea(tablet, is_public=True)
    waiting = client.get(picture_address(scan))
    type_scan(scan=scan, idea=idea, by=make_actor(Role.LOTSE, town=tablet), at=MORNING)

    typed = client.get(picture_address(scan))
    person = make_actor(Role.MODERATION, town=tablet).person
    assert person is not None
    team = Client()
    team.force_login(person, backend=BACKEND)

    assert (waiting.status_code, typed.status_code) == (200, 404)
    assert team.get(picture_address(scan)).status_code == 200
    assert "no-store" in team.get(picture_address(scan))["Cache-Control"]
    assert (
        "/tresen/papier/" in team.get(f"/werkstatt/gespraeche/{idea.public_id}/").content.decode()
    )
    assert "/tresen/papier/" not in Client().get(f"/ideen/{idea.public_id}/").content.decode()
    assert Client().get(picture_address(scan))["Location"] == "/tresen/koppeln/"


def test_who_was_slower_keeps_no_idea_and_is_told() -> None:
    town = make_town()
    scan = make_scan(town)
    by = make_actor(Role.LOTSE, town=town)
    type_paper(scan=scan, by=by, at=MORNING, card=Card(form_key="1", text="Eine Bank"))

    with pytest.raises(ScanGone):
        type_paper(scan=scan, by=by, at=MORNING, card=Card(form_key="2", text="Eine Bank"))

    type_paper(scan=scan, by=by, at=MORNING, card=Card(form_key="1", text="Eine Bank"))
    assert Idea.objects.count() == 1


def test_scans_go_thirty_days_after_typing_and_waiting_ones_stay(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    town = make_town()
    by = make_actor(Role.LOTSE, town=town)
    typed, waiting = make_scan(town), make_scan(town, shade=9)
    type_scan(scan=typed, idea=make_idea(town), by=by, at=MORNING)

    early = forget_old_scans(town=town, at=MORNING + timedelta(days=29, hours=23))
    with django_capture_on_commit_callbacks(execute=True):
        late = forget_old_scans(town=town, at=MORNING + timedelta(days=30))

    assert (early, late) == (0, 1)
    assert list(PaperScan.objects.all()) == [waiting]
    assert list(Picture.objects.all()) == [waiting.picture]
    assert sweep(now=MORNING + timedelta(days=400)) == 0
    assert set(store.hashes()) == set(waiting.picture.files.values_list("sha256", flat=True))


def test_a_page_is_erased_and_a_second_click_changes_nothing(client: Client, tablet: Town) -> None:
    scan = make_scan(tablet)

    answer = client.post(f"{LIST}{scan.public_id}/entfernen/")
    remove_scan(scan=scan, by=make_actor(Role.LOTSE, town=tablet))

    assert answer["Location"] == LIST
    assert not PaperScan.objects.exists()
    assert not Picture.objects.exists()


def test_pages_of_another_town_do_not_exist(client: Client) -> None:
    here = make_town(host="testserver")
    make_device(town=here)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    theirs = make_scan(make_town(host="b.example.org"))

    assert client.get(f"{LIST}{theirs.public_id}/").status_code == 404
    assert client.get(picture_address(theirs)).status_code == 404
    assert client.post(f"{LIST}{theirs.public_id}/entfernen/").status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_pages_costs_the_same_at_one_and_at_twenty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    person = make_actor(Role.LOTSE, town=town).person
    assert person is not None
    for number in range(rows):
        make_scan(town, shade=number)
    client.force_login(person, backend=BACKEND)
    client.get("/")

    with django_assert_num_queries(7):
        client.get(LIST)
