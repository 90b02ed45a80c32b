"""A finished version of a sketch, as somebody reads it who asks what is kept about them."""

from machbar.modules.projects.core import SketchContent, SketchStep, Variant, frozen
from machbar.modules.projects.labels import edition_in_words


def test_an_edition_reads_step_by_step_and_variant_by_variant() -> None:
    variant = Variant(
        letter="A", name="Klein", gist="Nur Bänke", cost_from=120000, duration="ein Tag"
    )
    texts = {SketchStep.OCCASION: "Ada fragt danach.", SketchStep.DECISION: "Der Rat."}
    content = frozen(SketchContent(texts=texts, variants=(variant,)))

    assert edition_in_words(content).splitlines() == [
        "Anlass: Ada fragt danach.",
        "Nötige Entscheidung: Der Rat.",
        "A. Klein",
        "Kurz: Nur Bänke",
        "Wie lange: ein Tag",
        "Kosten von: 1.200\N{NO-BREAK SPACE}€",
    ]


def test_what_stands_in_the_place_of_an_edition_is_shown_as_it_is() -> None:
    assert edition_in_words(["[gelöscht]"]) == "[gelöscht]"
