"""What the pages behind a guest's personal link have in common: looking does nothing, the button calls off."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from icalendar import Calendar


def entries_around_calling_off(
    client: Client, page: str, *, stands: Callable[[], bool]
) -> tuple[Any, Any]:
    """Look at a guest's page and at its question, then press the button: the calendar's entry before and after."""
    for each in (page, f"{page}absagen/"):
        assert client.get(each).status_code == 200
    before = client.get(f"{page}termin.ics").content
    assert stands()

    assert client.post(f"{page}absagen/").status_code == 302
    after = client.get(f"{page}termin.ics").content

    assert not stands()
    assert (
        f'href="{page}termin.ics">Aus meinem Kalender nehmen' in client.get(page).content.decode()
    )
    [old], [new] = (Calendar.from_ical(each).walk("VEVENT") for each in (before, after))
    return old, new
