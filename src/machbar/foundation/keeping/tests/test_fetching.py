"""Backups of a server whose pictures lie in a store that speaks S3: they hold them, and give them to either kind."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.keeping import container
from machbar.foundation.keeping.backup import make
from machbar.foundation.keeping.exceptions import NotWritten
from machbar.foundation.keeping.fetching import give_to_bucket
from machbar.foundation.media import store
from machbar.foundation.media.address import bucket_address
from machbar.foundation.media.tests.bucket_server import BucketServer
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.testing import make_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path, bucket_server: BucketServer) -> None:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    settings.MEDIA_ROOT = settings.DATA / "media"
    settings.MEDIA_BUCKET = bucket_address(bucket_server.url(tmp_path.name))


def test_a_backup_holds_the_pictures_of_the_store_under_the_names_of_a_disk(
    tmp_path: Path, settings: Settings
) -> None:
    picture = make_picture(make_town())
    [sha256] = picture.files.values_list("sha256", flat=True)
    stray = store.write(b"no row knows it")

    made = make(tmp_path / "one.machbar", passphrase="", now=timezone.now())

    folder = tmp_path / "unpacked"
    folder.mkdir()
    container.unpack(made.path, folder, "")
    files = {path.name: path for path in (folder / "files/media/pictures").glob("??/*")}
    assert made.files == len(files)
    assert files[sha256].read_bytes() == store.read(sha256)
    assert stray not in files
    assert list(settings.DATA.glob(".backup*")) == []


def test_a_backup_without_its_pictures_is_no_backup(tmp_path: Path, settings: Settings) -> None:
    make_picture(make_town())
    settings.MEDIA_BUCKET = bucket_address("http://key:secret@127.0.0.1:9/machbar")

    with pytest.raises(NotWritten, match="Speicher"):
        make(tmp_path / "one.machbar", passphrase="", now=timezone.now())

    assert list(tmp_path.glob("*machbar*")) == []


def test_unpacked_pictures_go_into_the_store_and_leave_the_disk(
    tmp_path: Path, settings: Settings
) -> None:
    media, bucket = tmp_path / "unpacked" / "media", settings.MEDIA_BUCKET
    settings.MEDIA_BUCKET = None
    with store.elsewhere(media):
        names = {store.write(b"one"), store.write(b"two")}

    give_to_bucket(media)
    assert media.exists()  # a server with a disk leaves them where they are

    settings.MEDIA_BUCKET = bucket
    give_to_bucket(media)
    assert not media.exists()
    assert set(store.hashes()) == names
    assert all(store.is_whole(name) for name in names)
