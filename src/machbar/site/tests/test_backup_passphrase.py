"""The passphrase that was entered on the page counts on the command line, too."""

from pathlib import Path

import pytest
from pytest_django import Settings

from machbar.foundation.keeping import container
from machbar.foundation.testing import make_town
from machbar.foundation.towns.kept import keep
from machbar.site.cli import main
from machbar.site.commands.passphrase import for_reading

Said = pytest.CaptureFixture[str]
ENTERED = "drei-worte-und-mehr"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    settings.DATA, settings.MEDIA_ROOT = folder, folder / "media"
    settings.BACKUP_FOLDER = tmp_path / "shelf"
    monkeypatch.setenv("MACHBAR_DATA", str(folder))
    return folder


def backup_by_hand(data: Path) -> Path:
    """A backup that the command line made of a town whose passphrase was entered on the page."""
    make_town()
    keep(data, backup_passphrase=ENTERED)
    file = data.parent / "stadt.machbar"
    assert main(["backup", str(file)]) == 0
    return file


@pytest.mark.django_db(transaction=True)
def test_a_backup_by_hand_is_sealed_as_those_of_the_night_are(data: Path, capsys: Said) -> None:
    file = backup_by_hand(data)

    assert "Verschlüsselt." in capsys.readouterr().out
    assert container.opens(file, ENTERED)
    assert not container.opens(file, "etwas-anderes")
    assert for_reading(file) == ENTERED


@pytest.mark.django_db(transaction=True)
def test_a_passphrase_that_does_not_fit_is_asked_for(data: Path, capsys: Said) -> None:
    file = backup_by_hand(data)
    keep(data, backup_passphrase="ein-anderes-von-heute")
    capsys.readouterr()

    assert for_reading(file) is None  # nobody sits at this terminal

    assert "MACHBAR_BACKUP_PASSPHRASE" in capsys.readouterr().err


def test_the_list_of_keys_knows_it(data: Path, capsys: Said) -> None:
    keep(data, backup_passphrase=ENTERED)

    assert main(["keys"]) == 0

    said = capsys.readouterr().out
    assert "Kennwort der Sicherungen: gesetzt" in said
    assert ENTERED not in said
