"""A form that comes when the sign-in is over: its words are shown, its secrets are not, and nothing is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from machbar.foundation.access.typed import page_before, typed_texts
from machbar.foundation.testing import make_town
from machbar.foundation.ui.arrival import ARRIVED_COOKIE
from machbar.foundation.ui.form_keys import new_form_key

SHEET = "/werkstatt/kontakte/neu/"


def test_words_are_taken_once_and_in_order_without_secrets_files_and_switches() -> None:
    request = RequestFactory().post(
        "/",
        {
            "csrfmiddlewaretoken": "Abc 1",
            "form_key": "ab12:Zz:Yy",
            "password": "Geheim 1",
            "seen": '{"title": "Alt"}',
            "seen_version": "3",
            "status": "in_talk",
            "idea": "k3f9x2abQ",
            "title": " Ein Brunnen ",
            "again": "Ein Brunnen",
            "phone": "05353 910",
            "file": SimpleUploadedFile("Bild.jpg", b"Inhalt"),
        },
    )

    assert typed_texts(request) == ["Ein Brunnen", "05353 910"]


@pytest.mark.parametrize(
    ("referer", "expected"),
    [
        ("http://testserver/werkstatt/?seite=2", "/werkstatt/?seite=2"),
        ("http://elsewhere.invalid/werkstatt/", "/hier/"),
        ("//elsewhere.invalid/", "/hier/"),
        ("", "/hier/"),
    ],
)
def test_the_way_back_leads_to_a_page_of_this_house_only(referer: str, expected: str) -> None:
    request = RequestFactory().post("/", headers={"referer": referer})

    assert page_before(request, fallback="/hier/") == expected


@pytest.mark.django_db
@pytest.mark.parametrize("address", [SHEET, "/tresen/"])
def test_a_form_of_somebody_whose_sign_in_is_over_shows_what_was_typed(address: str) -> None:
    make_town()
    sent = {"text": "Ein Brunnen <am> Markt", "organisation": "Verein der Brunnenfreunde"}

    answer = Client().post(address, sent, headers={"referer": f"http://testserver{address}"})

    assert answer.status_code == 401
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert "Ein Brunnen &lt;am&gt; Markt" in page
    assert "Verein der Brunnenfreunde" in page
    assert f'href="/anmelden/?next={address}"' in page


@pytest.mark.django_db
def test_a_form_without_words_leads_to_the_sign_in_at_once() -> None:
    make_town()

    answer = Client().post(SHEET, {"status": "done"})

    assert answer["Location"] == f"/anmelden/?next={SHEET}"


@pytest.mark.django_db
def test_a_form_that_is_too_old_shows_its_words_and_the_way_back_to_our_own_page_only() -> None:
    make_town()
    client = Client(enforce_csrf_checks=True)
    sent = {"text": "Ein Brunnen am Markt"}

    ours = client.post("/ideen/neu/", sent, headers={"referer": "http://testserver/ideen/neu/"})
    foreign = client.post("/ideen/neu/", sent, headers={"referer": "http://elsewhere.invalid/"})

    assert [ours.status_code, foreign.status_code] == [403, 403]
    assert "Ein Brunnen am Markt" in ours.content.decode()
    assert 'href="/ideen/neu/"' in ours.content.decode()
    assert "Ein Brunnen am Markt" not in foreign.content.decode()


@pytest.mark.django_db
def test_a_form_that_was_taken_says_its_key_and_a_refused_one_does_not() -> None:
    make_town()
    key = new_form_key()

    refused = Client().post("/ideen/neu/", {"form_key": key, "text": ""})
    taken = Client().post("/ideen/neu/", {"form_key": key, "text": "Ein Brunnen am Markt."})

    assert refused.status_code == 422
    assert ARRIVED_COOKIE not in refused.cookies
    assert taken.cookies[ARRIVED_COOKIE].value == key.split(":")[0]
