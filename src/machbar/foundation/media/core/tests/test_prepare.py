"""What becomes of a picture: upright, plain, in few widths, and silent about where it was taken."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from machbar.foundation.media.core import PictureRefused, Prepared, prepare
from machbar.foundation.media.core.sniffing import JpegLayout, jpeg_layout
from machbar.foundation.media.tests.builders import encoded, photo, scene, telltale_photo

RED, BLUE, WHITE = (200, 0, 0), (0, 0, 200), (255, 255, 255)


def opened(prepared: Prepared) -> Image.Image:
    return Image.open(BytesIO(prepared.largest.content)).convert("RGB")


def is_close(found: object, expected: tuple[int, int, int], tolerance: int = 12) -> bool:
    assert isinstance(found, tuple)
    return all(
        abs(ours - theirs) <= tolerance for ours, theirs in zip(found, expected, strict=True)
    )


def looks_like_the_scene(image: Image.Image) -> bool:
    width, height = image.size
    return (
        is_close(image.getpixel((width - 10, 10)), RED)
        and is_close(image.getpixel((width - 10, height - 10)), BLUE)
        and is_close(image.getpixel((width // 8, height // 8)), WHITE)
    )


def sizes(prepared: Prepared) -> list[tuple[int, int, str]]:
    return [(copy.width, copy.height, copy.content_type) for copy in prepared.renditions]


def test_a_camera_picture_gets_two_small_copies_and_one_of_2560_pixels_at_most() -> None:
    assert sizes(prepare(photo(3000, 2250))) == [
        (480, 360, "image/webp"),
        (1280, 960, "image/webp"),
        (2560, 1920, "image/jpeg"),
    ]


def test_a_large_jpeg_is_shrunk_while_it_is_read() -> None:
    assert sizes(prepare(photo(4400, 3300)))[-1] == (2200, 1650, "image/jpeg")


def test_a_small_picture_is_never_blown_up() -> None:
    assert sizes(prepare(photo(640, 480))) == [(480, 360, "image/webp"), (640, 480, "image/jpeg")]
    assert sizes(prepare(photo(300, 200))) == [(300, 200, "image/jpeg")]


def test_every_copy_opens_in_its_size_and_shows_the_scene() -> None:
    for copy in prepare(photo(1600, 1200)).renditions:
        image = Image.open(BytesIO(copy.content))
        assert (image.size, f"image/{(image.format or '').lower()}") == (
            (copy.width, copy.height),
            copy.content_type,
        )
        assert looks_like_the_scene(image.convert("RGB"))


def test_the_same_file_always_gives_the_same_copies() -> None:
    assert prepare(photo()) == prepare(photo())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_lying_on_any_side_stands_upright(kind: str, orientation: int) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = scene(320, 240)
    lying = upright.transpose(turns[orientation]) if orientation in turns else upright
    exif = Image.Exif()
    exif[0x0112] = orientation

    image = opened(prepare(encoded(lying, kind, exif=exif)))

    assert image.size == (320, 240)
    assert looks_like_the_scene(image)


def test_nothing_tells_where_when_or_with_what_it_was_taken() -> None:
    sent = telltale_photo()
    assert [word in sent for word in (b"Telltale", b"2026:09:24", b"comment", b"xmp")] == [True] * 4

    prepared = prepare(sent)

    for copy in prepared.renditions:
        image = Image.open(BytesIO(copy.content))
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "loop",
            "progressive",
            "progression",
            "background",
            "timestamp",
            "duration",
        }
        for word in (b"elltale", b"2026:09:24", b"Exif", b"xmp", b"GPS", b"ICC"):
            assert word not in copy.content
    assert looks_like_the_scene(opened(prepared))


def test_colours_of_another_profile_are_turned_into_srgb() -> None:
    # In this profile red and blue have changed places, so what is stored as blue is seen as red.
    swapped = ImageCms.ImageCmsProfile(BytesIO(_profile_with_red_and_blue_swapped()))
    stored = Image.merge("RGB", scene().split()[::-1])

    seen = opened(prepare(encoded(stored, "PNG", icc_profile=swapped.tobytes())))

    assert looks_like_the_scene(seen)


def _profile_with_red_and_blue_swapped() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.find(b"rXYZ"), profile.find(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def test_a_broken_profile_or_exif_block_does_not_cost_the_picture() -> None:
    sent = encoded(
        scene(), "JPEG", icc_profile=b"no profile at all", exif=b"Exif\x00\x00no exif", quality=90
    )

    assert looks_like_the_scene(opened(prepare(sent)))


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "I;16"])
def test_greys_palettes_print_colours_and_16_bits_become_plain_colours(mode: str) -> None:
    image = scene(200, 150).convert("L") if mode == "I;16" else scene(200, 150).convert(mode)
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257).convert("I;16")
    sent = encoded(image, "JPEG" if mode == "CMYK" else "PNG")

    found = opened(prepare(sent))

    expected = (
        image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        if mode == "I;16"
        else image
    )
    assert is_close(found.getpixel((190, 20)), expected.convert("RGB").getpixel((190, 20)), 40)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_becomes_white(kind: str) -> None:
    sent = encoded(Image.new("RGBA", (200, 150), (200, 0, 0, 0)), kind)

    assert is_close(opened(prepare(sent)).getpixel((100, 75)), WHITE)


def test_a_palette_with_a_transparent_colour_becomes_white_there() -> None:
    image = scene(200, 150).quantize(8)
    corner = image.getpixel((199, 0))

    found = opened(prepare(encoded(image, "PNG", transparency=corner)))

    assert is_close(found.getpixel((190, 5)), WHITE)
    assert is_close(found.getpixel((190, 140)), BLUE)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_stays(kind: str) -> None:
    sent = encoded(scene(), kind, save_all=True, append_images=[Image.new("RGB", (800, 600))] * 3)

    found = prepare(sent)

    assert looks_like_the_scene(opened(found))
    assert all(
        getattr(Image.open(BytesIO(copy.content)), "n_frames", 1) == 1 for copy in found.renditions
    )


def test_a_second_picture_or_a_film_behind_a_jpeg_is_left_behind() -> None:
    sent = photo() + b"\x00\x00\x00\x18ftypmp42" + b"the film of a phone" * 50

    found = prepare(sent)

    assert looks_like_the_scene(opened(found))
    assert all(b"film" not in copy.content for copy in found.renditions)


def test_layouts_of_jpegs_are_told_apart() -> None:
    assert jpeg_layout(photo()) == JpegLayout(is_streamed=True, passes=1)
    progressive = jpeg_layout(encoded(scene(), progressive=True))
    assert (progressive.is_streamed, progressive.passes > 3) == (False, True)
    assert jpeg_layout(b"\xff\xd8\xff\xe0") == JpegLayout(is_streamed=False, passes=0)


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    for beginning in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"):
        with pytest.raises(PictureRefused):
            prepare(beginning + data)


SAMPLES = {
    kind: encoded(scene(96, 80), kind, **({"progressive": True} if kind == "JPEG" else {}))
    for kind in ("JPEG", "PNG", "WEBP")
}


@given(
    kind=st.sampled_from(sorted(SAMPLES)),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 400),
)
def test_a_damaged_picture_is_refused_or_becomes_a_picture(
    kind: str, changes: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(SAMPLES[kind])
    for place, value in changes:
        data[place % len(data)] = value
    try:
        prepared = prepare(bytes(data[: len(data) - cut]))
    except PictureRefused:
        return
    assert min(opened(prepared).size) >= 64
