"""The page *Sicherungen*: who sees it, who may fetch, what it says and what it keeps."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.keeping import choices, memory, shelf
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db
PAGE = "/werkstatt/einstellungen/sicherungen/"
SENT = {"is_on": "on", "hour": "4", "daily": "3", "weekly": "2", "monthly": "0"}


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = settings.BACKUP_FOLDER = tmp_path


@pytest.fixture
def town() -> Town:
    return make_town()


def client_of(town: Town, *, is_operator: bool) -> Client:
    client = Client()
    client.force_login(make_person(Role.ADMIN, town=town, is_operator=is_operator))
    return client


def laid(folder: Path) -> shelf.Shelved:
    """A file that looks like a backup."""
    path = shelf.new_path(folder, timezone.now() - timedelta(hours=2))
    path.write_bytes(b"fiktiv")
    return shelf.on_shelf(folder)[0]


def test_an_operator_fetches_a_backup_as_a_file_and_that_is_written_down(
    town: Town, tmp_path: Path
) -> None:
    client, found = client_of(town, is_operator=True), laid(tmp_path)

    page = client.get(PAGE).content.decode()
    answer = client.post(reverse("backup_fetch", args=[found.name]))

    assert "noch nicht" in page
    assert "6 Bytes" in page.replace("\xa0", " ")
    assert b"".join(answer.streaming_content) == b"fiktiv"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == f'attachment; filename="{found.name}"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "no-store"
    assert AuditEntry.objects.filter(event="backup.fetched").count() == 1
    for strange in ("machbar-2001-01-01-000000.machbar", "trials.json", "..%2Fkeys%2Fsecret"):
        assert client.post(f"{PAGE}{strange}/holen/").status_code == 404


def test_an_admin_who_is_no_operator_looks_and_does_nothing(town: Town, tmp_path: Path) -> None:
    client, found = client_of(town, is_operator=False), laid(tmp_path)

    page = client.get(PAGE)
    deeds = [
        client.post(PAGE, SENT),
        client.post(reverse("backup_now")),
        client.post(reverse("backup_fetch", args=[found.name])),
        client.post(reverse("backup_try", args=[found.name])),
    ]

    assert page.status_code == 200
    assert "Holen" not in page.content.decode()
    assert [deed.status_code for deed in deeds] == [403] * 4
    assert "Diese Seite ist für die Menschen, die den Server betreuen." in deeds[0].content.decode()


def test_settings_are_kept_and_a_wrong_one_keeps_what_was_typed(town: Town) -> None:
    client = client_of(town, is_operator=True)
    words = {**SENT, "passphrase": "drei-worte-und-mehr"}

    wrong = client.post(PAGE, {**words, "again": "etwas anderes", "daily": "0"})
    right = client.post(PAGE, {**words, "again": words["passphrase"]})

    assert wrong.status_code == 422
    assert "Die beiden Kennwörter sind verschieden." in wrong.content.decode()
    assert right.status_code == 302
    found = choices.chosen()
    assert (found.hour, choices.as_text(found.keep)) == (4, "3,2,0")
    assert found.passphrase == "drei-worte-und-mehr"
    assert "drei-worte" not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {**SENT, "is_open": "on"}).status_code == 302
    assert choices.chosen().passphrase == ""
    assert AuditEntry.objects.filter(event="backup.settings_changed").count() == 2


def test_what_a_variable_says_is_not_asked_for(town: Town, settings: Settings) -> None:
    settings.BACKUP, settings.BACKUP_PASSPHRASE = {"backup_on": "no", "backup_keep": "1,1,1"}, "x"

    page = client_of(town, is_operator=True).get(PAGE).content.decode()

    assert "Von selbst macht der Server keine." in page
    assert 'name="hour"' in page
    for name in ("is_on", "daily", "passphrase"):
        assert f'name="{name}"' not in page


def test_a_failure_stands_on_the_page_and_on_the_day(town: Town) -> None:
    memory.note_failure(memory.BACKUP, timezone.now(), "Der Datenträger ist voll.")
    client = client_of(town, is_operator=True)

    for address in (PAGE, "/werkstatt/heute/", "/werkstatt/einstellungen/zustand/"):
        assert "Der Datenträger ist voll." in client.get(address).content.decode(), address
    lotse = Client()
    lotse.force_login(make_person(Role.LOTSE, town=town))
    assert "Datenträger" not in lotse.get("/werkstatt/heute/").content.decode()


def test_two_clicks_order_one_backup(town: Town) -> None:
    client = client_of(town, is_operator=True)

    said = [client.post(reverse("backup_now"), follow=True).content.decode() for _click in range(2)]

    assert "Die Sicherung wird gemacht." in said[0]
    assert "Es wird schon eine Sicherung gemacht." in said[1]
