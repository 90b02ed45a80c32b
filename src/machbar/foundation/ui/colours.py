"""The door colour of a town: it must reach 7:1 on white (WCAG 2.2, relative luminance)."""

import re

LEAST_CONTRAST = 7.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of ``#rrggbb`` on white, from 1 to 21; else ``ValueError``."""
    return 1.05 / (_luminance(colour) + 0.05)


def is_dark_enough(colour: str) -> bool:
    """Whether a town may take this colour for its door: 7:1 on white."""
    return contrast_on_white(colour) >= LEAST_CONTRAST


def nearest_dark_enough(colour: str) -> str:
    """The colour itself, or the nearest darker one of the same hue that reaches 7:1 on white."""
    red, green, blue = _parts(colour)
    # Black reaches 21:1, so the search always ends.
    shades = (
        "#" + "".join(f"{part * share // 255:02x}" for part in (red, green, blue))
        for share in range(255, -1, -1)
    )
    return next(shade for shade in shades if is_dark_enough(shade))


def town_sheet(accent: str) -> str:
    """The style sheet of a town: its door colour alone, never lighter than people can read."""
    return f":root {{ --accent: {nearest_dark_enough(accent)}; }}\n"


def _parts(colour: str) -> tuple[int, int, int]:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour like #0f5257.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
