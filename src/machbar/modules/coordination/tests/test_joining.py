"""Asking to join a group (F09): without an account, once, kept from strangers, answered with yes or a reason."""

import re

import pytest
from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.coordination.exceptions import AlreadyDecided, ReasonMissing
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.services import confirm_member, decline_member
from machbar.modules.coordination.tests.builders import (
    MORNING,
    link_in,
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
