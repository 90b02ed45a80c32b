"""Leaving: every duty goes to somebody, roles and sign-ins end at once, and nothing stays assigned."""

from datetime import time, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.privacy.access import of_town
from machbar.foundation.team.exceptions import SuccessorMissing
from machbar.foundation.team.leaving import leave, open_duties
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.modules.coordination.models import ReminderStop, Task
from machbar.modules.coordination.services import add_task
from machbar.modules.meetings.models import Presence
from machbar.modules.meetings.services import PresencePlan, open_own_feed, plan_presence
from machbar.modules.projects.services import create_project

pytestmark = pytest.mark.django_db

# Columns that name a person because something is theirs to do, or theirs alone: handed over or ended when they leave.
HANDED_OVER = {
    "access.signin.person",
    "mfa.authenticator.user",
    "team.houseaccount.person",
    "people.roleintown.person",
    "coordination.task.owner_person",
    "coordination.reminderstop.person",
    "meetings.presence.person",
}
# Columns that only say who did something, or to whom a mail went: they stay.
TRACES = {
    "account.emailaddress.user",
    "coordination.diaryentry.by_person",
    "coordination.groupletter.by_person",
    "coordination.milestonemove.by_person",
    "coordination.reminder.person",
    "funding.profileanswer.answered_by",
    "ideas.answer.given_by",
    "ideas.joining.joined_by",
    "meetings.talk.person",
    "premises.mediationstep.by",
    "projects.checklistitem.decided_by",
    "projects.sketchauthor.by",
    "projects.sketchedition.finished_by",
    "projects.stagemove.by",
    "projects.statusline.by",
    "tables.batch.brought_by",
    "team.departure.person",
    "team.invitation.invited_by",
}


def test_every_column_that_names_a_person_is_handed_over_or_a_trace() -> None:
    found = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is Person
    }
    assert found == HANDED_OVER | TRACES


def presence_of(person: Person, by: Actor) -> Presence:
    today = timezone.localdate()
    plan = PresencePlan(
        kind="weekly",
        first_day=today,
        starts=time(15),
        ends=time(17),
        slot_minutes=30,
        places=1,
        weeks_ahead=4,
        skips_holidays=True,
        place="",
        who=person.name,
    )
    at = timezone.now()
    presence = plan_presence(by=by, at=at, form_key="p", plan=plan, person=person)
    over = plan_presence(by=by, at=at, form_key="q", plan=plan, person=person)
    before = today - timedelta(days=1)
    Presence.objects.filter(pk=over.pk).update(first_day=before, last_day=before)
    return presence


def leaving_person(admin: Actor) -> tuple[Person, Task, Presence]:
    """Somebody with an open task, a done one, presence hours that go on, and some that are over."""
    now = timezone.now()
    person = make_person(Role.LOTSE, town=admin.town, name="Geht Bald")
    project = create_project(by=admin, at=now, title="Werkstatt")
    task = add_task(
        project=project, by=admin, at=now, form_key="1", title="Anrufen", effort=30, owner=person
    )
    done = add_task(
        project=project, by=admin, at=now, form_key="2", title="Alt", effort=30, owner=person
    )
    Task.objects.filter(pk=done.pk).update(state=Task.State.DONE, ended_at=now)
    ReminderStop.objects.create(town=admin.town, person=person)
    open_own_feed(person=person, by=admin, at=now)
    return person, task, presence_of(person, admin)


def signed_in(actor: Actor) -> Client:
    assert actor.person is not None
    browser = Client()
    browser.force_login(actor.person)
    return browser


def test_words_that_go_on_naming_who_leaves_are_said_before() -> None:
    admin = make_actor(Role.ADMIN)
    person, _task, presence = leaving_person(admin)
    address = reverse("team:goodbye", args=[person.public_id])
    renamed = signed_in(admin).get(address).content.decode()
    Presence.objects.filter(pk=presence.pk).update(who="Frau B. vom Tresen")

    stays = signed_in(admin).get(address).content.decode()

    assert "steht dort weiter" not in renamed
    assert "steht dort weiter „Frau B. vom Tresen“, bis jemand es ändert." in stays


def test_everything_goes_to_the_successor_and_the_roles_and_sign_ins_end_at_once() -> None:
    admin = make_actor(Role.ADMIN)
    person, task, presence = leaving_person(admin)
    successor = make_person(Role.MODERATION, town=admin.town, name="Kommt Neu")
    theirs = Client()
    theirs.force_login(person)
    before = theirs.get("/werkstatt/heute/").status_code
    address = reverse("team:goodbye", args=[person.public_id])
    page = signed_in(admin).get(address).content.decode()

    answer = signed_in(admin).post(address, {"all": successor.public_id})

    task.refresh_from_db()
    presence.refresh_from_db()
    person.refresh_from_db()
    letter = Letter.objects.get(recipient=successor.email)
    assert ("Anrufen" in page, "Alt" in page, "15:00–17:00" in page) == (True, False, True)
    assert answer["Location"] == reverse("team:team")
    assert (task.owner_person, presence.person, presence.who) == (successor, successor, "Kommt Neu")
    assert (before, theirs.get("/werkstatt/heute/").status_code) == (200, 302)
    assert (person.is_active, person.roles.count(), person.sign_ins.count()) == (False, 0, 0)
    assert (ReminderStop.objects.count(), open_duties(person=person, by=admin)) == (0, [])
    assert PersonalLink.objects.get(purpose="talks_calendar").revoked_at is not None
    assert ("Geht Bald" in letter.body, "Aufgabe: Anrufen" in letter.body) == (True, True)
    assert AuditEntry.objects.filter(event="person.left").count() == 1
    assert list(of_town(Person, admin.town).filter(pk=person.pk)) == [
        person
    ]  # who asks is answered


def test_one_by_one_a_task_may_stand_free_and_the_admin_gets_no_mail() -> None:
    admin = make_actor(Role.ADMIN)
    person, task, presence = leaving_person(admin)
    assert admin.person is not None
    form = {"duty-0": admin.person.public_id, "duty-1": "niemand"}

    signed_in(admin).post(reverse("team:goodbye", args=[person.public_id]), form)

    task.refresh_from_db()
    presence.refresh_from_db()
    assert (task.is_free, presence.person) == (True, admin.person)
    assert Letter.objects.count() == 0


def test_who_has_no_fitting_role_cannot_take_and_nothing_changes() -> None:
    admin = make_actor(Role.ADMIN)
    person, task, _presence = leaving_person(admin)
    treasurer = make_person(Role.TREASURER, town=admin.town, name="Die Kasse")
    browser, address = signed_in(admin), reverse("team:goodbye", args=[person.public_id])

    refused = browser.post(address, {"all": treasurer.public_id})
    unchosen = browser.post(address, {})

    task.refresh_from_db()
    assert (refused.status_code, unchosen.status_code) == (422, 422)
    assert "Die Kasse hat dafür keine Rolle." in refused.content.decode()
    assert (task.owner_person, person.roles.count()) == (person, 1)


def test_a_duty_that_came_meanwhile_is_asked_for_and_nothing_is_half_done() -> None:
    admin = make_actor(Role.ADMIN)
    person, _task, _presence = leaving_person(admin)

    with pytest.raises(SuccessorMissing):
        leave(person=person, by=admin, at=timezone.now(), successors={})

    assert person.roles.count() == 1


def test_who_works_in_another_town_keeps_the_account() -> None:
    admin = make_actor(Role.ADMIN)
    person = make_person(Role.LOTSE, town=admin.town)
    person.roles.create(town=make_town(), role=Role.EDITOR)

    leave(person=person, by=admin, at=timezone.now(), successors={})

    person.refresh_from_db()
    assert (person.is_active, list(person.roles.values_list("role", flat=True))) == (
        True,
        ["editor"],
    )


def test_nobody_says_goodbye_to_themselves() -> None:
    admin = make_actor(Role.ADMIN)
    assert admin.person is not None

    client, own = signed_in(admin), reverse("team:colleague", args=[admin.person.public_id])

    answers = [
        ask(reverse("team:goodbye", args=[admin.person.public_id]))
        for ask in (client.get, client.post)
    ]
    page = client.get(own).content.decode()

    assert [answer["Location"] for answer in answers] == [f"{own}#abschied"] * 2
    assert admin.person.roles.count() == 1
    assert "Bitte machen Sie zuerst jemand anderen zum Admin" in page
    assert (
        f'href="{reverse("team:team")}"><span class="kern-label">Jemanden zum Admin machen' in page
    )


def test_an_admin_who_leaves_reads_who_says_goodbye() -> None:
    admin = make_actor(Role.ADMIN)
    assert admin.person is not None
    make_person(Role.ADMIN, town=admin.town, name="Zweite Admin")
    make_person(Role.LOTSE, town=admin.town, name="Lotsin")

    page = signed_in(admin).get(reverse("team:colleague", args=[admin.person.public_id]))

    assert "Das macht ein Admin mit Ihnen: Zweite Admin." in page.content.decode()
