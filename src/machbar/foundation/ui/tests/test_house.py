"""The brand figure: five parts, three states, and always in words too."""

from itertools import product

import pytest

from machbar.foundation.ui.figures import SLOTS, house_label, house_svg, house_words, slot_svg

STATES = ("open", "candidate", "proven")
GERMAN_NAMES = ("Nutzer", "Träger", "Bauherr", "Finanzierung", "Ort")
BICYCLES = {
    "users": "proven",
    "carrier": "candidate",
    "builder": "open",
    "financing": "candidate",
    "place": "candidate",
}
ALL_HOUSES = [dict(zip(SLOTS, states, strict=True)) for states in product(STATES, repeat=5)]


def test_the_figure_is_the_one_of_the_mockups() -> None:
    assert house_svg(BICYCLES) == (
        '<svg class="house house--44" viewBox="0 0 48 48" role="img" '
        'aria-label="Nutzer steht, Träger in Aussicht, Bauherr fehlt, '
        'Finanzierung in Aussicht, Ort in Aussicht">'
        '<path class="s2" d="M27 39V32a5 5 0 0 1 10 0v7Z"/>'
        '<path class="s1" d="M11 27h12v12H11z"/><path class="hf" d="M11 27h6v12h-6z"/>'
        '<path class="s0" d="M24 13.4 37.2 23H10.8Z"/>'
        '<path class="s1" d="M24 1.5 45.5 17.1 41.3 20.6 24 8 6.7 20.6 2.5 17.1Z"/>'
        '<path class="hf" d="M24 1.5V8L6.7 20.6 2.5 17.1Z"/>'
        '<path class="s1" d="M3 43h42v4H3z"/><path class="hf" d="M3 43h21v4H3z"/></svg>'
    )


@pytest.mark.parametrize("size", ["24", "44", "large", "named"])
def test_every_label_names_all_five_slots(size: str) -> None:
    for states in ALL_HOUSES:
        label = house_svg(states, size=size).partition('aria-label="')[2].partition('"')[0]

        assert label == house_label(states)
        assert [part.split()[0] for part in label.split(", ")] == list(GERMAN_NAMES)


@pytest.mark.parametrize(
    ("size", "start"),
    [
        ("24", '<svg class="house" viewBox="0 0 48 48"'),
        ("44", '<svg class="house house--44" viewBox="0 0 48 48"'),
        ("large", '<svg class="house house--l" viewBox="0 0 48 48"'),
        ("named", '<svg class="house house--l house--named" viewBox="-12 0 80 48.5"'),
    ],
)
def test_sizes_differ_in_class_and_frame_only(size: str, start: str) -> None:
    assert house_svg(BICYCLES, size=size).startswith(start)


def test_the_named_house_writes_each_name_once() -> None:
    svg = house_svg({}, size="named")

    assert [svg.count(f">{name}</text>") for name in GERMAN_NAMES] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (BICYCLES, "1 von 5 steht · 3 in Aussicht · 1 fehlt"),
        ({}, "0 von 5 stehen · 5 fehlen"),
        (
            {**dict.fromkeys(SLOTS, "proven"), "place": "candidate"},
            "4 von 5 stehen · 1 in Aussicht",
        ),
        ({**dict.fromkeys(SLOTS, "proven"), "place": "open"}, "4 von 5 stehen · 1 fehlt"),
        (dict.fromkeys(SLOTS, "proven"), "alle fünf stehen: machbar"),
    ],
)
def test_the_house_is_counted_in_words(states: dict[str, str], words: str) -> None:
    assert house_words(states).replace("\u00a0", " ") == words


def test_words_break_only_between_the_counts() -> None:
    assert house_words(BICYCLES).split(" ") == [
        "1\u00a0von\u00a05\u00a0steht",
        "·",
        "3\u00a0in\u00a0Aussicht",
        "·",
        "1\u00a0fehlt",
    ]


def test_a_single_part_stands_before_four_ghosts_and_is_silent() -> None:
    assert slot_svg("place", "candidate") == (
        '<svg class="house house--40" viewBox="0 0 48 48" aria-hidden="true">'
        '<path class="ghost" d="M27 39V32a5 5 0 0 1 10 0v7Z"/>'
        '<path class="ghost" d="M11 27h12v12H11z"/>'
        '<path class="ghost" d="M24 13.4 37.2 23H10.8Z"/>'
        '<path class="ghost" d="M24 1.5 45.5 17.1 41.3 20.6 24 8 6.7 20.6 2.5 17.1Z"/>'
        '<path class="s1" d="M3 43h42v4H3z"/><path class="hf" d="M3 43h21v4H3z"/></svg>'
    )
