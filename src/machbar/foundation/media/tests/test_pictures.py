"""Keeping, describing, releasing and removing pictures, and what the sweep does."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.media import store
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
from machbar.foundation.media.tests.builders import MORNING, make_picture, prepared
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


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


def age(days: float) -> None:
    """Let the files look as old as this."""
    for name in files_on_disk():
        moment = store.path_of(name).stat().st_mtime - days * 86_400
        os.utime(store.path_of(name), (moment, moment))


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


def test_files_without_a_row_are_reported_and_swept_once_they_are_an_hour_old() -> None:
    picture = make_picture(make_town())
    stray = store.write(b"left over by a killed process")
    part = store.path_of(stray).with_name(f"{stray}.1.part")
    part.write_bytes(b"half")

    assert list(file_troubles()) == []
    sweep(now=MORNING)
    assert len(files_on_disk()) == 3

    age(days=1)
    told = list(file_troubles())
    assert [line.split()[2] for line in told] == sorted([stray, part.name])
    sweep(now=MORNING)
    assert files_on_disk() == hashes_of(picture)


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_missing_or_changed_file_is_reported(damage: str) -> None:
    picture = make_picture(make_town())
    path = store.path_of(*hashes_of(picture))

    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"x")

    assert list(file_troubles()) == [
        f"Bild {picture.public_id}: die Datei {path.name} fehlt oder ist beschädigt"
    ]


def test_a_full_disk_keeps_no_half_picture(settings: Settings, tmp_path: Path) -> None:
    town = make_town()
    settings.MEDIA_ROOT = tmp_path / "full"
    store.folder().mkdir(parents=True)
    # Where the folder for the file should be, a file is in the way: writing fails as on a full disk.
    sha256 = hashlib.sha256(prepared().largest.content).hexdigest()
    (store.folder() / sha256[:2]).write_bytes(b"")

    with pytest.raises(NoRoom) as caught:
        keep_picture(town=town, prepared=prepared(), form_key="f", at=MORNING)

    assert str(caught.value) == (
        "Im Augenblick ist kein Platz für das Foto. Bitte schicken Sie die Idee ohne es."
    )
    assert (Picture.objects.count(), files_on_disk()) == (0, set())
