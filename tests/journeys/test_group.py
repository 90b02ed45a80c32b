"""A citizen asks to join a group, the lotse says yes, the mail brings the link, a task is taken and ticked."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.services import add_task
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TASK = "Beim Fahrradladen nach einem Ständer fragen"
WIDTHS = (320, 390, 1280)


def _project(town: Town) -> Project:
    house = Actor(town=town, system=True)
    now = timezone.now()
    project = create_project(by=house, at=now, title="Offene Fahrradwerkstatt")
    publish_project(project=project, by=house, at=now)
    for number, title in enumerate((TASK, "Schild malen")):
        add_task(
            project=project,
            by=house,
            at=now,
            form_key=str(number),
            title=title,
            effort=60,
            is_public=True,
        )
    return project


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_from_the_public_page_to_a_ticked_task_without_an_account(
    visitor: Visitor, width: int, script: bool
) -> None:
    town = make_town(is_demo=True)
    project = _project(town)
    phone = visitor(width=width, script=script)
    team = visitor(width=width, script=script, person=make_person(Role.LOTSE, town=town))

    phone.goto(f"/projekte/{project.public_id}/")
    phone.get_by_role("link", name="Schild malen").click()
    expect(phone.get_by_label("Schild malen (eine Stunde)")).to_be_checked()
    _ask(phone)
    _welcome(team)
    phone.goto(_link_in_the_mailbox(team))

    expect(phone.locator("main .lead")).to_have_text("Sie haben eine Aufgabe.")
    phone.get_by_role("button", name=f"Ich übernehme das: {TASK}").click()
    expect(phone.locator("main .lead")).to_have_text("Sie haben 2 Aufgaben.")
    phone.get_by_role("button", name=f"Erledigt: {TASK}").click()
    expect(phone.locator("section[aria-labelledby=fertig]")).to_contain_text(TASK)

    team.goto(f"/werkstatt/projekte/{project.public_id}/gruppe/")
    expect(team.locator("h1")).to_have_text("Eine Aufgabe ist offen.")
    phone.get_by_text("Aus der Gruppe aussteigen").click()
    phone.get_by_role("button", name="Ja, aussteigen").click()
    expect(phone.get_by_role("status")).to_contain_text("Ihr Link gilt nicht mehr")
    team.reload()
    expect(team.locator("section[aria-labelledby=gruppe]")).to_contain_text("Noch macht niemand")


def _ask(phone: Page) -> None:
    phone.get_by_label("Wie heißen Sie?").fill("Eine Nachbarin")
    phone.get_by_label("Wie erreichen wir Sie?").fill("nachbarin@example.invalid")
    phone.get_by_role("button", name="Ich bin dabei").click()
    expect(phone.locator("h1")).to_have_text("Danke! Das ist angekommen.")


def _welcome(team: Page) -> None:
    team.goto("/werkstatt/heute/")
    team.get_by_role("link", name="Anfrage beantworten").first.click()
    expect(team.locator("section[aria-labelledby=anfragen]")).to_contain_text("nachbarin@example")
    team.get_by_role("button", name="Willkommen: Eine Nachbarin").click()
    expect(team.get_by_role("status")).to_contain_text("Beantwortet.")


def _link_in_the_mailbox(team: Page) -> str:
    team.goto("/werkstatt/postfach/")
    found = re.search(r"/gruppe/[\w-]+/", team.locator("main").inner_text())
    assert found is not None
    return found.group()


def test_the_pages_of_tasks_and_group_have_no_barriers_and_fit_every_width(
    visitor: Visitor,
) -> None:
    town = make_town(is_demo=True)
    project = _project(town)
    page = visitor(width=1280, person=make_person(*Role, town=town))
    public, group = (
        f"/projekte/{project.public_id}/",
        f"/werkstatt/projekte/{project.public_id}/gruppe/",
    )
    found = {}

    def look(name: str) -> None:
        found[name] = (barriers(page), too_wide(page, WIDTHS))

    for path in (public, f"{public}mitmachen/", f"/werkstatt/projekte/{project.public_id}/", group):
        page.goto(path)
        look(path)
    page.goto(f"{public}mitmachen/")
    _ask(page)
    look("asked")
    page.goto(group)
    for summary in page.locator("main summary").all():
        summary.click()
    look("a request, everything open")
    page.get_by_role("button", name="Willkommen: Eine Nachbarin").click()
    page.get_by_role("button", name=re.compile("Leitung geben")).click()
    for summary in page.locator("main summary").all():
        summary.click()
    look("a member, everything open")
    page.goto(_link_in_the_mailbox(page))
    for summary in page.locator("main summary").all():
        summary.click()
    look("the lead's page, everything open")
    page.goto("/werkstatt/heute/aufgaben/")
    look("my tasks")

    assert {name: what for name, what in found.items() if what != ([], [])} == {}
