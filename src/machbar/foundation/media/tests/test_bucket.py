"""A store that speaks S3: its address, what is said while it is away, what a running backup holds back."""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.media import store
from machbar.foundation.media.address import bucket_address
from machbar.foundation.media.exceptions import NoRoom, StoreAway
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import keep_picture, remove_picture, sweep
from machbar.foundation.media.serving import picture_response
from machbar.foundation.media.tasks import sweep_pictures
from machbar.foundation.media.tests.bucket_server import BucketServer
from machbar.foundation.media.tests.builders import MORNING, make_picture, photo, prepared
from machbar.foundation.testing import make_town

NOBODY = "http://key:secret@127.0.0.1:9/machbar"  # the discard port: nobody listens there
LATER = "Im Augenblick können wir das Foto nicht aufbewahren."


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def behind(bucket_server: BucketServer, settings: Settings, tmp_path: Path) -> Path:
    """A store that answers, and where it keeps our pictures itself."""
    settings.MEDIA_BUCKET = bucket_address(bucket_server.url(tmp_path.name))
    return bucket_server.pictures(tmp_path.name)


@contextmanager
def behind_a_backup() -> Iterator[None]:
    """While another process would make one: a thread has a connection of its own."""
    begun, over = threading.Event(), threading.Event()

    def hold() -> None:
        with store.held():
            begun.set()
            over.wait(20)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert begun.wait(20)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_an_address_names_everything() -> None:
    found = bucket_address("https://KEY:a%2Fb%2B@s3.example.de:9000/town/photos?region=de-1")

    assert found is not None
    assert (found.endpoint, found.bucket, found.folder) == (
        "https://s3.example.de:9000",
        "town",
        "photos/",
    )
    assert (found.region, found.key, found.secret) == ("de-1", "KEY", "a/b+")
    assert "a/b+" not in repr(found)
    assert bucket_address("") is None


@pytest.mark.parametrize(
    "raw",
    [
        "s3://KEY:SECRET@host/town",
        "https://host/town",
        "https://KEY@host/town",
        "https://KEY:SECRET@host/",
        "https://KEY:SECRET@host/town?zone=1",
        "town",
    ],
)
def test_an_address_that_lacks_something_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=re.escape(raw)):
        bucket_address(raw)


def test_a_store_on_another_machine_is_asked_encrypted_only() -> None:
    with pytest.raises(ValueError, match="s3"):
        bucket_address("http://KEY:SECRET@s3.example.de/town")

    assert bucket_address("http://KEY:SECRET@127.0.0.1:9000/town") is not None


@pytest.mark.django_db
def test_pictures_lie_in_the_store_and_not_on_the_disk(behind: Path, tmp_path: Path) -> None:
    picture = make_picture(make_town())

    names = {file.sha256 for file in picture.files.all()}
    assert {path.name for path in behind.glob("??/*")} == names
    assert not (tmp_path / "media").exists()


@pytest.mark.django_db
def test_while_the_store_is_away_no_half_picture_is_kept(settings: Settings) -> None:
    settings.MEDIA_BUCKET = bucket_address(NOBODY)

    with pytest.raises(NoRoom) as caught:
        keep_picture(town=make_town(), prepared=prepared(), form_key="f", at=MORNING)

    assert str(caught.value).startswith(LATER)
    assert not Picture.objects.exists()


@pytest.mark.django_db
def test_while_the_store_is_away_a_picture_is_a_503_without_a_traceback(
    behind: Path, settings: Settings
) -> None:
    picture = make_picture(make_town())
    settings.MEDIA_BUCKET = bucket_address(NOBODY)

    answer = picture_response(
        HttpRequest(), picture, picture.files.all()[0].name, for_everybody=True
    )

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "no-store" in answer["Cache-Control"]
    assert isinstance(answer, HttpResponse)
    assert b"Bilder" in answer.content


@pytest.mark.django_db
def test_a_wrong_secret_is_the_store_being_away(
    bucket_server: BucketServer, settings: Settings
) -> None:
    settings.MEDIA_BUCKET = bucket_address(bucket_server.url("x", secret="wrong"))

    with pytest.raises(StoreAway):
        store.write(b"a")


@pytest.mark.django_db
def test_during_a_backup_nothing_is_removed_and_the_next_sweep_removes_it(
    behind: Path,
    bucket_server: BucketServer,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    town = make_town()
    picture = make_picture(town)
    names = {file.sha256 for file in picture.files.all()}

    with behind_a_backup(), django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture=picture, by=Actor(town=town))

    assert set(store.hashes()) == names
    assert not Picture.objects.exists()
    for path in behind.glob("??/*"):
        os.utime(path, (0, 0))
    bucket_server.look_again()
    sweep(now=MORNING)
    assert set(store.hashes()) == set()


@pytest.mark.django_db
def test_a_sweep_that_cannot_reach_the_store_comes_back(settings: Settings) -> None:
    settings.MEDIA_BUCKET = bucket_address(NOBODY)

    assert sweep_pictures.call() == 0


@pytest.mark.django_db
def test_what_was_typed_beside_a_photo_survives_a_store_that_is_away(
    client: Client, settings: Settings
) -> None:
    make_town()
    settings.MEDIA_BUCKET = bucket_address(NOBODY)

    page = client.post(
        "/ideen/neu/",
        {"text": "Ein Brunnen am Markt", "photo": SimpleUploadedFile("a.jpg", photo())},
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert LATER in content
    assert "Ein Brunnen am Markt" in content
