"""Reminders (F10): one mail a person on Mondays and the day before a date, once, also when the worker is killed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from machbar.foundation.access.models import PersonalLink
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import Member, Reminder
from machbar.modules.coordination.module import daily
from machbar.modules.coordination.services import finish_task, postpone_task, send_reminders
from machbar.modules.coordination.tests.builders import (
    MONDAY,
    MORNING,
    TODAY,
    house_of,
    make_member,
    make_project,
    make_task,
)
from machbar.modules.projects.models import Project

pytestmark = pytest.mark.django_db
PERSON = "lotse@team.invalid"
MEMBER = "anna@example.invalid"


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING.time()))


def run(town: Town, day: date) -> list[str]:
    """One round on this day; who got a mail, in order."""
    before = set(Letter.objects.values_list("pk", flat=True))
    send_reminders(town=town, today=day, at=at(day))
    new = Letter.objects.exclude(pk__in=before).order_by("recipient")
    return list(new.values_list("recipient", flat=True))


def make_people(town: Town) -> tuple[Project, Member, Person]:
    """A member who wants reminders and somebody of the team, with no letters yet."""
    project = make_project(town)
    member = make_member(project, wants_reminders=True)
    person = make_person(Role.LOTSE, town=town, email=PERSON)
    Letter.objects.all().delete()
    return project, member, person


def test_one_mail_a_person_on_monday_with_all_open_tasks_and_none_on_the_other_days() -> None:
    town = make_town()
    project, member, person = make_people(town)
    for number in range(3):
        make_task(project, title=f"Aufgabe {number}", owner=member)
    make_task(project, title="Für das Team", owner=person)
    make_task(project, title="Für niemanden")
    finish_task(
        task=make_task(project, title="Fertig", owner=member), by=house_of(project), at=MORNING
    )

    weekdays = [run(town, MONDAY + timedelta(days=day)) for day in range(7)]

    assert weekdays == [[MEMBER, PERSON], [], [], [], [], [], []]
    letter = Letter.objects.get(recipient=MEMBER)
    assert letter.subject == "3 Aufgaben warten auf Sie"
    assert [f"Aufgabe {number}" in letter.body for number in range(3)] == [True] * 3
    assert "Fertig (" not in letter.body
    assert run(town, MONDAY + timedelta(days=7)) == [MEMBER, PERSON]


def test_a_worker_that_slept_on_monday_catches_up_and_a_task_of_this_week_waits_for_the_next() -> (
    None
):
    town = make_town()
    project, member, person = make_people(town)
    make_task(project, owner=member)
    make_task(project, owner=person, at=at(MONDAY + timedelta(days=1)))

    assert run(town, MONDAY + timedelta(days=2)) == [MEMBER]


def test_the_day_before_a_date_brings_one_mail_once_a_task() -> None:
    town = make_town()
    project, member, _person = make_people(town)
    due = date(2026, 12, 4)  # a Friday
    task = make_task(project, title="Schild", owner=member, due_on=due, at=at(MONDAY))
    make_task(project, title="Ohne Termin", owner=member, at=at(MONDAY))

    days = [run(town, due - timedelta(days=before)) for before in (3, 2, 1, 0)]
    postpone_task(task=task, by=house_of(task.project), due_on=due + timedelta(days=1))
    days.append(run(town, due))

    assert days == [[], [], [MEMBER], [], []]
    body = Letter.objects.get().body
    assert "Schild (eine halbe Stunde, bis 4. Dezember)" in body
    assert "Ohne Termin" not in body


def test_a_monday_before_a_date_brings_one_mail_not_two() -> None:
    town = make_town()
    project, member, _person = make_people(town)
    make_task(project, owner=member, due_on=MONDAY + timedelta(days=1))

    assert [run(town, MONDAY), run(town, MONDAY + timedelta(days=1))] == [[MEMBER], []]


def test_who_wants_none_gets_none() -> None:
    town = make_town()
    project, member, person = make_people(town)
    Member.objects.filter(pk=member.pk).update(wants_reminders=False)
    make_task(project, owner=member)
    make_task(project, owner=make_member(project, contact="0531 12345", wants_reminders=True))
    make_task(project, owner=make_person(town=town, email="ohne-rolle@team.invalid"))
    Person.objects.filter(pk=person.pk).update(is_active=False)
    make_task(project, owner=person)
    resting = make_project(town, title="Ruht")
    Project.objects.filter(pk=resting.pk).update(stage="resting")
    make_task(resting, owner=make_person(Role.EDITOR, town=town))

    assert run(town, MONDAY) == []


def test_the_link_in_the_mail_switches_off_without_an_account(client: Client) -> None:
    town = make_town()
    project, member, person = make_people(town)
    make_task(project, owner=member)
    make_task(project, owner=person)
    run(town, MONDAY)
    PersonalLink.objects.update(expires_at=timezone.now() + timedelta(days=1))

    for recipient in (MEMBER, PERSON):
        body = Letter.objects.get(recipient=recipient).body
        path = "/" + body.split("Hier bestellen Sie sie ab:")[1].split()[0].split("/", 3)[3]
        looked = client.get(path).content.decode()
        assert "Keine Erinnerungen mehr?" in looked
        for _click in range(2):
            answer = client.post(path, follow=True)
            assert "Es kommen keine Erinnerungen mehr." in answer.content.decode()

    assert run(town, MONDAY + timedelta(days=7)) == []
    assert set(town.audit_entries.filter(event__contains="reminders").values_list("event")) == {
        ("tasks.reminders_stopped",)
    }


class Killed(Exception):
    """The worker dies here."""


def killed_at(step: int, deed: Callable[[], object]) -> bool:
    """Run the deed; the ``step``-th writing statement kills it. Says whether it came that far."""
    writes = 0

    def wrap(
        execute: Callable[..., object],
        sql: str,
        params: object,
        many: bool,
        context: dict[str, object],
    ) -> object:
        nonlocal writes
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            writes += 1
            if writes == step:
                raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(wrap):
            deed()
    except Killed:
        return True
    return False


def test_a_worker_killed_at_any_step_sends_the_rest_later_and_nothing_twice() -> None:
    town = make_town()
    project, member, person = make_people(town)
    make_task(project, owner=member, due_on=TODAY)
    make_task(project, owner=person)
    other = make_member(project, contact="b@example.invalid", wants_reminders=True)
    make_task(project, owner=other)
    Letter.objects.all().delete()
    wanted = [MEMBER, "b@example.invalid", PERSON]

    step = 1
    while True:
        mark = transaction.savepoint()
        was_killed = killed_at(step, lambda: run(town, MONDAY))
        run(town, MONDAY)
        sent = list(Letter.objects.order_by("recipient").values_list("recipient", flat=True))
        logged = Reminder.objects.filter(occasion="week:2026-W49").count()
        transaction.savepoint_rollback(mark)
        assert (step, sent, logged) == (step, sorted(wanted), 3)
        if not was_killed:
            break
        step += 1

    assert step > 6  # each of three people costs several writes: the log, the link, the letter


def test_the_log_takes_an_occasion_once_per_recipient() -> None:
    town = make_town()
    _project, member, _person = make_people(town)
    values = {"town": town, "member": member, "occasion": "week:2026-W49", "sent_at": MORNING}
    Reminder.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(town=town, occasion="week:2026-W49", sent_at=MORNING)


def test_another_towns_round_sends_nothing_here() -> None:
    town, other = make_town(host="a.example.org"), make_town(host="b.example.org")
    project, member, _person = make_people(town)
    make_task(project, owner=member)

    daily(other, MONDAY)

    assert Letter.objects.count() == 0
    daily(town, MONDAY)
    assert Letter.objects.count() == 1
