"""The archive of a town, opened from the disk without any server: no barrier, nothing cut off, every step back."""

import zipfile
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django import Settings

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.modules.coordination.tests.builders import make_member, make_project, make_task
from machbar.modules.ideas.tests.photos import make_idea_with_photo
from machbar.modules.meetings.tests.builders import make_booking, make_presence
from machbar.modules.premises.tests.builders.mediation import make_running
from machbar.modules.premises.tests.builders.rooms import make_room, make_room_booking
from machbar.site.archiving.gathering import Sort
from machbar.site.archiving.writing import write_archive
from tests.journeys.conftest import barriers, too_wide

SHELVES = (
    "projekte",
    "ideen",
    "vermittlungen",
    "gesuche",
    "belegung",
    "sprechstunden",
    "team",
    "haus",
)
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_archive_reads_alone_in_a_browser(
    chromium: Browser, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    town = make_town()
    make_idea_with_photo(town)
    project = make_project(town, title="Offene Werkstatt")
    make_task(project, title="Werkbank besorgen", owner=make_member(project))
    make_running(town)
    make_room_booking(make_room(town))
    make_booking(make_presence(town))
    make_person(Role.ADMIN, town=town, email="jemand.mit.langem.namen@verein.example.invalid")
    write_archive(tmp_path / "archive.zip", town=town, sort=Sort.FULL, now=timezone.now())
    with zipfile.ZipFile(tmp_path / "archive.zip") as packed:
        packed.extractall(tmp_path / "open")
    [folder] = (tmp_path / "open").iterdir()
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    pages = [folder / "index.html"]
    for shelf in SHELVES:
        index = folder / shelf / "index.html"
        pages += [index, min(set(index.parent.glob("*.html")) - {index})]

    wrong = []
    for each in pages:
        page.goto(each.as_uri())
        wrong += [f"{each.name}: {found}" for found in barriers(page)]
        wrong += [f"{each.name}: {found}" for found in too_wide(page, (320, 390))]
    context.close()

    assert wrong == []
