"""Members of a group (F09): invited, named as they agreed, leaving, with a lost link, forgotten in time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import verify_chain
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.modules.coordination.exceptions import AlreadyDecided
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.services import (
    change_role,
    confirm_member,
    decline_member,
    forget_old_requests,
    invite_member,
    leave_group,
)
from machbar.modules.coordination.tests.builders import (
    MORNING,
    link_in,
    make_member,
    make_project,
    make_request,
    make_task,
    make_token,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def test_the_group_reads_first_names_only_of_those_who_agreed(client: Client) -> None:
    project = make_project(make_town())
    make_member(project, name="Anna Geheim", contact="a@example.invalid", shows_first_name=True)
    make_member(project, name="Bernd Verborgen", contact="b@example.invalid")
    reader = make_member(project, name="Carla", contact="c@example.invalid")

    content = client.get(f"/gruppe/{make_token(reader)}/").content.decode()

    assert "Anna" in content
    for hidden in ("Geheim", "Bernd", "Verborgen", "example.invalid"):
        assert hidden not in content
    assert "und ein Mensch mehr" in content


def test_an_invitation_is_accepted_with_choices_and_only_then_somebody_belongs(
    client: Client,
) -> None:
    project = make_project(make_town())
    lotse = make_actor(Role.LOTSE, town=project.town)

    def invite(key: str) -> Member:
        return invite_member(
            project=project, by=lotse, at=MORNING, form_key=key, name="Bernd", address="b@x.invalid"
        )

    assert invite("1") == invite("1")
    with pytest.raises(AlreadyDecided):
        invite("2")
    letter = Letter.objects.get()
    link = link_in(letter)
    before = client.post(f"{link}brief/", {"subject": "S", "text": "T"}).status_code
    page = client.post(f"{link}annehmen/", {"shows_first_name": "on"}, follow=True)
    client.post(f"{link}annehmen/", {})

    member = Member.objects.get()
    assert "Machen Sie mit?" in letter.subject
    assert before == 404
    assert "Schön, dass Sie dabei sind." in page.content.decode()
    assert (member.state, member.shows_first_name, member.wants_reminders) == (
        "active",
        True,
        False,
    )


def test_who_says_no_to_an_invitation_is_forgotten_at_once(client: Client) -> None:
    project = make_project(make_town(), is_public=False)
    lotse = make_actor(Role.LOTSE, town=project.town)
    invite_member(
        project=project, by=lotse, at=MORNING, form_key="1", name="Bernd", address="b@x.invalid"
    )
    link = link_in(Letter.objects.get())

    page = client.post(f"{link}verlassen/")

    member = Member.objects.get()
    assert (page["Location"], member.state, member.name, member.contact) == ("/", "left", "", "")
    assert client.get(link).status_code == 404


def test_leaving_ends_the_link_frees_the_tasks_and_deletes_name_and_contact(client: Client) -> None:
    project = make_project(make_town())
    member = make_member(project, leads=True, shows_first_name=True)
    open_task, done_task = make_task(project, owner=member), make_task(project, owner=member)
    Task.objects.filter(pk=done_task.pk).update(state="done", ended_at=MORNING)
    link = f"/gruppe/{make_token(member)}/"

    looked = client.get(f"{link}verlassen/").status_code
    client.post(f"{link}verlassen/")

    gone = Member.objects.get(pk=member.pk)
    open_task.refresh_from_db()
    done_task.refresh_from_db()
    assert looked == 405
    assert (gone.state, gone.role, gone.name, gone.contact, gone.offer) == (
        "left",
        "member",
        "",
        "",
        "",
    )
    assert (open_task.is_free, done_task.owner_member) == (True, gone)
    assert client.get(link).status_code == 404
    leave_group(member=gone, by=Actor(town=project.town), at=MORNING)
    assert project.town.audit_entries.filter(event="group.left").count() == 1
    assert verify_chain(project.town).broken_at is None


def test_consents_are_noted_in_the_trail_and_a_saved_page_without_a_change_is_not(
    client: Client,
) -> None:
    project = make_project(make_town())
    link = f"/gruppe/{make_token(make_member(project))}/"

    for _click in range(2):
        client.post(f"{link}angaben/", {"shows_first_name": "on", "wants_reminders": "on"})

    entries = project.town.audit_entries.filter(event="group.choices_changed")
    assert [entry.payload.content for entry in entries.select_related("payload")] == [
        f'{{"first_name": true, "project": "{project.public_id}", "reminders": true}}'
    ]


def test_a_lost_link_is_mailed_anew_and_the_lost_one_ends(client: Client) -> None:
    project = make_project(make_town())
    member = make_member(project)
    by_phone = make_member(project, contact="0531 12345")
    lost = f"/gruppe/{make_token(member)}/"
    client.force_login(make_person(Role.LOTSE, town=project.town), backend=BACKEND)
    group = f"/werkstatt/projekte/{project.public_id}/gruppe/"

    client.post(f"{group}{member.public_id}/link/")
    page = client.post(f"{group}{by_phone.public_id}/link/", follow=True)

    assert client.get(lost).status_code == 404
    assert client.get(link_in(Letter.objects.latest("pk"))).status_code == 200
    assert "nur Mitglieder mit E-Mail-Adresse" in page.content.decode()


def test_after_thirty_days_declined_requests_and_silent_invitations_are_forgotten() -> None:
    project = make_project(make_town())
    lotse = make_actor(Role.LOTSE, town=project.town)
    declined = make_request(project)
    decline_member(member=declined, by=lotse, at=MORNING, reason="Voll.")
    invite_member(
        project=project, by=lotse, at=MORNING, form_key="1", name="Bernd", address="b@x.invalid"
    )
    waiting = make_request(project, name="Wartet noch")

    forget_old_requests(town=project.town, at=MORNING + timedelta(days=30))
    kept = Member.objects.exclude(name="").count()
    forget_old_requests(town=project.town, at=MORNING + timedelta(days=30, seconds=1))

    assert kept == 3
    assert list(Member.objects.exclude(name="")) == [waiting]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "boss"},
        {"state": "declined", "ended_at": MORNING},
        {"state": "left", "ended_at": MORNING},
        {"state": "active"},
        {"role": "lead"},
        {"ended_at": MORNING},
    ],
)
def test_the_database_refuses_what_no_request_may_be(wrong: dict[str, object]) -> None:
    member = make_request(make_project(make_town()))

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(**wrong)


def test_an_address_joins_a_group_once() -> None:
    project = make_project(make_town())
    lotse = make_actor(Role.LOTSE, town=project.town)
    make_member(project)
    again = make_request(project)

    with pytest.raises(AlreadyDecided):
        confirm_member(member=again, by=lotse, at=MORNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=again.pk).update(state="active", joined_at=MORNING)


def test_a_role_is_changed_once_and_noted() -> None:
    project = make_project(make_town())
    lotse = make_actor(Role.LOTSE, town=project.town)
    member = make_member(project)

    for _click in range(2):
        change_role(member=member, by=lotse, role=Member.Role.LEAD)

    assert project.town.audit_entries.filter(event="group.role_changed").count() == 1
