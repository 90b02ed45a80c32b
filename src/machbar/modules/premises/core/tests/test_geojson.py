"""GeoJSON of public points: order of coordinates, bounds, and never more than the list may hold."""

from machbar.modules.premises.core import MOST_FEATURES, Point, Position, feature_collection


def _point(key: str, latitude: int, longitude: int) -> Point:
    position = Position(latitude=latitude, longitude=longitude)
    return Point(key=key, position=position, properties={"name": key})


def test_longitude_stands_before_latitude_and_the_box_holds_every_point() -> None:
    points = [_point("a", 52_250_000, 10_820_000), _point("b", 52_240_000, 10_830_000)]

    assert feature_collection(points) == {
        "type": "FeatureCollection",
        "bbox": [10.82, 52.24, 10.83, 52.25],
        "features": [
            {
                "type": "Feature",
                "id": "a",
                "geometry": {"type": "Point", "coordinates": [10.82, 52.25]},
                "properties": {"name": "a"},
            },
            {
                "type": "Feature",
                "id": "b",
                "geometry": {"type": "Point", "coordinates": [10.83, 52.24]},
                "properties": {"name": "b"},
            },
        ],
    }


def test_without_a_point_there_is_an_empty_collection_without_a_box() -> None:
    assert feature_collection([]) == {"type": "FeatureCollection", "features": []}


def test_the_collection_is_bounded() -> None:
    points = [_point(str(number), number, number) for number in range(MOST_FEATURES + 1)]

    found = feature_collection(points)

    assert len(found["features"]) == MOST_FEATURES  # type: ignore[arg-type] # a list
    assert found["bbox"] == [0.0, 0.0, 0.000499, 0.000499]
