"""The photo of an idea (F01): sent with the form, kept over errors, refused in a sentence, never doubled."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import sweep
from machbar.foundation.media.tests.builders import (
    encoded,
    make_picture,
    photo,
    png_bomb,
    scene,
    telltale_photo,
)
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.exceptions import PhotoGone
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import Photo, hand_in_idea
from machbar.modules.ideas.tests.builders import MORNING
from machbar.modules.ideas.tests.photos import CONSENT, files_on_disk, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_an_idea_with_a_photo_is_handed_in_on_one_page(client: Client) -> None:
    town = make_town()

    page = client.post(
        "/ideen/neu/",
        {
            "text": "Trinkbrunnen",
            "photo": upload(telltale_photo()),
            "photo_credit": "Nachbarschaft Markt",
            "photo_consent": "on",
        },
        follow=True,
    )

    picture = Picture.objects.get()
    assert Idea.objects.get().photo == picture
    assert (picture.credit, picture.consent_text, picture.consent_by, picture.is_released) == (
        "Nachbarschaft Markt",
        CONSENT,
        "form",
        False,
    )
    assert [entry.event for entry in town.audit_entries.all()] == [
        "idea.handed_in",
        "picture.agreed",
    ]
    content = page.content.decode()
    assert "Das Team sieht es sich zuerst an." in content
    shown = re.search(r'<img src="(/beleg/[^"]+)"', content)
    assert shown is not None
    answer = client.get(shown.group(1))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"elltale" not in answer.content


def test_without_the_tick_the_photo_is_for_the_team_only(client: Client) -> None:
    town = make_town()

    page = client.post("/ideen/neu/", {"text": "Brunnen", "photo": upload()}, follow=True)

    picture = Picture.objects.get()
    assert (picture.consent_text, picture.consent_by, picture.consent_at) == ("", "", None)
    assert "Nur das Team sieht es." in page.content.decode()
    assert town.audit_entries.count() == 1


def test_after_an_error_elsewhere_the_photo_is_still_there(client: Client) -> None:
    make_town()
    key = new_form_key()

    page = client.post("/ideen/neu/", {"text": "", "photo": upload(), "form_key": key})
    content = page.content.decode()
    assert page.status_code == 422
    assert "Ihr Foto ist noch da." in content
    assert 'src="data:image/jpeg;base64,' in content
    assert '<details class="extra" open>' in content
    assert Idea.objects.count() == 0

    client.post("/ideen/neu/", {"text": "Brunnen", "form_key": key, "photo_is_kept": "1"})

    assert Idea.objects.get().photo == Picture.objects.get()


def test_a_key_that_we_had_to_replace_does_not_cost_the_photo(client: Client) -> None:
    make_town()
    page = client.post("/ideen/neu/", {"text": "", "photo": upload(), "form_key": "x:y"})
    found = re.search(r'name="form_key" value="([^"]+)"', page.content.decode())
    assert found is not None

    client.post("/ideen/neu/", {"text": "Brunnen", "form_key": found.group(1)})

    assert Idea.objects.get().photo == Picture.objects.get()


def test_another_photo_takes_the_place_of_the_kept_one_and_the_old_one_goes(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_town()
    key = new_form_key()
    client.post("/ideen/neu/", {"text": "", "photo": upload(photo(400, 300, 1)), "form_key": key})

    client.post(
        "/ideen/neu/", {"text": "Brunnen", "photo": upload(photo(400, 300, 2)), "form_key": key}
    )

    chosen = Idea.objects.get().photo
    assert chosen is not None
    assert sweep(now=chosen.created_at + timedelta(days=2)) == 1
    assert list(Picture.objects.all()) == [chosen]


def test_a_kept_photo_can_be_left_out(client: Client) -> None:
    make_town()
    key = new_form_key()
    client.post("/ideen/neu/", {"text": "", "photo": upload(), "form_key": key})

    answers = {"text": "Brunnen", "form_key": key, "photo_is_kept": "1", "photo_left_out": "on"}
    client.post("/ideen/neu/", answers)

    assert Idea.objects.get().photo is None


def test_who_comes_back_after_the_sweep_is_told_so(client: Client) -> None:
    make_town()
    key = new_form_key()
    client.post("/ideen/neu/", {"text": "", "photo": upload(), "form_key": key})
    Picture.objects.all().delete()

    page = client.post("/ideen/neu/", {"text": "Brunnen", "form_key": key, "photo_is_kept": "1"})

    assert page.status_code == 422
    assert "heben wir nur einen Tag auf" in page.content.decode()
    assert "Brunnen</textarea>" in page.content.decode()


def test_a_photo_swept_in_the_very_moment_stops_the_idea_with_a_sentence() -> None:
    town = make_town()
    picture = make_picture(town)
    taken = Photo(picture=picture)
    hand_in_idea(by=Actor(town=town), at=MORNING, form_key="a", text="Brunnen", photo=taken)

    # A photo that another idea took meanwhile breaks the same constraint as one that is gone.
    with pytest.raises(PhotoGone):
        hand_in_idea(by=Actor(town=town), at=MORNING, form_key="b", text="Bank", photo=taken)

    assert Idea.objects.count() == 1


def test_a_double_click_stores_one_photo_and_shows_the_same_receipt(client: Client) -> None:
    make_town()
    key = new_form_key()

    pages = [
        client.post(
            "/ideen/neu/", {"text": "Brunnen", "photo": upload(), "form_key": key}, follow=True
        )
        for _click in range(2)
    ]

    assert (Idea.objects.count(), Picture.objects.count(), len(files_on_disk())) == (1, 1, 1)
    assert [page.status_code for page in pages] == [200, 200]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (png_bomb(), "bombe.png", "mehr als 8 Megapixel"),
        (photo()[:-400], "halb.jpg", "lässt sich nicht bis zum Ende lesen"),
        (b"<svg><script>alert(1)</script></svg>", "x.svg", "muss ein JPEG, PNG oder WebP sein"),
        (b"<svg><script>alert(1)</script></svg>", "x.jpg", "muss ein JPEG, PNG oder WebP sein"),
        (photo() + b"<script>alert(1)</script>", "zwei.jpg", "enthält noch etwas anderes"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(99), "IMG_1.HEIC", "Maximale Kompatibilität"),
        (bytes(12_000_001), "gross.jpg", "größer als 12 MB"),
        (b"", "leer.jpg", "Das Foto ist leer"),
    ],
)
def test_a_photo_that_is_none_is_refused_in_one_sentence_and_the_words_stay(
    client: Client, content: bytes, name: str, sentence: str
) -> None:
    make_town()

    page = client.post(
        "/ideen/neu/", {"text": "Brunnen", "place": "Markt", "photo": upload(content, name)}
    )

    told = page.content.decode()
    assert page.status_code == 422
    assert '<a href="#id_photo">Foto</a>: ' in told
    assert sentence in told
    assert "Brunnen</textarea>" in told
    assert 'value="Markt"' in told
    assert (Idea.objects.count(), Picture.objects.count(), files_on_disk()) == (0, 0, [])


@pytest.mark.parametrize(
    "name", ["../../x.jpg", "..\\..\\x.jpg", "a" * 300 + ".jpg", "\u202egpj.exe", "a\x00.php"]
)
def test_the_name_of_a_file_is_never_used(client: Client, name: str, tmp_path: Path) -> None:
    make_town()
    body = (
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nBrunnen\r\n'
        b'--x\r\nContent-Disposition: form-data; name="photo"; filename="'
        + name.encode()
        + b'"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + photo(400, 300) + b"\r\n--x--\r\n"
    )

    client.post("/ideen/neu/", body, content_type="multipart/form-data; boundary=x")

    assert Idea.objects.get().photo is not None
    inside = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(inside) == sorted([".lock", *files_on_disk()])


@pytest.mark.django_db(transaction=True)
def test_a_photo_is_decoded_outside_of_any_transaction(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_town()
    inside: list[bool] = []
    really_open = Image.open

    def watched(*arguments: Any, **keywords: Any) -> Image.Image:
        inside.append(connection.in_atomic_block)
        return really_open(*arguments, **keywords)

    monkeypatch.setattr(Image, "open", watched)

    client.post("/ideen/neu/", {"text": "Brunnen", "photo": upload()})

    assert Idea.objects.get().photo is not None
    assert inside == [False]


def test_the_counter_takes_a_photo_too_and_notes_that_consent_was_said(client: Client) -> None:
    town = make_town()
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    key = new_form_key()
    answers = {"channel": "counter", "photo_consent": "on", "form_key": key}

    page = client.post("/tresen/", {**answers, "text": "", "photo": upload()})
    assert "Ihr Foto ist noch da." in page.content.decode()
    client.post("/tresen/", {**answers, "text": "Brunnen", "photo_is_kept": "1"})

    picture = Idea.objects.get().photo
    assert picture is not None
    assert picture.consent_by == "said"


def test_the_form_without_javascript_offers_the_three_formats(client: Client) -> None:
    make_town()

    content = client.get("/ideen/neu/").content.decode()

    assert 'enctype="multipart/form-data"' in content
    assert 'accept="image/jpeg,image/png,image/webp"' in content
    assert '<details class="extra">' in content


def test_a_png_comes_back_as_jpeg_and_webp(client: Client) -> None:
    make_town()

    client.post(
        "/ideen/neu/", {"text": "Brunnen", "photo": upload(encoded(scene(), "PNG"), "x.png")}
    )

    assert list(Picture.objects.get().files.values_list("content_type", flat=True)) == [
        "image/webp",
        "image/jpeg",
    ]
