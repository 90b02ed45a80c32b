"""The photo of an idea (F01): sent with the form, kept over errors, seen by the right eyes, erased for good."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.media import store
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
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.exceptions import PhotoGone
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import (
    Photo,
    describe_photo,
    hand_in_idea,
    publish_idea,
    withdraw_idea,
)
from machbar.modules.ideas.tests.builders import MORNING
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
CONSENT = (
    "Ich habe es aufgenommen oder darf es weitergeben, und es darf mit meiner Idee gezeigt werden."
)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(content: bytes | None = None, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(400, 300) if content is None else content, "image/jpeg")


def make_idea_with_photo(town: Town, *, shade: int = 0, is_shown: bool = True) -> Idea:
    """An idea on the wall with a photo that is released, or only for the team."""
    key = new_form_key()[:32]
    house = Actor(town=town, system=True)
    taken = Photo(
        picture=make_picture(town, shade=shade, form_key=key),
        credit="Nachbarin",
        consent_text="Ja.",
    )
    idea = hand_in_idea(by=house, at=MORNING, form_key=key, text="Brunnen", photo=taken).idea
    publish_idea(idea=idea, by=house, at=MORNING)
    idea.refresh_from_db()
    if is_shown:
        describe_photo(
            photo=taken.picture,
            by=house,
            at=MORNING,
            alt_text="Ein alter Brunnen",
            credit="Nachbarin",
            is_release=True,
        )
    return idea


def signed_in(client: Client, town: Town, role: Role = Role.LOTSE) -> Client:
    person = make_actor(role, town=town).person
    assert person is not None
    client.force_login(person, backend=BACKEND)
    return client


def address(idea: Idea) -> str:
    assert idea.photo is not None
    return f"/ideen/{idea.public_id}/foto/{idea.photo.files.all()[0].name}"


def files_on_disk() -> list[str]:
    return list(store.hashes())


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


def test_the_public_sees_a_released_photo_on_wall_and_page_with_description_and_credit(
    client: Client,
) -> None:
    town = make_town()
    idea = make_idea_with_photo(town)

    for path in ("/", "/ideen/", f"/ideen/{idea.public_id}/"):
        content = client.get(path).content.decode()
        assert 'alt="Ein alter Brunnen"' in content
        assert "Bild: Nachbarin" in content
        assert f'src="{address(idea)}"' in content
        assert 'width="400" height="300"' in content
        assert 'loading="lazy"' in content
    assert client.get(address(idea)).status_code == 200


@pytest.mark.parametrize("why", ["not released", "not on the wall", "withdrawn"])
def test_nobody_outside_sees_a_photo_that_is_not_public(client: Client, why: str) -> None:
    town = make_town()
    idea = make_idea_with_photo(town, is_shown=why != "not released")
    if why == "not on the wall":
        Idea.objects.update(published_at=None)
    if why == "withdrawn":
        withdraw_idea(idea=idea, by=Actor(town=town))

    assert address(idea) not in client.get("/ideen/").content.decode()
    assert client.get(address(idea)).status_code == 404
    # Not even the team under the public address, which caches may keep.
    assert signed_in(client, town).get(address(idea)).status_code == 404


def test_a_released_photo_is_kept_by_the_browser_and_asked_for_conditionally(
    client: Client,
) -> None:
    idea = make_idea_with_photo(make_town())

    answer = client.get(address(idea), headers={"accept-encoding": "gzip"})

    assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=3600, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Content-Disposition"].startswith('inline; filename="400-')
    assert "Content-Encoding" not in answer
    assert "Set-Cookie" not in answer
    again = client.get(address(idea), headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(address(idea)).status_code == 200


def test_the_team_describes_and_releases_a_photo(client: Client) -> None:
    town = make_town()
    idea = make_idea_with_photo(town, is_shown=False)
    page = signed_in(client, town).get(f"/werkstatt/gespraeche/{idea.public_id}/")
    assert "Nur das Team sieht es, und wer es gebracht hat." in page.content.decode()
    path = f"/werkstatt/gespraeche/{idea.public_id}/foto/"

    refused = client.post(path, {"deed": "release", "alt_text": "", "credit": ""})
    assert refused.status_code == 422
    assert "Bitte sagen Sie in einem Satz, was zu sehen ist." in refused.content.decode()
    assert "Bitte nennen Sie, wer das Foto aufgenommen hat." in refused.content.decode()

    words = {"alt_text": "Ein alter Brunnen", "credit": "Nachbarin"}
    assert client.post(path, {"deed": "save", **words}).status_code == 302
    assert Picture.objects.get().alt_text == "Ein alter Brunnen"
    assert not Picture.objects.get().is_released
    client.post(path, {"deed": "release", **words})
    assert Picture.objects.get().is_released

    client.post(path + "zuruecknehmen/")
    assert not Picture.objects.get().is_released


def test_without_consent_the_team_must_say_how_it_was_given(client: Client) -> None:
    town = make_town()
    picture = make_picture(town)
    idea = hand_in_idea(
        by=Actor(town=town), at=MORNING, form_key="f", text="Brunnen", photo=Photo(picture=picture)
    ).idea
    path = f"/werkstatt/gespraeche/{idea.public_id}/foto/"
    words = {"deed": "release", "alt_text": "Ein Brunnen", "credit": "Nachbarin"}

    refused = signed_in(client, town).post(path, words)
    assert "Bitte fragen Sie erst" in refused.content.decode()
    client.post(path, {**words, "consent_by": "phone"})

    picture.refresh_from_db()
    assert (picture.consent_by, picture.is_released) == ("phone", True)
    assert picture.consent_text == "Das Foto darf mit der Idee gezeigt werden."


@pytest.mark.parametrize("by", ["team", "giver"])
def test_an_erased_photo_is_gone_from_rows_files_and_pages(
    client: Client, by: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    town = make_town()
    page = client.post("/ideen/neu/", {"text": "Brunnen", "photo": upload()}, follow=True)
    idea = Idea.objects.get()
    receipt = page.redirect_chain[-1][0]
    path = f"{receipt}foto/entfernen/"
    if by == "team":
        path = f"/werkstatt/gespraeche/{idea.public_id}/foto/entfernen/"
        signed_in(client, town)

    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            assert client.post(path).status_code == 302

    assert (Picture.objects.count(), files_on_disk()) == (0, [])
    assert Idea.objects.get().photo is None
    assert "<img" not in client.get(receipt).content.decode()
    assert town.audit_entries.filter(event="picture.removed").count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_a_wall_of_photos_costs_the_same_whatever_hangs_there(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town(host="testserver")
    for number in range(count):
        make_idea_with_photo(town, shade=number)

    with django_assert_num_queries(8):
        page = client.get("/ideen/")

    assert page.content.decode().count("<img") == count


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
