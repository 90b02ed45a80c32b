"""Asking to join a group (F09): without an account, once, kept from strangers, answered with yes or a reason."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import verify_chain
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.coordination.exceptions import AlreadyDecided, ReasonMissing
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
    make_member,
    make_project,
    make_request,
    make_task,
    make_token,
)
from machbar.modules.projects.models import Project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
ANNA = {"name": "Anna Muster", "contact": "anna@example.invalid"}


def form_page(project: Project) -> str:
    return f"/projekte/{project.public_id}/mitmachen/"


def link_in(letter: Letter) -> str:
    [path] = re.findall(r"/gruppe/[\w-]+/", letter.body)[:1]
    return str(path)


def test_somebody_asks_without_an_account_and_gets_a_page_of_their_own(client: Client) -> None:
    project = make_project(make_town())
    task = make_task(project, is_public=True)

    page = client.post(
        form_page(project),
        {**ANNA, "wishes": [task.public_id], "offer": "Schweißen", "shows_first_name": "on"},
        follow=True,
    )

    member = Member.objects.get()
    assert (member.state, member.name, member.contact_kind, member.shows_first_name) == (
        "asked",
        "Anna Muster",
        "mail",
        True,
    )
    assert (member.wants_reminders, list(member.wishes.all())) == (False, [task])
    assert "Danke! Das ist angekommen." in page.content.decode()
    assert Letter.objects.count() == 0  # nobody writes to an address that nobody has confirmed


def test_the_same_form_sent_twice_gives_one_request_and_two_working_links(client: Client) -> None:
    project = make_project(make_town())
    form = {**ANNA, "form_key": new_form_key()}

    pages = [client.post(form_page(project), form, follow=True) for _click in range(2)]

    assert Member.objects.count() == 1
    assert [page.status_code for page in pages] == [200, 200]


def test_the_form_of_an_answered_request_opens_no_second_door(client: Client) -> None:
    project = make_project(make_town())
    form = {**ANNA, "form_key": new_form_key()}
    client.post(form_page(project), form)
    confirm_member(
        member=Member.objects.get(), by=make_actor(Role.LOTSE, town=project.town), at=MORNING
    )

    page = client.post(form_page(project), form)

    assert page.status_code == 422
    assert "Ihre Anfrage ist schon beantwortet." in page.content.decode()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Client) -> None:
    project = make_project(make_town())

    page = client.post(form_page(project), {"name": "Anna", "contact": "anna@", "offer": "Löten"})

    content = page.content.decode()
    assert page.status_code == 422
    assert "In der E-Mail-Adresse fehlt etwas" in content
    assert 'value="anna@"' in content
    assert "Löten" in content
    assert Member.objects.count() == 0


def test_a_program_that_fills_every_field_is_marked_and_never_answered_by_mail(
    client: Client,
) -> None:
    project = make_project(make_town())
    client.post(form_page(project), {**ANNA, "homepage": "https://spam.invalid"})
    member = Member.objects.get()

    decline_member(
        member=member, by=make_actor(Role.LOTSE, town=project.town), at=MORNING, reason="Werbung"
    )

    assert member.is_suspicious
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("stage", ["closed", "failed"])
def test_nobody_joins_what_is_over(client: Client, stage: str) -> None:
    project = make_project(make_town())
    Project.objects.filter(pk=project.pk).update(stage=stage)

    assert client.get(form_page(project)).status_code == 404
    assert "Wer macht mit?" not in client.get(f"/projekte/{project.public_id}/").content.decode()


def test_only_free_public_tasks_are_offered_and_one_can_be_chosen_in_advance(
    client: Client,
) -> None:
    project = make_project(make_town())
    free = make_task(project, title="Frei", is_public=True)
    make_task(project, title="Intern")
    make_task(project, title="Vergeben", is_public=True, owner=make_member(project))

    content = client.get(form_page(project), {"aufgabe": free.public_id}).content.decode()

    assert "Frei (eine halbe Stunde)" in content
    assert "Intern" not in content
    assert "Vergeben" not in content
    assert re.search(rf'value="{free.public_id}"[^>]*checked', content)


def test_yes_brings_a_new_link_by_mail_the_wished_tasks_and_ends_the_first_link(
    client: Client,
) -> None:
    project = make_project(make_town())
    task = make_task(project, is_public=True)
    first = client.post(form_page(project), {**ANNA, "wishes": [task.public_id]})["Location"]
    member = Member.objects.get()

    confirm_member(member=member, by=make_actor(Role.LOTSE, town=project.town), at=MORNING)

    letter = Letter.objects.get()
    task.refresh_from_db()
    assert (letter.recipient, letter.subject) == (
        "anna@example.invalid",
        "Sie sind dabei: Fahrradwerkstatt",
    )
    assert "Erinnerungen per E-Mail kommen nicht" in letter.body
    assert client.get(first).status_code == 404
    assert client.get(link_in(letter)).status_code == 200
    assert task.owner_member == member
    with pytest.raises(AlreadyDecided):
        confirm_member(member=member, by=make_actor(Role.LOTSE, town=project.town), at=MORNING)


def test_a_wished_task_that_is_taken_meanwhile_does_not_hold_up_the_welcome(client: Client) -> None:
    project = make_project(make_town())
    task = make_task(project, is_public=True)
    client.post(form_page(project), {**ANNA, "wishes": [task.public_id]})
    member = Member.objects.get()
    faster = make_member(project, contact="b@example.invalid")
    Task.objects.filter(pk=task.pk).update(owner_member=faster, owned_since=MORNING)

    confirm_member(member=member, by=make_actor(Role.LOTSE, town=project.town), at=MORNING)

    task.refresh_from_db()
    assert task.owner_member == faster
    assert Member.objects.get(pk=member.pk).is_active


def test_who_left_a_phone_number_keeps_the_first_link(client: Client) -> None:
    project = make_project(make_town())
    first = client.post(form_page(project), {"name": "Bernd", "contact": "05353 12345"})["Location"]

    confirm_member(
        member=Member.objects.get(), by=make_actor(Role.LOTSE, town=project.town), at=MORNING
    )

    assert Letter.objects.count() == 0
    assert "Gerade ist nichts zu tun." in client.get(first).content.decode()


def test_no_needs_a_reason_which_the_person_reads_in_the_mail_and_on_the_page(
    client: Client,
) -> None:
    project = make_project(make_town())
    member = make_request(project)
    lotse = make_actor(Role.LOTSE, town=project.town)
    token = make_token(member)

    with pytest.raises(ReasonMissing):
        decline_member(member=member, by=lotse, at=MORNING, reason=" ")
    decline_member(member=member, by=lotse, at=MORNING, reason="Die Gruppe ist voll.")

    assert "Die Gruppe ist voll." in Letter.objects.get().body
    assert "Die Gruppe ist voll." in client.get(f"/gruppe/{token}/").content.decode()
    with pytest.raises(AlreadyDecided):
        decline_member(member=member, by=lotse, at=MORNING, reason="Noch einmal.")


def test_the_lotse_answers_on_the_page_and_a_no_without_a_reason_is_refused(client: Client) -> None:
    project = make_project(make_town())
    yes, no = make_request(project), make_request(project, contact="0531 12345")
    client.force_login(make_person(Role.LOTSE, town=project.town), backend=BACKEND)
    group = f"/werkstatt/projekte/{project.public_id}/gruppe/"

    listed = client.get(group).content.decode()
    refused = client.post(f"{group}{no.public_id}/entscheiden/", {"is_yes": "no"})
    said_yes = client.post(f"{group}{yes.public_id}/entscheiden/", {"is_yes": "yes"}, follow=True)
    said_no = client.post(
        f"{group}{no.public_id}/entscheiden/", {"is_yes": "no", "reason": "Voll."}, follow=True
    )
    twice = client.post(f"{group}{yes.public_id}/entscheiden/", {"is_yes": "yes"})

    assert "2 Menschen möchten mitmachen" in listed
    assert refused.status_code == 422
    assert "Bitte schreiben Sie, warum." in refused.content.decode()
    assert "Beantwortet. Die E-Mail ist unterwegs." in said_yes.content.decode()
    assert "Der Anruf steht jetzt unter „Anrufen“." in said_no.content.decode()
    assert twice.status_code == 422
    assert list(Member.objects.order_by("pk").values_list("state", flat=True)) == [
        "active",
        "declined",
    ]


def test_the_lead_answers_by_link_and_a_member_does_not_even_see_the_request(
    client: Client,
) -> None:
    project = make_project(make_town())
    lead = f"/gruppe/{make_token(make_member(project, leads=True))}/"
    member = f"/gruppe/{make_token(make_member(project, contact='b@example.invalid'))}/"
    asking = make_request(project, name="Carla Neu", contact="c@example.invalid")
    answer = f"anfragen/{asking.public_id}/"

    unseen = client.get(member).content.decode()
    seen = client.get(lead).content.decode()
    statuses = [
        client.post(f"{member}{answer}", {"is_yes": "yes"}).status_code,
        client.post(f"{lead}{answer}", {"is_yes": "no"}).status_code,
        client.post(f"{lead}{answer}", {"is_yes": "yes"}).status_code,
        client.post(f"{lead}{answer}", {"is_yes": "yes"}).status_code,
    ]

    assert "Carla" not in unseen
    assert "c@example.invalid" in seen
    assert statuses == [404, 422, 302, 404]
    entry = project.town.audit_entries.filter(event="group.confirmed").latest("sequence")
    assert entry.actor.startswith("link:")


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
