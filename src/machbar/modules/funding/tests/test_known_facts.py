"""What funding knows for the feasibility sketch: the costs for the team, nothing for who writes by link."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.funding.module import known_facts
from machbar.modules.funding.services.costs import add_cost_line, set_own_money
from machbar.modules.projects.models import Sketch
from machbar.modules.projects.services import create_project, invite_writer
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


def test_the_cost_lines_go_into_the_text_by_one_button_and_are_not_saved_yet(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = create_project(by=lotse, at=NOW, title="Calisthenics Zollplatz")
    add_cost_line(project=project, by=lotse, at=NOW, label="Geräte", cents=65_000_00)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)

    page = client.post(
        f"/werkstatt/projekte/{project.public_id}/skizze/frage/kosten/",
        {"text": "Angebot.", "seen_version": "0", "take": "fact-0"},
    )

    content = page.content.decode()
    assert page.status_code == 200
    assert (
        "Angebot.\n\nDie Kosten ergeben zusammen 65.000\u00a0€: Geräte 65.000\u00a0€.</textarea>"
        in content
    )
    assert not Sketch.objects.exists()


def test_with_a_plan_the_state_of_the_money_is_known_too() -> None:
    lotse = make_actor(Role.LOTSE)
    project = create_project(by=lotse, at=NOW, title="Calisthenics Zollplatz")
    assert list(known_facts(lotse, project.pk)) == []
    add_cost_line(project=project, by=lotse, at=NOW, label="Geräte", cents=65_000_00)
    set_own_money(project=project, by=lotse, at=NOW, own_cash=5_000_00)

    found = known_facts(lotse, project.pk)

    assert [(fact.question, str(fact.text)) for fact in found] == [
        ("costs", "Die Kosten ergeben zusammen 65.000\u00a0€: Geräte 65.000\u00a0€."),
        (
            "costs",
            "Bisher sicher: 5.000\u00a0€. Beantragt: 0\u00a0€. Geplant oder noch ungedeckt: 60.000\u00a0€.",
        ),
    ]


def test_another_town_and_who_writes_by_link_read_nothing_of_it(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = create_project(by=lotse, at=NOW, title="Calisthenics Zollplatz")
    add_cost_line(project=project, by=lotse, at=NOW, label="Geheime Geräte", cents=65_000_00)
    token = invite_writer(
        project=project, label="Projektleitung", form_key="1", by=lotse, at=timezone.now()
    )

    page = client.get(f"/skizze/{token}/frage/kosten/")

    assert page.status_code == 200
    assert "Geheime" not in page.content.decode()
    stranger = make_actor(Role.LOTSE, town=make_town(key="zwei", host="zwei.example.org"))
    assert list(known_facts(stranger, project.pk)) == []
