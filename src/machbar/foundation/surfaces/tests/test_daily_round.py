"""The worker's clock: a round in the morning, tomorrow's planned once, nobody's mistake stops the others."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from machbar.foundation.surfaces import registry
from machbar.foundation.surfaces.module import Module
from machbar.foundation.surfaces.tasks import daily_round, plan_daily_round
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module

pytestmark = pytest.mark.django_db
NIGHT = datetime(2040, 1, 9, 2, 0, tzinfo=UTC)  # 3:00 in Königslutter
NOON = datetime(2040, 1, 9, 11, 0, tzinfo=UTC)
MORNING = datetime(2040, 1, 9, 5, 0, tzinfo=UTC)


def planned() -> list[datetime | None]:
    return list(DBTaskResult.objects.order_by("pk").values_list("run_after", flat=True))


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, date]]:
    """Three modules, of which the first fails, the second can be switched off; what they did."""
    done: list[tuple[str, str, date]] = []

    def failing(town: Town, today: date) -> None:
        done.append(("failing", town.key, today))
        raise ValueError("broken")

    def working(town: Town, today: date) -> None:
        done.append(("working", town.key, today))

    modules = (
        Module(key="failing", name="", summary="", urls="", daily=failing),
        Module(key="working", name="", summary="", urls="", daily=working),
        Module(key="silent", name="", summary="", urls=""),
    )
    monkeypatch.setattr(registry, "all_modules", lambda: modules)
    return done


def test_every_switched_on_module_of_every_town_gets_its_round_though_one_fails(
    rounds: list[tuple[str, str, date]],
) -> None:
    make_town(key="a", host="a.example.org")
    off = make_town(key="b", host="b.example.org")
    switch_module(town=off, module="working", is_on=False)
    today = timezone.localdate()

    daily_round.call()

    assert rounds == [("failing", "a", today), ("working", "a", today), ("failing", "b", today)]


def test_a_round_plans_the_next_morning_once(rounds: list[tuple[str, str, date]]) -> None:
    for _again in range(3):
        daily_round.call()

    [next_round] = planned()
    assert next_round is not None
    local = timezone.localtime(next_round)
    assert local.date() == timezone.localdate() + timedelta(days=1)
    assert (local.hour, local.minute) == (6, 0)


def test_a_worker_started_by_night_waits_for_the_morning_and_one_started_late_catches_up() -> None:
    plan_daily_round(NIGHT)
    plan_daily_round(NIGHT)
    by_night = planned()
    plan_daily_round(NOON)

    assert by_night == [MORNING]
    assert len(planned()) == 2
