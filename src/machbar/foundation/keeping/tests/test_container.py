"""A damaged, cut, foreign or hostile backup is refused before anything of it counts."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from machbar.foundation.keeping import container
from machbar.foundation.keeping.exceptions import NotReadable, WrongPassphrase

PASSPHRASE = "drei-worte-und-mehr"


def _made(folder: Path, passphrase: str = "") -> Path:
    """A very small backup."""
    folder.mkdir(parents=True, exist_ok=True)
    lines, path = folder / "lines", folder / "town.machbar"
    lines.write_bytes(b'{"id": 1}\n')
    with path.open("wb") as file, container.writing(file, passphrase) as into:
        into.add_json("format.json", {"format": 1, "machbar": "0.1.0", "migrations": []})
        into.add_file("tables/a_b.jsonl", lines)
        into.add_file("files/keys/secret", lines)
        into.add_json("manifest.json", {"members": into.known, "tables": {}, "heads": {}})
    return path


def _hostile(path: Path, *members: tarfile.TarInfo) -> Path:
    with (
        gzip.GzipFile(path, "wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        about = json.dumps({"format": 1}).encode()
        first = tarfile.TarInfo("format.json")
        first.size = len(about)
        tar.addfile(first, io.BytesIO(about))
        for member in members:
            tar.addfile(member)
    content = path.read_bytes()
    path.write_bytes(container.GZIP + content[content.index(b"\0", 10) + 1 :])
    return path


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_what_was_written_comes_back(tmp_path: Path, passphrase: str) -> None:
    path = _made(tmp_path, passphrase)

    content = container.unpack(path, tmp_path / "out", passphrase)

    assert content.about["machbar"] == "0.1.0"
    assert (tmp_path / "out/files/keys/secret").read_bytes() == b'{"id": 1}\n'
    assert (b"secret" in path.read_bytes()) is False


def test_every_flipped_byte_and_every_cut_is_refused(tmp_path: Path) -> None:
    whole = _made(tmp_path).read_bytes()
    bad = tmp_path / "bad"
    damaged = [
        *(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))),
        *(whole[:at] for at in range(0, len(whole), 7)),
        whole + b"x",
    ]

    silent = []
    for number, content in enumerate(damaged):
        bad.write_bytes(content)
        try:
            silent.append(container.unpack(bad, tmp_path / f"out{number}", "").manifest)
        except NotReadable:
            continue

    # The last byte of the packed stream may hold bits that mean nothing: then all is as it was written.
    assert len(silent) <= 1
    assert (
        silent == [container.unpack(_made(tmp_path), tmp_path / "out", "").manifest][: len(silent)]
    )


def test_a_sealed_backup_wants_its_passphrase_and_shows_damage(tmp_path: Path) -> None:
    path = _made(tmp_path, PASSPHRASE)
    whole = path.read_bytes()

    with pytest.raises(WrongPassphrase):
        container.unpack(path, tmp_path / "none", "")
    with pytest.raises(WrongPassphrase):
        container.unpack(path, tmp_path / "other", "ein anderes Kennwort")
    for number, content in enumerate((whole[:-1], whole[:-20] + b"x" + whole[-19:], whole + b"x")):
        path.write_bytes(content)
        with pytest.raises(NotReadable):
            container.unpack(path, tmp_path / f"out{number}", PASSPHRASE)


@pytest.mark.parametrize(
    "name",
    [
        "files/../../x",
        "files//x",
        "/etc/passwd",
        "files/.hidden",
        "files/machbar.sqlite3",
        "tables/../x",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    path = _hostile(tmp_path / "h", tarfile.TarInfo(name))

    with pytest.raises(NotReadable, match="gehört"):
        container.unpack(path, tmp_path / "deep/out", "")

    assert not (tmp_path / "x").exists()


def test_links_are_refused(tmp_path: Path) -> None:
    link = tarfile.TarInfo("files/media/x")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"

    with pytest.raises(NotReadable, match="gehört"):
        container.unpack(_hostile(tmp_path / "h", link), tmp_path / "out", "")


def test_a_newer_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "town.machbar"
    with path.open("wb") as file, container.writing(file, "") as into:
        into.add_json("format.json", {"format": 2, "machbar": "9.0"})

    with pytest.raises(NotReadable, match=r"neueren Version von MachBar \(9\.0\)"):
        container.unpack(path, tmp_path / "out", "")
