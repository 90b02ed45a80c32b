"""Days that are over: nothing is planned for them, and a day of another year says so."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.ui.formats import short_date
from machbar.modules.coordination.forms.diary import MilestoneDeedForm, MilestoneForm
from machbar.modules.coordination.forms.group import TaskForm
from machbar.modules.coordination.tests.builders import make_project

OVER = ["Dieser Tag ist vorbei. Bitte nennen Sie heute oder einen künftigen."]
YESTERDAY = timezone.localdate() - timedelta(days=1)
TODAY = timezone.localdate()


@pytest.mark.parametrize(("day", "expected"), [(YESTERDAY, OVER), (TODAY, None)])
def test_nothing_is_planned_for_a_day_that_is_over(day: date, expected: list[str] | None) -> None:
    sent = {"due_on": day, "planned_on": day, "deed": "move"}
    forms = {
        "due_on": TaskForm(sent, owners=()),
        "planned_on": MilestoneForm(sent),
    }
    moved = MilestoneDeedForm(sent, today=TODAY)

    assert [form.errors.get(name) for name, form in forms.items()] == [expected] * 2
    assert moved.errors.get("planned_on") == expected


def test_a_milestone_of_the_past_can_still_be_reached() -> None:
    form = MilestoneDeedForm({"planned_on": YESTERDAY, "deed": "reach"}, today=TODAY)

    assert "planned_on" not in form.errors


def test_a_day_of_another_year_names_the_year() -> None:
    today = date(2026, 11, 26)

    assert short_date(date(2026, 12, 3), today) == "3. Dezember"
    assert short_date(date(2027, 1, 3), today) == "3. Januar 2027"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_public", "said"),
    [
        (True, "Jetzt können es alle lesen, auch auf dem Beleg der Idee."),
        (False, "Alle können es lesen, sobald das Projekt öffentlich ist."),
    ],
)
def test_a_status_line_says_truly_who_reads_it(is_public: bool, said: str) -> None:
    town = make_town()
    project = make_project(town, is_public=is_public)
    client = Client()
    client.force_login(make_person(Role.LOTSE, town=town))

    address = f"/werkstatt/projekte/{project.public_id}/"
    page = client.post(f"{address}stand/", {"text": "Besichtigung am Samstag"}, follow=True)

    assert said in page.content.decode()
