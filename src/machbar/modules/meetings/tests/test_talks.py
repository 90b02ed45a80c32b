"""Talks: noted once, found and read by the right people, about what is there and what is gone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.meetings.models import Talk
from machbar.modules.meetings.selectors import IDEA, Subject, talks_visible_to
from machbar.modules.meetings.services import change_talk, delete_talk, finish_next_step
from machbar.modules.meetings.services.talks import TalkNote
from machbar.modules.meetings.tests.builders import (
    MORNING,
    TODAY,
    make_idea,
    make_project,
    make_talk,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
NOTE = "/tresen/gespraech/"
LIST = "/werkstatt/gespraeche/notizen/"


def sign_in(client: Client, town: Town, role: Role) -> None:
    client.force_login(make_person(role, town=town), backend=BACKEND)


def answers(**fields: str) -> dict[str, str]:
    return {
        "quarters": "2",
        "said": "Über die Werkstatt",
        "held_on": timezone.localdate().isoformat(),
        **fields,
    }


@pytest.mark.parametrize("role", list(Role))
def test_private_notes_are_read_by_three_roles_only(client: Client, role: Role) -> None:
    town = make_town()
    talk = make_talk(
        town,
        by=make_actor(Role.LOTSE, town=town),
        project=make_project(town),
        private_note="unter-uns",
        with_whom="Herr Namenlos",
    )
    sign_in(client, town, role)

    pages = [
        client.get(page).content.decode()
        for page in (
            LIST,
            f"{LIST}{talk.public_id}/",
            f"/werkstatt/projekte/{talk.project.public_id if talk.project else ''}/",
            "/suche/?q=unter-uns",
        )
    ]

    may = role in {Role.LOTSE, Role.MODERATION, Role.ADMIN}
    assert [("unter-uns</" in page, "Namenlos" in page) for page in pages[:3]] == [
        (False, may),
        (may, may),
        (False, may),
    ]
    assert all("Über die Werkstatt" in page for page in pages[:3])
    assert LIST + talk.public_id not in pages[3]


def test_talks_about_ideas_are_read_by_who_holds_talks() -> None:
    town = make_town()
    make_talk(town, about=Subject(kind=IDEA, object_id=make_idea(town).pk))
    make_talk(town)
    make_talk(town, project=make_project(town))

    counts = {
        role: talks_visible_to(make_actor(role, town=town)).count()
        for role in (Role.LOTSE, Role.EDITOR, Role.ADMINISTRATION)
    }

    assert counts == {Role.LOTSE: 3, Role.EDITOR: 1, Role.ADMINISTRATION: 1}
    assert talks_visible_to(make_actor(town=town)).count() == 0
    assert talks_visible_to(make_actor(Role.LOTSE)).count() == 0


def test_the_index_holds_no_private_note_and_nobody_with_whom() -> None:
    town = make_town()
    talk = make_talk(
        town,
        by=make_actor(Role.LOTSE, town=town),
        private_note="Vertrauliches",
        with_whom="Namenlos",
        next_step="Anrufen",
    )

    [entry] = SearchEntry.objects.filter(kind="gespraeche", object_id=talk.pk)

    assert (entry.title, entry.audience) == ("Über die Werkstatt gesprochen", 1)
    assert "anruf" in entry.terms
    assert "vertraulich" not in entry.terms
    assert "namenlos" not in entry.terms


def test_a_talk_is_noted_and_the_next_form_knows_the_initials(client: Client) -> None:
    town = make_town()
    sign_in(client, town, Role.LOTSE)

    answer = client.post(NOTE, answers(initials="AB", private_note="leise"))

    talk = Talk.objects.get()
    assert answer["Location"] == LIST
    assert (talk.quarters, talk.initials, talk.private_note) == (2, "AB", "leise")
    assert 'value="AB"' in client.get(NOTE).content.decode()


def test_the_tablet_notes_and_reads_nothing(client: Client) -> None:
    town = make_town()
    make_talk(town, project=make_project(town, title="Geheimprojekt"))
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN

    page = client.get(NOTE).content.decode()
    client.post(NOTE, answers(private_note="bleibt nicht"))

    assert "Geheimprojekt" not in page
    assert "private_note" not in page
    assert Talk.objects.latest("pk").private_note == ""
    assert client.get(LIST).status_code == 302


def test_the_tablet_finds_the_form_in_its_menu_and_back_to_the_counter(client: Client) -> None:
    make_device(town=make_town())

    as_guest = client.get("/ideen/").content.decode()
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    counter = client.get("/tresen/").content.decode()
    note = client.get(NOTE).content.decode()

    assert NOTE not in as_guest
    assert "Gespräch notieren" in counter.partition(f'href="{NOTE}"')[2].partition("</a>")[0]
    assert "Tresen" in note.partition('href="/tresen/"')[2].partition("</a>")[0]


def test_what_it_is_about_is_searched_for_and_chosen_without_a_script(client: Client) -> None:
    town = make_town()
    idea = make_idea(town, text="Fahrradwerkstatt am Bahnhof")
    project = make_project(town, title="Fahrradwerkstatt")
    sign_in(client, town, Role.LOTSE)

    asked = client.post(NOTE, answers(about="Fahrradwerkstatt", with_whom="Anna"))
    page = asked.content.decode()

    assert asked.status_code == 422
    assert f'value="ideas.idea-{idea.pk}"' in page
    assert f'value="projects.project-{project.pk}"' in page
    assert 'value="Anna"' in page
    chosen = answers(
        about="Fahrradwerkstatt", asked="Fahrradwerkstatt", subject=f"ideas.idea-{idea.pk}"
    )
    assert client.post(NOTE, chosen).status_code == 302
    talk = Talk.objects.get()
    assert (talk.subject_kind, talk.subject_id, talk.project) == (IDEA, idea.pk, None)


def test_a_number_finds_its_idea_and_a_word_nobody_used_finds_nothing(client: Client) -> None:
    town = make_town()
    idea = make_idea(town)
    sign_in(client, town, Role.LOTSE)

    by_number = client.post(NOTE, answers(about=idea.number)).content.decode()
    nothing = client.post(NOTE, answers(about="Unterseeboot"))

    assert f'value="ideas.idea-{idea.pk}"' in by_number
    assert "Nichts gefunden" in nothing.content.decode()
    assert not Talk.objects.exists()


def test_nobody_notes_a_talk_about_something_of_another_town(client: Client) -> None:
    town = make_town(host="a.example.org")
    theirs = make_idea(make_town(host="b.example.org"))
    sign_in(client, town, Role.LOTSE)

    form = answers(subject=f"ideas.idea-{theirs.pk}")
    answer = client.post(NOTE, form, headers={"host": "a.example.org"})

    assert answer.status_code in {302, 422}
    assert not Talk.objects.exclude(subject_kind="").exists()


def test_a_talk_outlives_its_idea(client: Client) -> None:
    town = make_town()
    idea = make_idea(town)
    talk = make_talk(town, about=Subject(kind=IDEA, object_id=idea.pk))
    sign_in(client, town, Role.LOTSE)
    SearchEntry.objects.filter(kind="ideen").delete()
    idea.delete()

    assert "nicht mehr gibt" in client.get(f"{LIST}{talk.public_id}/").content.decode()
    assert client.get(LIST).status_code == 200


def test_the_same_form_twice_notes_one_talk(client: Client) -> None:
    town = make_town()
    sign_in(client, town, Role.LOTSE)
    key = client.get(NOTE).context["form"]["form_key"].value()

    for _ in range(2):
        client.post(NOTE, answers(form_key=key))

    assert Talk.objects.count() == 1


def test_a_changed_next_step_is_open_again_and_done_is_done_once() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    talk = make_talk(town, by=lotse, next_step="Anrufen", next_step_on=TODAY)

    finish_next_step(talk=talk, by=lotse, at=MORNING)
    finish_next_step(talk=talk, by=lotse, at=MORNING + timedelta(days=1))
    talk.refresh_from_db()
    assert talk.next_step_done_at == MORNING

    note = TalkNote(held_on=TODAY, quarters=3, said="Neu", next_step="Schreiben")
    change_talk(talk=talk, by=lotse, note=note)
    talk.refresh_from_db()
    assert (talk.quarters, talk.has_open_step, talk.next_step_on) == (3, True, None)


def test_a_deleted_talk_leaves_search_too() -> None:
    talk = make_talk(make_town())

    delete_talk(talk=talk, by=make_actor(Role.LOTSE, town=talk.town))

    assert not Talk.objects.exists()
    assert not SearchEntry.objects.filter(kind="gespraeche").exists()


def test_a_day_to_come_and_a_day_without_a_step_are_named(client: Client) -> None:
    town = make_town()
    sign_in(client, town, Role.LOTSE)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    future = client.post(NOTE, answers(held_on=tomorrow)).content.decode()
    no_step = client.post(NOTE, answers(next_step_on=tomorrow)).content.decode()

    assert "Dieser Tag kommt erst noch." in future
    assert "was bis dahin zu tun ist" in no_step


def test_hours_by_project_and_month_as_page_and_as_a_file_for_excel(client: Client) -> None:
    town = make_town()
    project = make_project(town, title="=Werkstatt")
    make_talk(town, held_on=date(2026, 11, 3), quarters=6, project=project)
    make_talk(town, held_on=date(2026, 12, 3), quarters=1)
    make_talk(town, held_on=date(2025, 1, 1), quarters=40)
    sign_in(client, town, Role.ADMINISTRATION)

    page = client.get("/werkstatt/gespraeche/stunden/?jahr=2026").content.decode()
    answer = client.get("/werkstatt/gespraeche/stunden.csv?jahr=2026")

    assert "1,75 Stunden" in page
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert lines[1] == "'=Werkstatt;0;0;0;0;0;0;0;0;0;0;1,5;0;1,5"
    assert lines[2] == "Ohne Projekt;0;0;0;0;0;0;0;0;0;0;0;0,25;0,25"
    assert lines[3] == "Summe;0;0;0;0;0;0;0;0;0;0;1,5;0,25;1,75"


def test_switched_off_there_is_no_trace(client: Client) -> None:
    town = make_town()
    project = make_project(town)
    make_talk(town, project=project)
    sign_in(client, town, Role.LOTSE)
    switch_module(town=town, module="meetings", is_on=False)

    assert [client.get(page).status_code for page in ("/termine/", LIST, NOTE)] == [404] * 3
    page = client.get(f"/werkstatt/projekte/{project.public_id}/").content.decode()
    assert "Gespräch notieren" not in page
