"""A clock that jumps (trust.md, F5): no round is lost, no mail waits for next year, nobody stays signed in for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from machbar.foundation.access.sessions import MOST, SIGNED_IN, is_over
from machbar.foundation.later import run_by
from machbar.foundation.post.models import Letter
from machbar.foundation.post.services import send_letter
from machbar.foundation.post.tasks import deliver_due_letters
from machbar.foundation.surfaces.tasks import daily_round
from machbar.foundation.testing import make_town
from machbar.site.clock import wind

YEAR = timedelta(days=400)
NOON = datetime(2040, 2, 28, 11, 0, tzinfo=UTC)


def planned(path: str = daily_round.module_path) -> list[datetime | None]:
    found = DBTaskResult.objects.filter(task_path=path).order_by("run_after")
    return list(found.values_list("run_after", flat=True))


@pytest.mark.django_db
def test_a_round_planned_for_next_year_does_not_replace_tomorrows() -> None:
    run_by(daily_round, NOON + YEAR)

    wind(NOON)
    wind(NOON + timedelta(minutes=15))

    assert planned() == [datetime(2040, 2, 29, 5, 0, tzinfo=UTC), NOON + YEAR]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", [datetime(2040, 3, 24, 12, tzinfo=UTC), datetime(2040, 10, 27, 12, tzinfo=UTC)]
)
def test_the_round_is_at_six_also_after_the_night_in_which_clocks_change(day: datetime) -> None:
    wind(day)

    [at] = planned()
    assert at is not None
    assert timezone.localtime(at).replace(tzinfo=None) == (day + timedelta(days=1)).replace(
        hour=6, tzinfo=None
    )


@pytest.mark.django_db
def test_a_mail_that_waits_for_next_year_leaves_now(mailoutbox: list[object]) -> None:
    letter = send_letter(
        town=make_town(), to="a@example.invalid", subject="Hallo", body="x", key="k"
    )
    Letter.objects.filter(pk=letter.pk).update(next_attempt_at=timezone.now() + YEAR)

    wind(timezone.now())
    deliver_due_letters.call()

    letter.refresh_from_db()
    assert (letter.state, len(mailoutbox)) == (Letter.State.SENT, 1)
    assert planned(deliver_due_letters.module_path)


def test_a_session_ends_after_its_longest_life_whatever_the_clock_did_meanwhile() -> None:
    session = SessionStore()
    # The clock was a day ahead when somebody signed in.
    session[SIGNED_IN] = (NOON + timedelta(days=1)).timestamp()

    assert not is_over(session, NOON)
    assert is_over(session, NOON + timedelta(days=1) + MOST)
