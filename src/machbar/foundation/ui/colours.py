"""The door colour of a town: it must reach 7:1 on white (WCAG 2.2, relative luminance)."""

LEAST_CONTRAST = 7.0


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of ``#rrggbb`` on white, from 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def nearest_dark_enough(colour: str) -> str:
    """The colour itself, or the nearest darker one that reaches 7:1 on white."""
    red, green, blue = _parts(colour)
    for step in range(101):
        factor = (100 - step) / 100
        darker = "#" + "".join(f"{int(part * factor):02x}" for part in (red, green, blue))
        if contrast_on_white(darker) >= LEAST_CONTRAST:
            return darker
    return "#000000"


def town_sheet(accent: str) -> str:
    """The style sheet of a town: its door colour, and nothing else."""
    return f":root {{ --accent: {nearest_dark_enough(accent)}; }}\n"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
