"""Three little pictures for the demonstration, drawn here, so that nobody's photo is needed; both are called fiktiv."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from machbar.foundation.documents.characters import VENDOR

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 720
SKY, GROUND, STONE, DARK = "#cfe3ea", "#b9b49f", "#8d9794", "#3d4a4b"
WATER, LAMP, WOOD, SOUP = "#3f8fa8", "#ffc845", "#8a5a33", "#c8632b"


def picture_bytes(key: str) -> bytes:
    """The demonstration's picture with this key, as a JPEG."""
    from PIL import Image, ImageDraw

    # Drawn twice as large and shrunk, so that edges are smooth.
    image = Image.new("RGB", (2 * WIDTH, 2 * HEIGHT), SKY)
    MOTIFS[key](ImageDraw.Draw(image))
    return _jpeg(image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))


def _jpeg(image: "Image.Image") -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=88)
    return target.getvalue()


def _street(draw: "ImageDraw.ImageDraw") -> None:
    """Three house fronts and the pavement."""
    for left, top, colour in ((0, 260, "#e7d8bd"), (640, 160, "#d9b99b"), (1280, 320, "#e4dfd0")):
        draw.rectangle((left, top, left + 640, 1100), fill=colour)
        draw.polygon([(left, top), (left + 320, top - 150), (left + 640, top)], fill="#a3533d")
        for window in (90, 260, 430):
            draw.rectangle((left + window, top + 110, left + window + 110, top + 280), fill=DARK)
            draw.rectangle(
                (left + window + 50, top + 110, left + window + 60, top + 280), fill="#fff"
            )
    draw.rectangle((0, 1040, 2 * WIDTH, 2 * HEIGHT), fill=GROUND)


def _fountain(draw: "ImageDraw.ImageDraw") -> None:
    """A drinking fountain on the market, with a bowl for dogs."""
    _street(draw)
    draw.rectangle((900, 640, 1020, 1220), fill=STONE)
    draw.ellipse((760, 560, 1160, 720), fill=STONE)
    draw.ellipse((810, 580, 1110, 670), fill=WATER)
    draw.arc((930, 440, 1110, 760), 180, 300, fill=WATER, width=18)
    draw.ellipse((700, 1200, 1220, 1300), fill=DARK)
    draw.pieslice((1240, 1160, 1520, 1380), 0, 180, fill=STONE)
    draw.ellipse((1240, 1235, 1520, 1305), fill=WATER)


def _soup(draw: "ImageDraw.ImageDraw") -> None:
    """A long table with a can of soup and bowls, under a string of lamps."""
    _street(draw)
    draw.line([(0, 420), (480, 520), (960, 440), (1440, 520), (1920, 420)], fill=DARK, width=8)
    for place in range(160, 1900, 240):
        draw.ellipse((place, 470, place + 60, 550), fill=LAMP)
    draw.rectangle((120, 1040, 1800, 1100), fill=WOOD)
    for leg in (200, 940, 1680):
        draw.rectangle((leg, 1100, leg + 40, 1360), fill=WOOD)
    draw.rectangle((820, 760, 1100, 1040), fill=STONE)
    draw.arc((880, 660, 1040, 820), 180, 360, fill=DARK, width=16)
    for bowl in (220, 400, 580, 1180, 1360, 1540):
        draw.pieslice((bowl, 910, bowl + 140, 1090), 0, 180, fill="#fff")
        draw.ellipse((bowl, 980, bowl + 140, 1020), fill=SOUP)


def _stand(draw: "ImageDraw.ImageDraw") -> None:
    """A bicycle that hangs in a repair stand on the pavement."""
    _street(draw)
    draw.rectangle((930, 560, 970, 1330), fill=STONE)
    draw.rectangle((760, 1310, 1140, 1350), fill=STONE)
    for centre in (600, 1260):
        box = (centre - 210, 700, centre + 210, 1120)
        draw.ellipse(box, outline=DARK, width=22)
        draw.line([(centre - 200, 910), (centre + 200, 910)], fill=DARK, width=4)
        draw.line([(centre, 710), (centre, 1110)], fill=DARK, width=4)
    frame = [(600, 910), (780, 620), (1130, 620), (900, 910), (600, 910)]
    draw.line(frame, fill=SOUP, width=30, joint="curve")
    draw.line([(780, 620), (900, 910)], fill=SOUP, width=30)
    draw.line([(1260, 910), (1110, 540)], fill=SOUP, width=30)
    draw.line([(1110, 540), (1220, 520)], fill=DARK, width=26)
    draw.rectangle((700, 570, 850, 610), fill=DARK)


MOTIFS: "dict[str, Callable[[ImageDraw.ImageDraw], None]]" = {
    "fountain": _fountain,
    "soup": _soup,
    "stand": _stand,
}


def paper_bytes(lines: "tuple[str, ...]") -> bytes:
    """A sheet of paper with these lines, as if photographed a little askew on the counter; a JPEG."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (1400, 1900), WOOD)
    sheet = Image.new("RGB", (1240, 1748), "#fbfaf3")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(VENDOR / "MachBarText.ttf"), 58)
    for number, line in enumerate(lines):
        below = 260 + 150 * number
        draw.line([(90, below), (1150, below)], fill=STONE, width=3)
        draw.text((100, below - 82), line, fill="#26418f", font=font)
    turned = sheet.rotate(1.2, expand=True, fillcolor=WOOD, resample=Image.Resampling.BICUBIC)
    image.paste(turned, (60, 60))
    return _jpeg(image)
