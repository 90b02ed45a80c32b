"""Requests to join and diary entries as parts of the moderation queue."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.coordination.models import DiaryEntry
from machbar.modules.coordination.services import Author, EntryText, ask_to_join, write_entry
from machbar.modules.coordination.tests.builders import make_member, make_project, make_request
from machbar.modules.coordination.views.queueing import queue
from machbar.modules.projects.services import create_project, publish_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
QUEUE = "/werkstatt/gespraeche/durchsehen/"
MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)


def test_requests_to_join_a_group_stand_in_the_same_line(
    client: Client,
) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=MORNING, title="Werkstatt")
    publish_project(project=project, by=house, at=MORNING)
    members = [
        ask_to_join(
            project=project,
            by=house,
            at=MORNING + timedelta(minutes=number),
            form_key=name,
            name=f"{name} Muster",
            contact="0531 12345",
        ).member
        for number, name in enumerate(("Anna", "Bernd"))
    ]
    page = client.get(QUEUE).content.decode()
    assert "Anna Muster" in page
    address = "/werkstatt/projekte/{}/gruppe/{}/entscheiden/"
    form = {"zurueck": "durchsehen", "is_yes": "no"}
    no = address.format(project.public_id, members[0].public_id)
    yes = address.format(project.public_id, members[1].public_id)

    refused = client.post(no, {**form, "reason": ""})
    declined = client.post(no, {**form, "reason": "Gerade voll."}, follow=True)
    welcome = client.post(yes, {**form, "is_yes": "yes"}, follow=True)

    assert refused.status_code == 422
    assert "Anna Muster" in refused.content.decode()
    assert "Bernd Muster" in declined.content.decode()
    assert "Alles ist durchgesehen." in welcome.content.decode()
    states = [type(member).objects.get(pk=member.pk).state for member in members]
    assert states == ["declined", "active"]


def waiting_entry(town: Town, text: str, *, minute: int = 0) -> DiaryEntry:
    """What somebody of a group has written for everybody."""
    project = make_project(town, title=f"Werkstatt {minute}")
    member = make_member(project)
    return write_entry(
        project=project,
        by=Author(actor=Actor(town=town), member=member),
        at=MORNING + timedelta(minutes=minute),
        form_key=f"eintrag-{minute}",
        words=EntryText(on=MORNING.date(), text=text, is_for_all=True),
    )


def deed_of(entry: DiaryEntry) -> str:
    return f"/werkstatt/projekte/{entry.project.public_id}/tagebuch/{entry.public_id}/tat/"


def visibility(entry: DiaryEntry) -> tuple[str, str]:
    found = DiaryEntry.objects.get(pk=entry.pk)
    return found.visibility, found.note


@pytest.mark.parametrize("role", [Role.LOTSE, Role.EDITOR])
def test_a_diary_entry_is_let_out_from_the_queue_and_let_in_again(
    client: Client, role: Role
) -> None:
    town = make_town(host="testserver")
    actor = make_actor(role, town=town)
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)
    entry = waiting_entry(town, "Die Tür ist gestrichen.")
    page = client.get(QUEUE).content.decode()
    assert "Die Tür ist gestrichen." in page

    form = {"zurueck": "durchsehen", "deed": "release", "seen_version": "1"}
    released = client.post(deed_of(entry), form, follow=True)
    after_release = visibility(entry)
    undone = client.post(deed_of(entry), {**form, "deed": "wait"}, follow=True)

    assert "Alles ist durchgesehen." in released.content.decode()
    assert "Rückgängig" in released.content.decode()
    assert after_release == ("public", "")
    assert "Die Tür ist gestrichen." in undone.content.decode()
    assert visibility(entry) == ("waiting", "")


def test_an_entry_stays_inside_with_a_reason_only(client: Client) -> None:
    town = make_town(host="testserver")
    actor = make_actor(Role.LOTSE, town=town)
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)
    entry = waiting_entry(town, "Mit Namen von Nachbarn.")

    form = {"zurueck": "durchsehen", "deed": "keep"}
    refused = client.post(deed_of(entry), {**form, "note": ""})
    kept = client.post(deed_of(entry), {**form, "note": "Bitte ohne Namen."}, follow=True)

    assert (refused.status_code, "Mit Namen von Nachbarn." in refused.content.decode()) == (
        422,
        True,
    )
    assert "Alles ist durchgesehen." in kept.content.decode()
    assert visibility(entry) == ("group", "Bitte ohne Namen.")


def test_what_was_corrected_after_the_look_is_not_let_out(client: Client) -> None:
    town = make_town(host="testserver")
    actor = make_actor(Role.LOTSE, town=town)
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)
    entry = waiting_entry(town, "Erst so.")
    DiaryEntry.objects.filter(pk=entry.pk).update(text="Dann anders.", version=2)

    form = {"zurueck": "durchsehen", "deed": "release", "seen_version": "1"}
    answer = client.post(deed_of(entry), form)

    page = answer.content.decode()
    assert (answer.status_code, "Dann anders." in page) == (422, True)
    assert "hat den Eintrag inzwischen berichtigt" in page
    assert visibility(entry) == ("waiting", "")


def test_the_oldest_of_both_kinds_comes_first_and_skipped_ones_do_not_come() -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    late = waiting_entry(town, "Später.", minute=5)
    project = make_project(town, title="Chor")
    asking = make_request(project, name="Anna Muster", at=MORNING + timedelta(minutes=1))

    def keys(*skipped: str) -> list[str]:
        part = queue(lotse, frozenset(skipped), 5)
        assert part is not None
        assert part.total == len(part.items)
        return [item.key for item in part.items]

    request, entry = (
        f"coordination:anfrage-{asking.public_id}",
        f"coordination:tagebuch-{late.public_id}",
    )
    assert keys() == [request, entry]
    assert keys(request) == [entry]
    assert keys(entry, "ideas:neu-xy") == [request]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_queue_of_groups_costs_the_same_at_one_and_at_twenty(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    for number in range(rows):
        waiting_entry(town, "Etwas.", minute=number)

    with django_assert_num_queries(1):
        part = queue(lotse, frozenset(), 30)

    assert part is not None
    assert part.total == rows


def test_who_neither_coordinates_nor_writes_has_nothing_to_look_through() -> None:
    assert queue(make_actor(Role.TREASURER), frozenset(), 5) is None


def test_who_may_open_the_queue_finds_it_in_the_menu() -> None:
    town = make_town()
    may_open, led = set(), set()
    for role in Role:
        client = Client()
        client.force_login(make_person(role, town=town), backend=BACKEND)
        today = client.get("/werkstatt/heute/").content.decode()
        may_open |= {role} if client.get(QUEUE).status_code == 200 else set()
        led |= {role} if 'href="/werkstatt/gespraeche/' in today else set()

    assert {Role.EDITOR, Role.LOTSE, Role.MODERATION, Role.ADMIN} <= may_open
    assert may_open <= led


def test_without_ideas_the_guide_finds_the_queue_in_the_menu(client: Client) -> None:
    town = make_town()
    switch_module(town=town, module="ideas", is_on=False)
    switch_module(town=town, module="meetings", is_on=False)
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    page = client.get("/werkstatt/heute/").content.decode()

    assert f'href="{QUEUE}"' in page
