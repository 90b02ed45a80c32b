"""Keeping, describing, releasing and removing pictures, and what the sweep does."""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.media import store
from machbar.foundation.media.address import bucket_address
from machbar.foundation.media.exceptions import NoRoom, NotReadyForRelease
from machbar.foundation.media.models import Picture, PictureFile
from machbar.foundation.media.selectors import file_troubles, kept_picture
from machbar.foundation.media.services import (
    agree_to_picture,
    describe_picture,
    keep_picture,
    release_picture,
    remove_picture,
    sweep,
    take_back_picture,
)
from machbar.foundation.media.tests.bucket_server import BucketServer
from machbar.foundation.media.tests.builders import MORNING, make_picture, prepared
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where files lie; ``look_again`` after one was changed behind the back of a store."""

    path_of: Callable[[str], Path]
    look_again: Callable[[], None]


@pytest.fixture(autouse=True, params=["disk", "store"])
def place(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Place:
    """The disk, or a store that speaks S3."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    if request.param == "disk":
        return Place(path_of=store.disk().path_of, look_again=lambda: None)
    server: BucketServer = request.getfixturevalue("bucket_server")
    settings.MEDIA_BUCKET = bucket_address(server.url(tmp_path.name))
    folder = server.pictures(tmp_path.name)
    return Place(path_of=lambda sha256: folder / sha256[:2] / sha256, look_again=server.look_again)


def files_on_disk() -> set[str]:
    return set(store.hashes())


def hashes_of(picture: Picture) -> set[str]:
    return set(picture.files.values_list("sha256", flat=True))


def ready(town: Town) -> Picture:
    """A picture that may be released."""
    picture = make_picture(town)
    describe_picture(picture=picture, alt_text="Ein Brunnen", credit="Nachbarschaft Markt")
    agree_to_picture(
        picture=picture,
        text="Ja.",
        consent_by=Picture.Consent.FORM,
        by=Actor(town=town),
        at=MORNING,
    )
    return picture


def age(paths: Iterable[Path]) -> None:
    """Let the files look a day old."""
    for path in paths:
        moment = path.stat().st_mtime - 86_400
        os.utime(path, (moment, moment))


def test_rows_and_files_of_a_picture_agree() -> None:
    picture = make_picture(make_town())

    assert (picture.width, picture.height) == (400, 300)
    assert files_on_disk() == hashes_of(picture)
    for file in picture.files.all():
        content = store.read(file.sha256)
        assert content is not None
        assert len(content) == file.size
    assert list(file_troubles()) == []


def test_the_same_picture_with_the_same_form_is_kept_once() -> None:
    town = make_town()

    assert make_picture(town) == make_picture(town)

    assert (Picture.objects.count(), PictureFile.objects.count()) == (1, 1)


def test_a_form_finds_its_last_picture_and_no_other_form_does() -> None:
    town, other = make_town(host="a.example.org"), make_town(host="b.example.org")
    make_picture(town, shade=1)
    last = make_picture(town, shade=2)
    make_picture(town, shade=3, form_key="another form")
    make_picture(other, shade=4)

    assert kept_picture(town=town, form_key="form") == last
    assert kept_picture(town=town, form_key="") is None


@pytest.mark.parametrize("missing", ["alt_text", "credit", "consent"])
def test_without_description_credit_or_consent_nothing_is_released(missing: str) -> None:
    town = make_town()
    picture = make_picture(town)
    words = {"alt_text": "Ein Brunnen", "credit": "Nachbarschaft Markt"}
    describe_picture(picture=picture, **{**words, **({missing: ""} if missing in words else {})})
    if missing != "consent":
        agree_to_picture(
            picture=picture, text="Ja.", consent_by="said", by=Actor(town=town), at=MORNING
        )

    with pytest.raises(NotReadyForRelease):
        release_picture(picture=picture, by=Actor(town=town), at=MORNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.update(released_at=MORNING)

    assert Picture.objects.get().released_at is None


def test_release_and_taking_back_leave_one_trace_each_however_often_clicked() -> None:
    town = make_town()
    picture = ready(town)
    actor = Actor(town=town)

    for _click in range(2):
        release_picture(picture=picture, by=actor, at=MORNING)
    assert picture.is_released
    with pytest.raises(NotReadyForRelease):
        describe_picture(picture=picture, alt_text=" ", credit="x")
    for _click in range(2):
        take_back_picture(picture=picture, by=actor)

    assert not Picture.objects.get().is_released
    assert list(town.audit_entries.values_list("event", flat=True)) == [
        "picture.agreed",
        "picture.released",
        "picture.taken_back",
    ]


def test_the_first_consent_stays() -> None:
    town = make_town()
    picture = ready(town)

    agree_to_picture(
        picture=picture, text="Anders.", consent_by="phone", by=Actor(town=town), at=MORNING
    )

    assert (picture.consent_text, picture.consent_by) == ("Ja.", "form")
    assert town.audit_entries.count() == 1


def test_removing_erases_rows_and_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    town = make_town()
    picture = make_picture(town)

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture=picture, by=Actor(town=town))

    assert (Picture.objects.count(), files_on_disk()) == (0, set())
    assert list(town.audit_entries.values_list("event", flat=True)) == ["picture.removed"]


def test_a_file_that_another_picture_shares_stays(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    town, other = make_town(host="a.example.org"), make_town(host="b.example.org")
    picture, twin = make_picture(town), make_picture(other)
    assert hashes_of(picture) == hashes_of(twin)

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture=picture, by=Actor(town=town))

    assert files_on_disk() == hashes_of(twin)


def test_the_sweep_takes_what_no_form_took_up_within_a_day() -> None:
    town = make_town()
    make_picture(town, shade=1, at=MORNING - timedelta(hours=25))
    fresh = make_picture(town, shade=2, at=MORNING - timedelta(hours=23))

    assert (sweep(now=MORNING), sweep(now=MORNING)) == (1, 0)

    assert list(Picture.objects.all()) == [fresh]
    assert files_on_disk() == hashes_of(fresh)


def test_files_without_a_row_are_reported_and_swept_once_they_are_an_hour_old(
    place: Place,
) -> None:
    picture = make_picture(make_town())
    stray = store.write(b"left over by a killed process")
    part = place.path_of(stray).with_name(f"{stray}.1.part")
    part.write_bytes(b"half")
    place.look_again()

    assert list(file_troubles()) == []
    sweep(now=MORNING)
    assert len(files_on_disk()) == 3

    age([place.path_of(stray), part, *map(place.path_of, hashes_of(picture))])
    place.look_again()
    told = list(file_troubles())
    assert [line.split()[2] for line in told] == sorted([stray, part.name])
    sweep(now=MORNING)
    assert files_on_disk() == hashes_of(picture)


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_missing_or_changed_file_is_reported(place: Place, damage: str) -> None:
    picture = make_picture(make_town())
    path = place.path_of(*hashes_of(picture))

    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    place.look_again()

    assert list(file_troubles()) == [
        f"Bild {picture.public_id}: die Datei {path.name} fehlt oder ist beschädigt"
    ]


def test_a_full_disk_keeps_no_half_picture(settings: Settings, tmp_path: Path) -> None:
    town = make_town()
    settings.MEDIA_ROOT, settings.MEDIA_BUCKET = tmp_path / "full", None
    folder = store.disk().folder
    folder.mkdir(parents=True)
    # Where the folder for the file should be, a file is in the way: writing fails as on a full disk.
    sha256 = hashlib.sha256(prepared().largest.content).hexdigest()
    (folder / sha256[:2]).write_bytes(b"")

    with pytest.raises(NoRoom) as caught:
        keep_picture(town=town, prepared=prepared(), form_key="f", at=MORNING)

    assert str(caught.value) == (
        "Im Augenblick ist kein Platz für das Foto. Bitte schicken Sie die Idee ohne es."
    )
    assert (Picture.objects.count(), files_on_disk()) == (0, set())
