"""The town's house in schema.org's words: an organisation with a place and its opening hours."""

from collections.abc import Iterable, Mapping

from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.hours import SpecialDay, Week
from machbar.foundation.towns.models import Town

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def house_data(town: Town, week: Week, special: Iterable[SpecialDay]) -> Mapping[str, object]:
    """`Organization` with its `Place`: name, address, ways to reach it, hours and special days."""
    place: dict[str, object] = {
        "@type": "Place",
        "name": f"{town.house_name} {town.name}",
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{DAY_NAMES[day]}",
                "opens": f"{span.opens:%H:%M}",
                "closes": f"{span.closes:%H:%M}",
            }
            for day, spans in sorted(week.items())
            for span in spans
        ],
        "specialOpeningHoursSpecification": [_special(each) for each in special],
    }
    if town.address:
        place["address"] = {
            "@type": "PostalAddress",
            "streetAddress": town.address,
            "addressLocality": town.name,
            "addressRegion": town.state,
            "addressCountry": "DE",
        }
    return {
        **organisation(town),
        "email": town.contact_email,
        "telephone": town.contact_phone,
        "location": {name: value for name, value in place.items() if value},
    }


def organisation(town: Town) -> dict[str, object]:
    """The house as an organisation, short: for pages that name it as publisher or parent."""
    home = absolute_url(town, "/")
    name = f"{town.house_name} {town.name}"
    return {"@type": "Organization", "@id": f"{home}#haus", "name": name, "url": home}


def _special(day: SpecialDay) -> Mapping[str, object]:
    """A day without hours is closed: schema.org writes 00:00 to 00:00."""
    span = day.spans[0] if day.spans else None
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": day.day.isoformat(),
        "validThrough": day.day.isoformat(),
        "opens": f"{span.opens:%H:%M}" if span else "00:00",
        "closes": f"{span.closes:%H:%M}" if span else "00:00",
    }
