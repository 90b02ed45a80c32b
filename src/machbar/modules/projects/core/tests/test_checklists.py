"""The checklists: every type knows its points, each asked before a stage of the main line."""

from machbar.modules.projects.core import MAIN_LINE, Point, StageKey, checklists, points_for


def test_every_type_begins_with_the_points_of_all_and_adds_its_own() -> None:
    everybody = checklists()[0]

    assert points_for("something else") == everybody.points
    assert points_for("furniture")[: len(everybody.points)] == everybody.points
    assert Point(
        gate=StageKey.COORDINATION,
        text="Genauer Standort mit Maßen und Foto",
        is_required=True,
    ) in points_for("furniture")


def test_no_point_stands_twice_and_each_is_asked_before_a_stage_that_somebody_reaches() -> None:
    for each in checklists():
        texts = [point.text for point in points_for(each.key)]
        assert len(set(texts)) == len(texts)
        assert all(point.gate in MAIN_LINE[1:] for point in each.points)
        assert all(0 < len(point.text) <= 200 for point in each.points)
