"""The triangle of mediation: three sides, each with its verdict in shape and words."""

from machbar.foundation.ui.figures import house_paths
from machbar.foundation.ui.triangle import LINE_ROOM, NOTE, Side, Triangle, triangle_svg


def make_triangle(*verdicts: str, sentence: str = "ein Raum passt") -> Triangle:
    first, second, third = verdicts
    return Triangle(
        title="Offene Fahrradwerkstatt",
        states={"users": "proven"},
        rooms="4 Räume, 3 Gesuche",
        funding="4 von 61 Programmen",
        project_rooms=Side(verdict=first, sentence=sentence),
        project_funding=Side(verdict=second, sentence="zwei brauchen eine Angabe"),
        rooms_funding=Side(verdict=third, sentence="zahlt jemand die Rampe?"),
    )


def test_the_label_tells_all_three_sides() -> None:
    assert make_triangle("yes", "unknown", "no").label == (
        "Projekt und Raum: passt. ein Raum passt "
        "Projekt und Förderung: fehlt Angabe. zwei brauchen eine Angabe "
        "Raum und Förderung: passt nicht. zahlt jemand die Rampe?"
    )


def test_a_fit_is_a_full_line_a_question_a_dashed_one_and_a_no_has_a_gap() -> None:
    svg = triangle_svg(make_triangle("yes", "unknown", "no"))

    assert '<path d="M492 100 222 218" stroke="var(--ok)" stroke-width="7"' in svg
    assert '<path d="M608 100 878 218" stroke="var(--ask)" stroke-width="7"' in svg
    assert svg.count('stroke-dasharray="16 10"') == 1
    assert '<path d="M345 258 497.2 258.0" stroke="var(--no)" stroke-width="7"' in svg
    assert '<path d="M627.8 258.0 780 258" stroke="var(--no)" stroke-width="7"' in svg


def test_the_project_is_named_with_its_house_in_words() -> None:
    svg = triangle_svg(make_triangle("yes", "yes", "yes")).replace("\u00a0", " ")

    assert ">Offene Fahrradwerkstatt</text>" in svg
    assert ">1 von 5 steht · 4 fehlen</text>" in svg


def test_a_short_sentence_has_one_line_and_a_long_one_two_that_fit() -> None:
    short = triangle_svg(make_triangle("yes", "yes", "yes", sentence="ein Raum passt"))
    words = "einer der vier Räume passt und zwei weitere passen beinahe, wenn Wasser gelegt wird"
    long = triangle_svg(make_triangle("yes", "yes", "yes", sentence=words))
    lines = [
        piece.rpartition(">")[2]
        for piece in long.split("</text>")
        if 'text-anchor="end"' in piece.rpartition("<text")[2]
    ]

    assert '<text x="318" y="150" text-anchor="end" font-size="18">ein Raum passt</text>' in short
    assert lines == ["einer der vier Räume passt", "und zwei weitere passen…"]
    assert max(map(len, lines)) <= LINE_ROOM


def test_a_word_without_a_gap_is_cut_rather_than_lost() -> None:
    svg = triangle_svg(make_triangle("yes", "yes", "yes", sentence="x" * 40))

    assert f">{'x' * LINE_ROOM}</text>" in svg
    assert f">{'x' * (40 - LINE_ROOM)}</text>" in svg


def test_titles_of_people_are_escaped() -> None:
    svg = triangle_svg(make_triangle("yes", "yes", "yes", sentence='<b> & "x"'))

    assert "&lt;b&gt; &amp; &quot;x&quot;</text>" in svg
    assert "<b>" not in svg


def test_a_town_with_one_corner_gets_a_bridge_instead_of_a_triangle() -> None:
    funding = Side(verdict="unknown", sentence="drei brauchen eine Angabe")
    figure = Triangle(
        title="Offene Fahrradwerkstatt",
        states={"users": "proven"},
        funding="3 von 86 Programmen",
        project_funding=funding,
    )
    svg = triangle_svg(figure)

    assert figure.sides == (("Projekt und Förderung", funding),)
    assert 'viewBox="0 0 1100 132"' in svg
    assert ">3 von 86 Programmen</text>" in svg
    assert "Raum und Nachfrage" not in svg
    assert svg.count('stroke-width="7"') == 1


def test_searches_are_a_note_and_no_empty_house() -> None:
    rooms = Side(verdict="yes", sentence="ein Gesuch passt")
    figure = Triangle(
        title="Wer sucht",
        states={},
        rooms="Laden",
        project_rooms=rooms,
        above="1 Gesuch",
        is_of_searches=True,
    )
    svg = triangle_svg(figure)

    assert figure.label == "Gesuch und Raum: passt. ein Gesuch passt"
    assert NOTE in svg
    assert house_paths({}) not in svg


def test_the_only_corner_may_be_the_rooms() -> None:
    rooms = Side(verdict="yes", sentence="ein Raum passt")
    svg = triangle_svg(Triangle(title="Rad", states={}, rooms="4 Räume", project_rooms=rooms))

    assert ">4 Räume</text>" in svg
    assert "Förderung" not in svg
