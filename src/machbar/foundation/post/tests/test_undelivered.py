"""Mail that did not arrive: what is listed, why, and what a person decides about it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.post.selectors import LATE_AFTER, STUCK_AFTER, undelivered
from machbar.foundation.post.services import deliver, deliver_due, hold_back_waiting
from machbar.foundation.post.tests.test_send_letter import RefusingServer, no_mail_server, write
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db


def team_of(town: Town) -> Client:
    client = Client()
    client.force_login(make_person(Role.LOTSE, town=town))
    return client


def killed_in_mid_send(letter: Letter, *, minutes_ago: int) -> None:
    """What a worker leaves behind that was killed between claim and answer."""
    at = timezone.now() - timedelta(minutes=minutes_ago)
    Letter.objects.filter(pk=letter.pk).update(state="sending", attempts=1, tried_at=at)


def page_of(client: Client) -> str:
    return client.get(reverse("post:undelivered")).content.decode()


def test_a_refused_letter_is_listed_with_its_reason_until_it_is_settled(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{RefusingServer.__module__}.{RefusingServer.__qualname__}"
    letter = write()
    team = team_of(letter.town)
    deliver(letter)

    before = page_of(team)
    day = team.get("/werkstatt/heute/").content.decode()
    team.post(reverse("post:settle", args=[letter.public_id]))

    assert "Der Mailserver der Gegenseite hat sie endgültig abgelehnt." in before
    assert "Noch einmal senden" not in before
    assert "Post, die nicht ankam" in day
    assert not undelivered(letter.town, timezone.now()).exists()
    assert "Betreff" not in page_of(team)
    assert "Post, die nicht ankam" not in team.get("/werkstatt/heute/").content.decode()
    assert AuditEntry.objects.filter(event="letter.settled").count() == 1


def test_a_letter_that_waits_has_not_arrived() -> None:
    letter = write()
    team = team_of(letter.town)

    waiting = page_of(team)
    deliver_due()
    arrived = page_of(team)

    assert "Eine Mail ist noch nicht hinausgegangen" in waiting
    assert "Alle Mails sind bei ihrem Mailserver angekommen." not in waiting
    assert "Alle Mails sind bei ihrem Mailserver angekommen." in arrived


def test_a_letter_that_a_killed_worker_left_is_never_sent_by_itself() -> None:
    letter = write()
    killed_in_mid_send(letter, minutes_ago=60)

    assert deliver_due() == 0
    assert mail.outbox == []
    assert list(undelivered(letter.town, timezone.now())) == [letter]


def test_a_person_may_send_a_stuck_letter_again_and_it_leaves_once() -> None:
    letter = write()
    killed_in_mid_send(letter, minutes_ago=60)
    team = team_of(letter.town)

    said = page_of(team)
    answers = [team.post(reverse("post:retry", args=[letter.public_id])) for _click in range(2)]
    left = deliver_due(), deliver_due()

    assert "Niemand weiß, ob sie hinausging" in said
    assert [answer.status_code for answer in answers] == [302, 302]
    assert left == (1, 0)
    assert len(mail.outbox) == 1
    assert AuditEntry.objects.filter(event="letter.retried").count() == 1


def test_a_letter_that_is_just_being_sent_is_left_alone() -> None:
    letter = write()
    killed_in_mid_send(letter, minutes_ago=int(STUCK_AFTER.total_seconds() // 60) - 1)
    team = team_of(letter.town)

    team.post(reverse("post:retry", args=[letter.public_id]))
    team.post(reverse("post:settle", args=[letter.public_id]))

    letter.refresh_from_db()
    assert (letter.state, letter.settled_at) == ("sending", None)


def test_a_mail_server_that_is_away_bothers_the_team_after_some_attempts_only(
    settings: Settings,
) -> None:
    no_mail_server(settings)
    letter = write()
    seen = []
    for _attempt in range(LATE_AFTER):
        deliver(letter)
        seen.append(undelivered(letter.town, timezone.now()).count())
    team = team_of(letter.town)

    page = page_of(team)
    team.post(reverse("post:retry", args=[letter.public_id]))

    assert seen == [0, 0, 1]
    assert "Der Mailserver hat sie nicht angenommen. 3 Mal versucht." in page
    letter.refresh_from_db()
    assert (letter.state, letter.next_attempt_at, letter.body) == ("waiting", None, "Text")


def test_a_settled_letter_is_not_tried_again_and_its_text_goes() -> None:
    letter = write()
    killed_in_mid_send(letter, minutes_ago=60)

    team_of(letter.town).post(reverse("post:settle", args=[letter.public_id]))

    letter.refresh_from_db()
    assert (letter.state, letter.body, deliver_due()) == ("failed", "", 0)


def test_the_list_costs_the_same_for_one_letter_and_for_twenty() -> None:
    town = make_town()
    team = team_of(town)
    page_of(team)
    counts = []
    for number in (1, 19):
        for each in range(number):
            killed_in_mid_send(write(town, key=f"{number}-{each}"), minutes_ago=60)
        with CaptureQueriesContext(connection) as asked:
            page_of(team)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_what_waited_in_a_restored_backup_waits_for_a_person() -> None:
    letter = write()

    assert hold_back_waiting() == 1

    assert deliver_due() == 0
    assert "Seither kann sie hinausgegangen sein" in page_of(team_of(letter.town))
