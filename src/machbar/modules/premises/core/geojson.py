"""Points of public units as GeoJSON (RFC 7946): WGS 84, longitude before latitude, seven digits are enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from machbar.modules.premises.core.public import Position

MOST_FEATURES = 500


@dataclass(frozen=True, kw_only=True)
class Point:
    """One public unit with a public position, and what is said about it."""

    key: str
    position: Position
    properties: Mapping[str, str | int]


def feature_collection(points: Sequence[Point]) -> dict[str, object]:
    """The first 500 points as a `FeatureCollection`; with a bounding box where there is a point (RFC 7946, 5)."""
    shown = points[:MOST_FEATURES]
    collection: dict[str, object] = {"type": "FeatureCollection"}
    if shown:
        collection["bbox"] = bounding_box([point.position for point in shown])
    collection["features"] = [_feature(point) for point in shown]
    return collection


def bounding_box(positions: Sequence[Position]) -> list[float]:
    """West, south, east, north in degrees."""
    longitudes, latitudes = zip(*(position.lon_lat for position in positions), strict=True)
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def _feature(point: Point) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": point.key,
        "geometry": {"type": "Point", "coordinates": list(point.position.lon_lat)},
        "properties": dict(point.properties),
    }
