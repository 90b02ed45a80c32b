"""What MACHBAR_MAP may say, and that anything else stops the start with a sentence."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from machbar.site.environment import MapBackground, map_background

DATA = Path("/daten")


def test_without_a_value_there_is_no_background() -> None:
    assert map_background("", DATA) is None
    assert map_background("  ", DATA) is None


def test_tiles_of_this_server_with_whose_map_it_is() -> None:
    assert map_background("/karte/{z}/{x}/{y}.png © Mitwirkende", DATA) == MapBackground(
        tiles="/karte/{z}/{x}/{y}.png", credit="© Mitwirkende"
    )


def test_a_picture_with_its_corners() -> None:
    assert map_background("karte.PNG 10.79 52.23 10.84 52.27", DATA) == MapBackground(
        picture=DATA / "karte.PNG", corners=(10.79, 52.23, 10.84, 52.27)
    )


@pytest.mark.parametrize(
    "raw",
    [
        "/karte/{z}/{x}.png",
        "//anderswo.example.org/{z}/{x}/{y}.png",
        "karte.svg 1 2 3 4",
        "../karte.png 1 2 3 4",
        "karte.png",
        "karte.png 1 2 3",
        "karte.png eins 2 3 4",
        "karte.png 3 2 1 4",
        "karte.png 1 4 3 2",
        "karte.png 1 2 3 400",
    ],
)
def test_anything_else_is_refused_with_the_name_of_the_variable(raw: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MACHBAR_MAP"):
        map_background(raw, DATA)
