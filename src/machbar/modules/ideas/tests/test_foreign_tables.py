"""Exports of adhocracy+ and Decidim come in as ideas, with their old page, their supporters and their answers."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.utils import timezone

from machbar.foundation.tables.core import read_table
from machbar.foundation.tables.services import Look, bring_file, look_into, take_batch
from machbar.foundation.testing import Role, make_actor
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.ideas.tables.foreign import plain_text, translate

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
ENGLISH = [
    "Reference No.",
    "Link",
    "name",
    "description",
    "Category",
    "Labels",
    "Creator",
    "Created",
    "Positive ratings",
    "Negative ratings",
    "Comment count",
    "Status",
    "Feedback",
    "Remark",
]
ACCEPTED = [
    "A-1",
    "https://plus.invalid/idee/1",
    "Sitzbänke am Wall",
    "Mehr Bänke.\nFür alle.",
    "Innenstadt",
    "Grün",
    "gast17",
    "2025-05-03T14:20:11.123+02:00",
    31,
    4,
    7,
    "Accepted",
    "Wir fangen im Herbst an.",
    "intern",
]
REJECTED: list[object] = [
    "A-2",
    "https://plus.invalid/idee/2",
    "Seilbahn",
    "Über den Elm.",
    "",
    "",
    "gast18",
]
REJECTED += ["2025-05-04T10:00:00+02:00", 2, 40, 1, "Rejected", "", ""]


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.django_db
def test_an_excel_export_of_adhocracy_comes_in() -> None:
    content = workbook(ENGLISH, ACCEPTED, REJECTED)
    found = _take(content)

    bench, rail = Idea.objects.order_by("handed_in_at")
    assert (found.program, bench.title, bench.channel, bench.status) == (
        "adhocracy+",
        "Sitzbänke am Wall",
        "web",
        "in_talk",
    )
    assert bench.text == "Mehr Bänke.\nFür alle."
    assert timezone.localtime(bench.handed_in_at).isoformat() == "2025-05-03T14:20:00+02:00"
    origin = bench.origin
    assert (origin.program, origin.old_number, origin.link, origin.category, origin.giver) == (
        "adhocracy+",
        "A-1",
        "https://plus.invalid/idee/1",
        "Innenstadt",
        "gast17",
    )
    assert (origin.supporters, origin.opponents, origin.comments) == (31, 4, 7)
    assert [answer.text for answer in bench.answers.all()] == ["Wir fangen im Herbst an."]
    assert (rail.status, rail.answered_at, rail.origin.opponents) == ("new", None, 40)


def test_a_title_too_long_for_ours_is_cut_and_stands_whole_before_the_text() -> None:
    long = "Wir brauchen " + "sehr " * 25 + "viele Bänke"
    table = read_table(
        "Link;Titel;Beschreibung;Positive Bewertungen;Negative Bewertungen\n"
        f"https://plus.invalid/1;{long};Am Wall;3;0\n".encode()
    )

    found = translate(table)

    assert found is not None
    cells = dict(zip(found[0].headings, found[0].rows[0].cells, strict=True))
    assert cells["Titel"].endswith("sehr…")
    assert cells["Idee"] == f"{long}\n\nAm Wall"


def test_german_headings_of_adhocracy_are_known_as_well() -> None:
    table = read_table(
        "Link;Titel;Beschreibung;Positive Bewertungen;Negative Bewertungen;Offizielle Rückmeldung\n"
        'https://plus.invalid/1;Bänke;"<p>Mehr&nbsp;Bänke</p>";3;0;\n'.encode()
    )

    found = translate(table)

    assert found is not None
    made, program = found
    cells = dict(zip(made.headings, made.rows[0].cells, strict=True))
    assert (program, cells["Titel"], cells["Idee"], cells["Unterstützungen"], cells["Status"]) == (
        "adhocracy+",
        "Bänke",
        "Mehr Bänke",
        "3",
        "neu",
    )


DECIDIM = (
    "id;category/id;category/name/de;title/de;title/en;body/de;address;latitude;longitude;state;"
    "reference;answer/de;answered_at;votes;comments;published_at;url;withdrawn\n"
    '9;3;Verkehr;Zebrastreifen;Crossing;"<p>An der Schule.</p><p>Bitte!</p>";Schulstraße 1;52.2;10.8;'
    "rejected;ORT-PROP-2025-05-9;<p>Die Straße gehört dem Land.</p>;2025-06-01 10:00:00 UTC;12;3;"
    "2025-05-03 08:00:00 UTC;https://decidim.invalid/9;false\n"
    "10;;;'=Platz?;;Ein Platz;;;;;ORT-PROP-2025-05-10;;;;0;;https://decidim.invalid/10;true\n"
)


@pytest.mark.django_db
def test_a_csv_export_of_decidim_comes_in() -> None:
    found = _take(DECIDIM.encode())

    crossing, place = Idea.objects.order_by("handed_in_at")
    assert (crossing.title, crossing.text) == ("Zebrastreifen", "An der Schule.\nBitte!")
    assert (found.program, crossing.place, crossing.status) == (
        "Decidim",
        "Schulstraße 1",
        "not_feasible",
    )
    assert (crossing.reason, crossing.origin.supporters, crossing.origin.category) == (
        "Die Straße gehört dem Land.",
        12,
        "Verkehr",
    )
    assert timezone.localdate(crossing.answered_at or NOW) == date(2025, 6, 1)
    assert (place.title, place.status, place.origin.link) == (
        "=Platz?",
        "withdrawn",
        "https://decidim.invalid/10",
    )


def test_a_table_of_our_own_is_not_taken_for_a_foreign_one() -> None:
    assert translate(read_table(b"Titel;Idee;Status\nA;B;neu\n")) is None


def test_markup_becomes_plain_lines() -> None:
    assert plain_text("<p>Eins &amp; zwei</p><ul><li>drei</li><li>vier</li></ul>") == (
        "Eins & zwei\ndrei\nvier"
    )
    assert plain_text("1 < 2") == "1 < 2"


def _take(content: bytes) -> Look:
    by = make_actor(Role.LOTSE)
    look = look_into(content=content, kind=IDEAS, by=by, at=NOW)
    assert look.troubles == ()
    batch = bring_file(content=content, name="fremd", kind=IDEAS, by=by, at=NOW)
    take_batch(batch=batch, kind=IDEAS, by=by, at=NOW, with_doubles=False)
    return look
