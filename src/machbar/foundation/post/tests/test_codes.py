"""A letter with a code is worth nothing after ten minutes: nobody gets it then, and nobody has to settle it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.post.models import Letter
from machbar.foundation.post.selectors import CODE_GOOD_FOR, on_the_way, undelivered
from machbar.foundation.post.services import deliver_due, send_code
from machbar.foundation.post.tests.test_send_letter import no_mail_server, write
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db
ADDRESS = "lotse@team.invalid"


@pytest.fixture
def town() -> Town:
    return make_town()


def code(town: Town, of: str = "", minutes_ago: float = 0) -> Letter:
    send_code(town=town, to=ADDRESS, subject="Code", body="BCDF-GHJK", what_for="test", of=of)
    letter = Letter.objects.latest("id")
    Letter.objects.update(written_at=timezone.now() - timedelta(minutes=minutes_ago))
    return letter


@pytest.mark.parametrize(("minutes_ago", "left"), [(9, 1), (10.1, 0)])
def test_a_code_leaves_as_long_as_it_is_good(town: Town, minutes_ago: float, left: int) -> None:
    code(town, minutes_ago=minutes_ago)

    assert (deliver_due(), len(mail.outbox)) == (left, left)
    assert Letter.objects.count() == left


def test_other_letters_wait_for_a_mail_server_and_codes_do_not(
    town: Town, settings: Settings
) -> None:
    no_mail_server(settings)
    code(town)
    other = write()
    deliver_due()
    Letter.objects.update(
        written_at=timezone.now() - CODE_GOOD_FOR, attempts=5, next_attempt_at=None
    )
    listed = list(undelivered(town, timezone.now())), on_the_way(town, timezone.now())
    deliver_due()

    assert listed == ([], 0)
    assert list(Letter.objects.all()) == [other]


def test_a_new_code_takes_the_place_of_one_that_has_not_left(town: Town) -> None:
    older, another = code(town, of="1"), code(town, of="2")
    newer = code(town, of="1")

    assert set(Letter.objects.all()) == {another, newer}
    assert not Letter.objects.filter(pk=older.pk).exists()
