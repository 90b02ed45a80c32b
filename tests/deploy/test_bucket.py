"""Pictures in a store that speaks S3, as `deploy/README.md` says it: moving in, an outage, and moving out again."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from machbar.foundation.media.tests.bucket_server import BUCKET, BucketServer
from machbar.foundation.media.tests.builders import photo
from tests.crash.people import SETUP
from tests.crash.server import Browser, Server

pytestmark = pytest.mark.long
FORM = "/ideen/neu/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[BucketServer]:
    server = BucketServer(folder=tmp_path / "buckets")
    server.start()
    yield server
    server.stop()


def hand_in(server: Server, text: str, shade: int) -> tuple[int, str, str]:
    """Status, address of the receipt, and page of an idea with a photo."""
    browser = Browser(server.port)
    _status, _place, page = browser.get(FORM)
    form = {**browser.hidden_fields(page), "text": text, "photo_credit": "Wir"}
    form["photo_consent"] = "on"
    return browser.post(FORM, form, {"photo": photo(160, 120, shade)})


def picture_on(server: Server, receipt: str) -> tuple[int, bytes]:
    """Status and bytes of the picture on a receipt."""
    found = re.search(r'<img src="(/beleg/[^"]+)"', Browser(server.port).get(receipt)[2])
    assert found is not None
    address = f"http://127.0.0.1:{server.port}{found[1]}"
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def test_a_town_moves_into_a_store_lives_through_its_outage_and_moves_out_again(
    tmp_path: Path, store: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A town with a photo on its disk.
    before = Server(folder=tmp_path / "before")
    assert before.run("setup", *SETUP).returncode == 0
    before.start()
    try:
        status, receipt, _page = hand_in(before, "Ein Brunnen", 1)
        assert status == 302
        first = picture_on(before, receipt)
        assert first[0] == 200
    finally:
        before.kill()
    assert before.run("backup", str(tmp_path / "one.machbar")).returncode == 0

    # It moves into the store by its backup.
    monkeypatch.setenv("MACHBAR_MEDIA_URL", store.url("town"))
    inside = Server(folder=tmp_path / "inside")
    restored = inside.run("restore", str(tmp_path / "one.machbar"))
    assert restored.returncode == 0, restored.stderr
    assert not (inside.folder / "data" / "media").exists()
    assert len(list(store.pictures("town").glob("??/*"))) > 0
    check = inside.run("check").stdout
    assert f"„{BUCKET}“ nimmt und gibt und weist Fremde ab." in check
    inside.start()
    try:
        assert picture_on(inside, receipt) == first
        # Nobody reads it past the pages.
        one = next(store.pictures("town").glob("??/*"))
        place = f"http://127.0.0.1:{store.port}/{one.relative_to(store.folder)}"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(place, timeout=20)
        refused.value.close()
        assert refused.value.code in {400, 401, 403}

        # The store goes away: reading goes on, nothing typed is lost, no half idea is kept.
        store.stop()
        status, _place, page = hand_in(inside, "Eine Bank am Teich", 2)
        assert (status, "Eine Bank am Teich" in page) == (422, True)
        assert "können wir das Foto nicht aufbewahren" in page
        assert Browser(inside.port).get("/ideen/")[0] == 200
        assert picture_on(inside, receipt)[0] == 503
        assert inside.run("backup", str(tmp_path / "none.machbar")).returncode == 2
        assert not (tmp_path / "none.machbar").exists()
        assert "Traceback" not in inside.log.read_text(encoding="utf-8")

        # It comes back.
        store.start()
        status, later, _page = hand_in(inside, "Eine Bank am Teich", 2)
        assert status == 302
        second = picture_on(inside, later)
        assert (picture_on(inside, receipt), second[0]) == (first, 200)
    finally:
        inside.kill()
    assert inside.run("verify").returncode == 0
    assert inside.run("backup", str(tmp_path / "two.machbar")).returncode == 0

    # And out again, onto a disk.
    monkeypatch.delenv("MACHBAR_MEDIA_URL")
    after = Server(folder=tmp_path / "after")
    restored = after.run("restore", str(tmp_path / "two.machbar"))
    assert restored.returncode == 0, restored.stderr
    assert after.run("verify").returncode == 0
    after.start()
    try:
        assert (picture_on(after, receipt), picture_on(after, later)) == (first, second)
    finally:
        after.kill()
