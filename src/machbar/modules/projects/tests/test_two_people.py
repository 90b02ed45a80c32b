"""Two people save the same part of a project: sheet, classification and operation table lose nothing."""

import html
import re

import pytest
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person
from machbar.modules.projects.core import Line, Side
from machbar.modules.projects.models import OperationPlan, Project
from machbar.modules.projects.services import change_sheet, classify_project, set_operation
from machbar.modules.projects.tests.test_projects import NOW, make_project, sign_in
from machbar.modules.projects.vocabularies import CITY_IMPULSES, add_vocabularies

pytestmark = pytest.mark.django_db


def _opened(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of a page that somebody opens."""
    page = client.get(address).content.decode()
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
        if name != "csrfmiddlewaretoken"
    }


def _colleague(lotse: Actor) -> Actor:
    person = make_person(Role.LOTSE, town=lotse.town, name="Die Kollegin")
    return Actor(town=lotse.town, person=person, roles=frozenset({Role.LOTSE}))


def _line(label: str, cents: int, side: Side = Side.COST) -> Line:
    return Line(side=side, label=label, years=(cents, cents, cents))


def _lines(project: Project) -> list[tuple[str, int]]:
    return [(row.label, row.year_1) for row in project.operation_lines.all()]


def test_the_sheet_keeps_what_only_the_other_changed_and_the_trail_names_my_fields_only(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    address = f"/werkstatt/projekte/{project.public_id}/blatt/"
    opened = _opened(client, address)
    change_sheet(
        project=project, by=_colleague(lotse), at=NOW, seen_version=1, values={"goals": "Ihre"}
    )

    page = client.post(
        address, {**opened, "title": project.title, "situation": "Meine"}, follow=True
    )

    stored = Project.objects.get()
    assert (stored.goals, stored.situation, stored.version) == ("Ihre", "Meine", 3)
    content = page.content.decode()
    assert "Inzwischen hatte Die Kollegin geändert: Ziele. Auch das ist erhalten." in content
    entry = lotse.town.audit_entries.order_by("sequence").last()
    assert entry is not None
    assert '"fields": ["situation"]' in entry.payload.content


def test_a_sheet_without_a_change_is_no_new_version(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    address = f"/werkstatt/projekte/{project.public_id}/blatt/"

    answer = client.post(address, {**_opened(client, address), "title": project.title})

    assert (answer.status_code, Project.objects.get().version) == (302, 1)


def test_two_choices_in_one_list_are_shown_side_by_side(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    add_vocabularies(town=lotse.town)
    project = make_project(lotse)
    sign_in(client, lotse)
    terms = list(lotse.town.terms.filter(vocabulary=CITY_IMPULSES).order_by("pk")[:2])
    address = f"/werkstatt/projekte/{project.public_id}/blatt/einordnung/"
    opened = _opened(client, address)
    classify_project(project=project, by=_colleague(lotse), at=NOW, seen_version=1, terms=terms[:1])

    page = client.post(address, {**opened, CITY_IMPULSES: str(terms[1].pk)})
    again = {
        **{
            name: html.unescape(value)
            for name, value in re.findall(
                r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page.content.decode()
            )
        },
        f"wahl-{CITY_IMPULSES}": "eigene",
        f"eigene-{CITY_IMPULSES}": [str(each.pk) for each in terms],
    }
    saved = client.post(address, again)

    assert page.status_code == 422
    assert "Inzwischen hat Die Kollegin dasselbe geändert" in page.content.decode()
    assert saved.status_code == 302
    assert list(project.classifications.order_by("pk")) == terms


def test_rows_that_only_one_changed_are_put_together(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    start = [_line("Miete", 100_00), _line("Strom", 50_00)]
    set_operation(project=project, lines=start, gap_covered_by="", by=lotse, at=NOW, seen_version=0)
    sign_in(client, lotse)
    address = f"/werkstatt/projekte/{project.public_id}/betrieb/"
    opened = _opened(client, address)
    theirs = [_line("Miete", 200_00), _line("Spenden", 30_00, Side.INCOME)]
    set_operation(
        project=project,
        lines=theirs,
        gap_covered_by="",
        by=_colleague(lotse),
        at=NOW,
        seen_version=1,
    )

    page = client.post(
        address,
        {**opened, **_rows(("Miete", "100"), ("Strom", "50"), ("Putzen", "20"))},
        follow=True,
    )

    assert _lines(project) == [("Miete", 200_00), ("Putzen", 20_00), ("Spenden", 30_00)]
    assert "Die Kollegin geändert: Kosten, Miete, Kosten, Strom" in page.content.decode()


def test_a_row_that_both_changed_is_shown_with_both_amounts_and_nothing_is_saved(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    set_operation(
        project=project,
        lines=[_line("Miete", 100_00)],
        gap_covered_by="",
        by=lotse,
        at=NOW,
        seen_version=0,
    )
    sign_in(client, lotse)
    address = f"/werkstatt/projekte/{project.public_id}/betrieb/"
    opened = _opened(client, address)
    set_operation(
        project=project,
        lines=[_line("Miete", 200_00)],
        gap_covered_by="Die Stadt",
        by=_colleague(lotse),
        at=NOW,
        seen_version=1,
    )

    page = client.post(address, {**opened, **_rows(("Miete", "300"))})
    content = page.content.decode()
    again = {
        name: html.unescape(value)
        for name, value in re.findall(
            r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', content
        )
    }

    assert page.status_code == 422
    assert "Inzwischen hat Die Kollegin dasselbe geändert" in content
    assert "Inzwischen gespeichert: 200\u00a0€, 200\u00a0€, 200\u00a0€" in content
    assert "Von Ihnen getippt: 300\u00a0€, 300\u00a0€, 300\u00a0€" in content
    assert _lines(project) == [("Miete", 200_00)]
    saved = client.post(
        address, {**again, **_rows(("Miete", "300")), "gap_covered_by": "Die Stadt"}
    )
    assert saved.status_code == 302
    assert _lines(project) == [("Miete", 300_00)]
    assert OperationPlan.objects.get().gap_covered_by == "Die Stadt"


def _rows(*rows: tuple[str, str]) -> dict[str, str]:
    """The table as a browser sends it: costs, the same amount every year."""
    found = {"betrieb-TOTAL_FORMS": str(len(rows)), "betrieb-INITIAL_FORMS": "0"}
    for at, (label, amount) in enumerate(rows):
        found |= {f"betrieb-{at}-side": "cost", f"betrieb-{at}-label": label}
        found |= {f"betrieb-{at}-year_{year}": amount for year in (1, 2, 3)}
    return {**found, "gap_covered_by": ""}
