"""What does not become a picture, with the reason (trust.md, F11)."""

import io
import zipfile

import pytest

from machbar.foundation.media.core import MOST_BYTES, PictureRefused, Refusal, prepare
from machbar.foundation.media.core.limits import MOST_PIXELS_IN_PASSES, MOST_PIXELS_STREAMED
from machbar.foundation.media.tests.builders import encoded, photo, png_bomb, scene

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def why(data: bytes) -> Refusal:
    with pytest.raises(PictureRefused) as caught:
        prepare(data)
    return caught.value.refusal


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../run.sh", "echo")
    return target.getvalue()


def with_size(data: bytes, width: int, height: int) -> bytes:
    """A JPEG whose header claims another size."""
    frame = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    return data[: frame + 5] + height.to_bytes(2) + width.to_bytes(2) + data[frame + 9 :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", Refusal.OTHER_FORMAT, id="nothing"),
        pytest.param(b"\xff", Refusal.OTHER_FORMAT, id="one byte"),
        pytest.param(SVG, Refusal.OTHER_FORMAT, id="a drawing with a script"),
        pytest.param(b"GIF89a" + bytes(50), Refusal.OTHER_FORMAT, id="GIF"),
        pytest.param(b"%PDF-1.7\n", Refusal.OTHER_FORMAT, id="PDF"),
        pytest.param(zipped(), Refusal.OTHER_FORMAT, id="ZIP"),
        pytest.param(b"\x00\x00\x00\x18ftypheic" + bytes(50), Refusal.HEIC, id="HEIC"),
        pytest.param(b"\x00\x00\x00\x18ftypmif1" + bytes(50), Refusal.HEIC, id="HEIF"),
        pytest.param(b"\x00\x00\x00\x18ftypavif" + bytes(50), Refusal.OTHER_FORMAT, id="AVIF"),
        pytest.param(photo()[:-400], Refusal.BROKEN, id="a truncated JPEG"),
        pytest.param(photo()[:300], Refusal.BROKEN, id="a JPEG of which only the header is there"),
        pytest.param(encoded(scene(), "PNG")[:-600], Refusal.BROKEN, id="a truncated PNG"),
        pytest.param(encoded(scene(), "WEBP")[:-300], Refusal.BROKEN, id="a truncated WebP"),
        pytest.param(photo() + zipped(), Refusal.TWO_THINGS, id="a JPEG that is an archive"),
        pytest.param(
            photo() + SVG, Refusal.TWO_THINGS, id="a JPEG that is a drawing with a script"
        ),
        pytest.param(
            encoded(scene(), comment=b"<?PHP system($_GET[0]); ?>"),
            Refusal.TWO_THINGS,
            id="a JPEG that is a program",
        ),
        pytest.param(
            encoded(scene(), comment=b"%PDF-1.7"),
            Refusal.TWO_THINGS,
            id="a JPEG that is a document",
        ),
        pytest.param(bytes(MOST_BYTES + 1), Refusal.TOO_MANY_BYTES, id="more than 12 MB"),
        pytest.param(png_bomb(), Refusal.TOO_MANY_PIXELS, id="30,000 × 30,000 pixels"),
        pytest.param(
            with_size(photo(), 65_000, 65_000),
            Refusal.TOO_MANY_PIXELS,
            id="a JPEG that claims 65,000 pixels",
        ),
        pytest.param(
            with_size(encoded(scene(), progressive=True), 5_000, 4_000),
            Refusal.TOO_MANY_PIXELS,
            id="a large progressive JPEG",
        ),
        pytest.param(photo(63, 63), Refusal.TOO_SMALL, id="too small"),
        pytest.param(photo(4_000, 65), Refusal.TOO_SMALL, id="a stripe"),
    ],
)
def test_it_is_refused_with_its_reason(data: bytes, reason: Refusal) -> None:
    assert why(data) == reason


def test_exactly_the_most_bytes_are_not_too_many() -> None:
    assert why(bytes(MOST_BYTES)) == Refusal.OTHER_FORMAT


def test_a_refusal_names_the_limit_that_counts_for_this_kind() -> None:
    limits = []
    for data in (
        with_size(photo(), 9_000, 9_000),
        with_size(encoded(scene(), progressive=True), 5_000, 4_000),
    ):
        with pytest.raises(PictureRefused) as caught:
            prepare(data)
        limits.append(caught.value.limit)

    assert limits == [MOST_PIXELS_STREAMED, MOST_PIXELS_IN_PASSES]


def test_a_jpeg_in_hundreds_of_passes_is_refused_before_it_keeps_the_decoder_busy() -> None:
    sent = encoded(scene(), progressive=True)
    start = sent.rfind(b"\xff\xda")
    last_pass = sent[start : sent.rfind(b"\xff\xd9")]

    assert why(sent[:start] + last_pass * 100 + b"\xff\xd9") == Refusal.BROKEN
