"""Calendar files, read back by the library: nothing is lost, lines are folded, hours are those on the wall."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from machbar.reasoning.calendar_files import Event, calendar_file

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300
)


def parts(file: bytes, name: str) -> list[Any]:
    """The parts of a file with this name; the library types a property as any of thirty kinds."""
    return list(Calendar.from_ical(file).walk(name))


def make_event(**fields: object) -> Event:
    values: dict[str, object] = {
        "uid": "gespraech-abc@stadt.machbar",
        "sequence": 0,
        "stamp": STAMP,
        "starts_at": datetime(2026, 12, 3, 16, tzinfo=BERLIN),
        "ends_at": datetime(2026, 12, 3, 16, 30, tzinfo=BERLIN),
        "summary": "Gespräch",
        **fields,
    }
    return Event(**values)  # type: ignore[arg-type]


def test_an_event_reads_back_as_it_was() -> None:
    event = make_event(
        sequence=3,
        description="Erste Zeile\nzweite; mit Semikolon, Komma",
        location="Westernstraße 12",
        url="https://machbar.example.org/gespraech/abc/",
    )

    file = calendar_file("Kalender", [event])
    calendar = Calendar.from_ical(file)
    [entry] = parts(file, "VEVENT")

    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("PUBLISH", "2.0")
    assert str(entry["UID"]) == event.uid
    assert int(entry["SEQUENCE"]) == 3
    assert entry["DTSTAMP"].dt == STAMP
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (event.starts_at, event.ends_at)
    assert str(entry["STATUS"]) == "CONFIRMED"
    assert str(entry["DESCRIPTION"]) == event.description
    assert str(entry["LOCATION"]) == event.location
    assert str(entry["URL"]) == event.url


def test_what_is_called_off_is_cancelled() -> None:
    file = calendar_file("K", [make_event(is_cancelled=True, sequence=1)])

    [entry] = parts(file, "VEVENT")

    assert (str(entry["STATUS"]), int(entry["SEQUENCE"])) == ("CANCELLED", 1)


@pytest.mark.parametrize(
    "day", [(2027, 3, 25), (2027, 3, 28), (2027, 4, 1), (2027, 10, 28), (2027, 10, 31)]
)
def test_the_zone_in_the_file_says_the_same_as_the_clock_on_the_wall(
    day: tuple[int, int, int],
) -> None:
    starts = datetime(*day, 16, tzinfo=BERLIN)
    file = calendar_file("K", [make_event(starts_at=starts, ends_at=starts + timedelta(hours=1))])

    [zone] = parts(file, "VTIMEZONE")
    there = starts.replace(tzinfo=None).replace(tzinfo=zone.to_tz(lookup_tzid=False))

    assert b"DTSTART;TZID=Europe/Berlin:" + f"{starts:%Y%m%dT%H%M%S}".encode() in file
    assert there.utcoffset() == starts.utcoffset()


def test_a_feed_says_how_often_to_look() -> None:
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in calendar_file(
        "K", [], refresh=timedelta(hours=4)
    )


@given(summary=texts, description=texts)
def test_any_text_survives_and_no_line_is_too_long(summary: str, description: str) -> None:
    file = calendar_file("K", [make_event(summary=summary, description=description)])

    [entry] = parts(file, "VEVENT")

    assert str(entry["SUMMARY"]) == summary
    assert str(entry.get("DESCRIPTION", "")) == description
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert b"\n" not in file.replace(b"\r\n", b"")
