"""The backups that the server makes by itself: one a night, the old ones behind a whole new one, failures said."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from machbar.foundation.keeping import choices, memory, shelf, tasks
from machbar.foundation.keeping.exceptions import NotWritten
from machbar.foundation.keeping.plan import RECENT
from machbar.foundation.keeping.schedule import back_up, needs_trial
from machbar.foundation.later import run_by
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.kept import keep

NOW = timezone.make_aware(datetime(2031, 3, 12, 3, 0, 5))  # noqa: DTZ001


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: Settings) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path / "data", tmp_path / "data" / "media"
    settings.BACKUP_FOLDER = tmp_path / "shelf"
    settings.DATA.mkdir()


@pytest.mark.django_db(transaction=True)
def test_one_a_night_and_the_old_one_goes_only_behind_a_whole_new_one(
    settings: Settings,
) -> None:
    make_town()
    keep(settings.DATA, backup_keep="1,0,0", backup_passphrase="drei-worte-und-mehr")

    first = back_up(NOW, only_if_due=True)
    again = back_up(NOW + timedelta(minutes=5), only_if_due=True)
    with shelf.alone_with(settings.BACKUP_FOLDER):
        beside = back_up(NOW + timedelta(days=1), only_if_due=True)
    settings.BACKUP_FOLDER.rename(settings.DATA / "away")
    settings.BACKUP_FOLDER.touch()
    with pytest.raises(NotWritten):
        back_up(NOW + timedelta(days=1), only_if_due=True)
    failure = memory.failure_of(memory.BACKUP)
    settings.BACKUP_FOLDER.unlink()
    (settings.DATA / "away").rename(settings.BACKUP_FOLDER)
    second = back_up(NOW + timedelta(days=1), only_if_due=True)
    both = shelf.on_shelf(settings.BACKUP_FOLDER)
    third = back_up(NOW + RECENT, only_if_due=True)

    assert first is not None
    assert (first.name, first.is_sealed) == ("machbar-2031-03-12-030005.machbar", True)
    assert again is None
    assert beside is None
    assert failure is not None
    assert failure.at == NOW + timedelta(days=1)
    assert failure.reason == (
        "Die Sicherung konnte nicht geschrieben werden: eine Datei dieses Namens gibt es schon."
    )
    assert both == [second, first]
    assert shelf.on_shelf(settings.BACKUP_FOLDER) == [third, second]
    assert memory.failure_of(memory.BACKUP) is None
    assert memory.last_backup() == NOW + RECENT


@pytest.mark.django_db
def test_a_failure_is_mailed_to_the_operators_once_a_day(settings: Settings) -> None:
    town = make_town()
    person = make_person(Role.ADMIN, town=town, is_operator=True)
    make_person(Role.ADMIN, town=town)
    settings.BACKUP_FOLDER.touch()  # a file where the folder should be

    for _try in range(2):
        tasks.nightly_backup.call()

    [letter] = Letter.objects.all()
    assert letter.recipient == person.email
    assert letter.subject == "Die nächtliche Sicherung ist misslungen"
    assert "Die Sicherung konnte nicht geschrieben werden" in letter.body
    assert tasks.order_backup()
    assert not tasks.order_backup()


@pytest.mark.django_db
def test_a_clock_that_ran_a_year_ahead_leaves_no_night_without_a_plan() -> None:
    now = timezone.now()
    run_by(tasks.nightly_backup, now + timedelta(days=366))

    for _look in range(2):
        tasks.keep_planned(now)

    planned = DBTaskResult.objects.order_by("run_after").values_list("run_after", flat=True)
    assert len(planned) == 2
    assert planned[0] < now + timedelta(hours=26)


@pytest.mark.django_db
def test_without_a_town_or_switched_off_the_night_passes(settings: Settings) -> None:
    tasks.nightly_backup.call()
    make_town()
    keep(settings.DATA, backup_on="no")
    tasks.nightly_backup.call()

    assert not settings.BACKUP_FOLDER.exists()


def test_a_week_after_the_last_trial_the_next_is_needed(settings: Settings) -> None:
    path = shelf.new_path(settings.BACKUP_FOLDER, NOW)
    path.write_bytes(b"fiktiv")
    (settings.BACKUP_FOLDER / "machbar-2031-99-99-000000.machbar").touch()
    before = needs_trial(NOW)
    shelf.note_trial(settings.BACKUP_FOLDER, path.name, NOW, is_sound=False)

    [only] = shelf.on_shelf(settings.BACKUP_FOLDER)

    assert before
    assert (only.tried, only.is_sound, only.size) == (NOW, False, 6)
    assert not needs_trial(NOW + timedelta(days=6))
    assert needs_trial(NOW + timedelta(days=8))


def test_a_variable_wins_over_what_was_entered(settings: Settings) -> None:
    keep(settings.DATA, backup_hour="4", backup_keep="2,2,2")
    settings.BACKUP = {"backup_hour": "22"}

    found = choices.chosen()

    assert (found.hour, choices.as_text(found.keep), found.is_on) == (22, "2,2,2", True)
