"""The pictures of the pages: small files, and every picture has a name of its own."""

import io

from PIL import Image

from tools.screenshots import LONGEST, small
from tools.shots import SHOTS


def test_a_picture_has_few_colours_and_is_cut_when_it_is_very_long() -> None:
    full = Image.effect_noise((40, LONGEST + 500), 90).convert("RGB")
    png = io.BytesIO()
    full.save(png, "PNG")

    with Image.open(io.BytesIO(small(png.getvalue()))) as picture:
        assert picture.size == (40, LONGEST)
        assert picture.mode == "P"


def test_no_two_pictures_share_a_name() -> None:
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
