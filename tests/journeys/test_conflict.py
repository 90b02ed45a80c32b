"""Two people edit the same project sheet: nothing is lost, both texts are shown, and the choice is saved."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_two_people_edit_one_sheet_and_both_texts_survive(
    visitor: Visitor, watch: Watch, width: int, script: bool
) -> None:
    town = make_town(is_demo=True)
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=timezone.now(), title="Offene Werkstatt")
    anna = visitor(
        width=width, script=script, person=make_person(Role.LOTSE, town=town, name="Anna Muster")
    )
    berta = visitor(
        width=width, script=script, person=make_person(Role.LOTSE, town=town, name="Berta Muster")
    )
    sheet = f"/werkstatt/projekte/{project.public_id}/blatt/"
    for page in (anna, berta):
        page.goto(sheet)

    anna.get_by_label("Ziele").fill("Ziele von Anna.")
    anna.get_by_label("Ausgangslage").fill("Der Keller ist zu klein.")
    _save(anna)
    expect(anna.get_by_role("status")).to_contain_text("Das Blatt ist gespeichert.")
    berta.get_by_label("Ziele").fill("Ziele von Berta.")
    berta.get_by_label("Aktivitäten").fill("Reparieren am Samstag.")
    watch.expect(sheet, 422)
    _save(berta)

    alert = berta.get_by_role("alert")
    expect(alert).to_contain_text("Inzwischen hat Anna Muster dasselbe geändert")
    expect(alert).to_contain_text("Inzwischen geändert und übernommen: Ausgangslage")
    group = berta.get_by_role("group", name="Ziele")
    expect(group.get_by_label("Ziele").nth(1)).to_be_visible()
    assert _texts(berta) == ["Ziele von Anna.", "Ziele von Berta."]
    if script:
        assert barriers(berta) == []
        assert too_wide(berta, (320, 390, 1280)) == []
    berta.get_by_label("Meins nehmen: Ziele").check()
    berta.locator("#id_eigene-goals").fill("Ziele von Anna und Berta.")
    _save(berta)

    expect(berta.get_by_role("status")).to_contain_text("Das Blatt ist gespeichert.")
    stored = Project.objects.get()
    assert (stored.goals, stored.situation, stored.activities) == (
        "Ziele von Anna und Berta.",
        "Der Keller ist zu klein.",
        "Reparieren am Samstag.",
    )


def _save(page: Page) -> None:
    page.get_by_role("button", name="Blatt speichern").click()


def _texts(page: Page) -> list[str]:
    return [page.locator(f"#id_{side}-goals").input_value() for side in ("andere", "eigene")]
