"""Hostile files at the public form: refused within a second, below 200 MB for the whole process, nothing stored."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from machbar.foundation.media.tests.builders import photo, png_bomb
from tests.databases import copy_test_database, write_test_database

pytestmark = pytest.mark.django_db(transaction=True)
MEGABYTE = 1024  # VmHWM counts in kilobytes
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<html><body onload=alert(1)>" + b"x" * 11_000_000


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../run.sh", b"echo" * 2_000_000)
    return target.getvalue()


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An empty data directory with a database of its own."""
    environment = {**os.environ, "MACHBAR_DATA": str(tmp_path), "MACHBAR_DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    if connection.vendor == "sqlite":
        write_test_database(tmp_path / "machbar.sqlite3")
        yield environment
        return
    copy = copy_test_database()
    yield environment | {"MACHBAR_DATABASE_URL": copy.url}
    copy.remove()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        pytest.param(
            png_bomb(),
            "gross.png",
            "Das Foto hat mehr als 8 Megapixel.",
            id="30,000 x 30,000 pixels",
        ),
        pytest.param(
            photo()[:-400], "halb.jpg", "lässt sich nicht bis zum Ende lesen", id="truncated JPEG"
        ),
        pytest.param(SVG, "zeichnung.svg", "muss ein JPEG, PNG oder WebP sein", id="SVG"),
        pytest.param(photo() + PAGE, "bild.jpg", "enthält noch etwas anderes", id="JPEG and page"),
        pytest.param(
            photo() + zipped(), "bild.jpg", "enthält noch etwas anderes", id="JPEG and archive"
        ),
        pytest.param(SVG, "../../../etc/passwd", "muss ein JPEG", id="a name that climbs"),
        pytest.param(bytes(12_000_001), "viel.jpg", "größer als 12 MB", id="more than 12 MB"),
    ],
)
def test_a_hostile_file_is_refused_at_once_with_its_reason_and_leaves_nothing(
    surroundings: dict[str, str], tmp_path: Path, content: bytes, name: str, sentence: str
) -> None:
    file = tmp_path / "sent"
    file.write_bytes(content)

    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile_uploads", str(file), name],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["status"] == 422
    assert sentence in found["said"]
    assert (found["pictures"], found["ideas"], found["files"]) == (0, 0, [])
    assert found["seconds"] < 1
    assert found["peak"] / MEGABYTE < 200
