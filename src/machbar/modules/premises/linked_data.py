"""A public room in schema.org's words: an offer of a place, made from what is public and nothing else."""

from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.linked_data import organisation
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.linked_data import LinkedData
from machbar.modules.premises.core import Card
from machbar.modules.premises.labels.public import room_line, room_name
from machbar.modules.premises.selectors.public import Room

SQUARE_METRES = "MTK"  # UN/CEFACT, as schema.org wants it


def room_data(room: Room, *, town: Town, path: str) -> LinkedData:
    """`Offer` of a `Place`; the rent stands in it only where the owner has let it out."""
    card = room.unit.card
    address = absolute_url(town, path)
    offer: dict[str, object] = {
        "@type": "Offer",
        "@id": address,
        "url": address,
        "name": room_name(room.unit),
        "description": card.description or room_line(room.unit),
        "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
        "availabilityStarts": card.available_from.isoformat() if card.available_from else "",
        "availabilityEnds": card.available_until.isoformat() if card.available_until else "",
        "offeredBy": organisation(town),
        "itemOffered": _place(room, town),
    }
    if card.rent_cents is not None:
        offer["priceSpecification"] = {
            "@type": "UnitPriceSpecification",
            "price": f"{card.rent_cents // 100}.{card.rent_cents % 100:02d}",
            "priceCurrency": "EUR",
            "unitText": "month",
        }
    return offer


def _place(room: Room, town: Town) -> dict[str, object]:
    card = room.unit.card
    place: dict[str, object] = {"@type": "Place", "name": room_name(room.unit)}
    place["address"] = _address(room, town)
    if card.position is not None:
        longitude, latitude = card.position.lon_lat
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        }
    if features := _features(card):
        place["amenityFeature"] = features
    return place


def _address(room: Room, town: Town) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": town.name,
        "addressRegion": town.state,
        "addressCountry": "DE",
    }
    street = {"streetAddress": room.unit.address} if room.unit.address else {}
    return {**address, **street}


def _features(card: Card) -> list[dict[str, object]]:
    features: list[dict[str, object]] = []
    if card.area is not None:
        features.append(
            {
                "@type": "LocationFeatureSpecification",
                "name": "area",
                "value": card.area,
                "unitCode": SQUARE_METRES,
            }
        )
    if card.steps is not None:
        features.append(
            {
                "@type": "LocationFeatureSpecification",
                "name": "step-free entrance",
                "value": card.steps == 0,
            }
        )
    return features
