"""What the nastiest pictures cost: measured in a process of its own, refused ones and the largest that are taken."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from machbar.foundation.media.tests.builders import encoded, photo, png_bomb, scene

SOURCE = Path(__file__).resolve().parents[5]
MEGABYTE = 1024  # VmHWM counts in kilobytes
PNG = encoded(scene(), "PNG")
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from machbar.foundation.media.core import PictureRefused, prepare
import PIL.Image, PIL.ImageCms, PIL.JpegImagePlugin, PIL.PngImagePlugin, PIL.WebPImagePlugin
data = Path(sys.argv[1]).read_bytes()
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
def peak():
    # Not ru_maxrss: that still holds what the process was before it became this one.
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
before, start = peak(), time.process_time()
try:
    prepare(data)
    said = "taken"
except PictureRefused as refused:
    said = refused.refusal.value
print(json.dumps([said, time.process_time() - start, before, peak()]))
"""


def measured(tmp_path: Path, data: bytes) -> tuple[str, float, int, int]:
    """What it said, seconds of CPU, megabytes before and at the peak."""
    file = tmp_path / "picture"
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE)},
    )
    said, seconds, before, peak = json.loads(done.stdout)
    return said, seconds, before // MEGABYTE, peak // MEGABYTE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(png_bomb(), "too_many_pixels", id="30,000 × 30,000 pixels"),
        pytest.param(photo()[:-400], "broken", id="truncated"),
        pytest.param(b"<svg><script>" * 900_000, "other_format", id="12 MB of drawing"),
        pytest.param(
            photo()[:-2] + b"\xff\xda\x00\x08" * 2_000_000, "broken", id="millions of passes"
        ),
        pytest.param(
            photo()[:2] + b"\xff\xfe\x00\x02" * 2_900_000 + photo()[2:],
            "broken",
            id="millions of comments",
        ),
        pytest.param(
            PNG[:33] + b"\x00\x00\x00\x00teXt\x00\x00\x00\x00" * 900_000 + PNG[33:],
            "broken",
            id="a million chunks",
        ),
    ],
)
def test_a_nasty_picture_is_refused_within_a_second_and_below_200_megabytes(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    said, seconds, _before, peak = measured(tmp_path, data)

    assert said == reason
    assert seconds < 1
    assert peak < 200


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(encoded(scene(8_160, 6_120), quality=60), id="JPEG of 50 megapixels"),
        pytest.param(
            encoded(scene(4_095, 4_095), quality=60), id="JPEG just too small to be shrunk"
        ),
        pytest.param(
            encoded(scene(4_600, 3_470), quality=60, progressive=True, subsampling=0),
            id="progressive JPEG of 16 megapixels",
        ),
        pytest.param(encoded(scene(3_320, 2_490).convert("RGBA"), "PNG"), id="PNG of 8 megapixels"),
        pytest.param(
            encoded(Image.new("RGBA", (2_890, 2_170), (9, 9, 9, 9)), "WEBP", method=0),
            id="WebP of 6 megapixels",
        ),
    ],
)
def test_the_largest_pictures_that_are_taken_stay_below_150_megabytes_more(
    tmp_path: Path, data: bytes
) -> None:
    said, _seconds, before, peak = measured(tmp_path, data)

    assert said == "taken"
    assert peak - before < 150
