"""The photo of an idea (F01): seen by the right eyes, described and released by the team, erased for good."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.testing import make_town
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import Photo, hand_in_idea, withdraw_idea
from machbar.modules.ideas.tests.builders import MORNING
from machbar.modules.ideas.tests.photos import (
    address,
    files_on_disk,
    make_idea_with_photo,
    signed_in,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


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
