"""The pages of the diary: read, written with a picture, mended, released, and what they cost (F41)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.coordination.models import DiaryEntry
from machbar.modules.coordination.tests.builders import TODAY, make_member, make_project, make_token
from machbar.modules.coordination.tests.diaries import (
    ENTRY,
    events,
    is_shown,
    make_entry,
    signed_in,
    upload,
)

pytestmark = pytest.mark.django_db


def test_the_public_diary_shows_what_is_public_page_by_page(client: Client) -> None:
    project = make_project(make_town(host="testserver"))
    for number in range(12):
        make_entry(project, text=f"Tag-{number:02d}", on=TODAY - timedelta(days=number))
    make_entry(project, text="Nur-innen", is_for_all=False)
    address = f"/projekte/{project.public_id}/tagebuch/"

    first = client.get(address).content.decode()
    key = first.split("?ab=")[1].split('"')[0]
    second = client.get(f"{address}?ab={key}").content.decode()

    assert [f"Tag-{n:02d}" in first for n in range(12)] == [True] * 10 + [False] * 2
    assert [f"Tag-{n:02d}" in second for n in range(12)] == [False] * 10 + [True] * 2
    assert ("Nur-innen" in first + second, "Frühere Einträge" in second) == (False, False)
    assert "Tag-00" in client.get(f"{address}?ab=gibt-es-nicht").content.decode()


def test_the_team_writes_with_a_picture_and_a_double_click_writes_once(client: Client) -> None:
    project = make_project(make_town(host="testserver"))
    signed_in(client, make_actor(Role.LOTSE, town=project.town))
    address = f"/werkstatt/projekte/{project.public_id}/tagebuch/"
    key = client.get(address).context["form"]["form_key"].value()
    form: dict[str, Any] = {
        **ENTRY,
        "form_key": key,
        "is_for_all": "on",
        "helpers": "3",
        "quarter_hours": "1,5",
        "photo_alt": "Ein Rad im Ständer",
        "photo_credit": "Nachbarschaft",
        "photo_consent": "said",
    }

    for _click in range(2):
        answer = client.post(address, form | {"photo": upload()})
        assert answer.status_code == 302

    entry = DiaryEntry.objects.get()
    assert (entry.on, entry.text, entry.visibility, entry.quarters) == (
        date(2026, 11, 20),
        "Der Ständer steht.",
        "public",
        18,
    )
    assert is_shown(entry) == [True]
    page = client.get(f"/projekte/{project.public_id}/").content.decode()
    assert "Der Ständer steht." in page
    assert "3 Menschen haben je 1,5 Stunden geholfen" in page
    assert "Bild: Nachbarschaft" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": ""}, "Bitte nennen Sie einen Tag."),
        ({"on": "2999-01-01"}, "Dieser Tag kommt erst noch."),
        ({"text": " "}, "Bitte schreiben Sie, was passiert ist."),
        ({"helpers": "3"}, "Bitte sagen Sie, wie viele Stunden"),
        ({"quarter_hours": "2"}, "Bitte sagen Sie, wie viele mitgeholfen haben."),
        ({"helpers": "3", "quarter_hours": "1,3"}, "in Vierteln"),
    ],
)
def test_a_wrong_entry_is_refused_in_one_sentence_and_nothing_typed_is_lost(
    client: Client, wrong: dict[str, str], sentence: str
) -> None:
    project = make_project(make_town(host="testserver"))
    signed_in(client, make_actor(Role.LOTSE, town=project.town))

    answer = client.post(
        f"/werkstatt/projekte/{project.public_id}/tagebuch/",
        {"on": "2026-11-20", "text": "Mein Text.", **wrong},
    )

    content = answer.content.decode()
    assert (answer.status_code, sentence in content) == (422, True)
    assert "Mein Text." in content or "text" in wrong
    assert DiaryEntry.objects.count() == 0


def test_a_picture_is_kept_while_something_else_is_mended_and_needs_its_description(
    client: Client,
) -> None:
    project = make_project(make_town(host="testserver"))
    token = make_token(make_member(project))
    address = f"/gruppe/{token}/tagebuch/"
    key = client.get(address).context["form"]["form_key"].value()

    refused = client.post(address, {**ENTRY, "form_key": key, "photo": upload()})
    content = refused.content.decode()
    form = {**ENTRY, "form_key": key, "photo_is_kept": "1"}
    words = {"photo_alt": "Ein Rad", "photo_credit": "Ich", "photo_agreed": "on"}
    accepted = client.post(address, form | words)

    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert "Bitte sagen Sie in einem Satz, was zu sehen ist." in content
    assert "Ihr Bild ist noch da." in content
    row = DiaryEntry.objects.get().pictures.select_related("picture").get()
    assert (row.picture.credit, row.picture.consent_by) == ("Ich", "form")


def test_a_member_writes_the_lead_releases_and_the_member_may_not(client: Client) -> None:
    project = make_project(make_town(host="testserver"))
    lead = make_member(project, contact="l@example.invalid", leads=True)
    member = make_member(project)
    other = make_member(project, contact="o@example.invalid")
    mine, theirs, leads = (make_token(each) for each in (member, other, lead))
    client.post(f"/gruppe/{mine}/tagebuch/", {**ENTRY, "is_for_all": "on"})
    entry = DiaryEntry.objects.get()
    deed = f"tagebuch/{entry.public_id}/tat/"

    assert entry.visibility == "waiting"
    statuses = [
        client.post(f"/gruppe/{mine}/{deed}", {"deed": "release"}).status_code,
        client.post(f"/gruppe/{theirs}/{deed}", {"deed": "remove"}).status_code,
        client.post(f"/gruppe/{leads}/{deed}", {"deed": "keep"}).status_code,
        client.post(f"/gruppe/{leads}/{deed}", {"deed": "release"}).status_code,
        client.post(f"/gruppe/{mine}/{deed}", {"deed": "remove"}).status_code,
    ]

    assert statuses == [404, 404, 422, 302, 302]
    assert DiaryEntry.objects.count() == 0
    assert events() == ["diary.written", "diary.released", "diary.removed"]


def test_a_conflict_shows_both_texts_and_the_second_click_takes_ours(client: Client) -> None:
    project = make_project(make_town(host="testserver"))
    signed_in(client, make_actor(Role.LOTSE, town=project.town))
    entry = make_entry(project)
    DiaryEntry.objects.filter(pk=entry.pk).update(text="Ihrs.", version=2)
    address = f"/werkstatt/projekte/{project.public_id}/tagebuch/{entry.public_id}/"

    refused = client.post(address, {**ENTRY, "text": "Meins.", "seen_version": "1"})
    content = refused.content.decode()
    again = refused.context["form"]["seen_version"].value()
    client.post(address, {**ENTRY, "text": "Meins.", "seen_version": again})

    assert refused.status_code == 422
    assert ("Ihrs." in content, "Meins." in content) == (True, True)
    entry.refresh_from_db()
    assert entry.text == "Meins."


def test_one_picture_is_erased_and_the_entry_stays(client: Client) -> None:
    project = make_project(make_town(host="testserver"))
    signed_in(client, make_actor(Role.LOTSE, town=project.town))
    entry = make_entry(project, shade=1)
    row = entry.pictures.select_related("picture").get()
    base = f"/werkstatt/projekte/{project.public_id}/tagebuch/{entry.public_id}/"
    file = row.picture.files.first()
    assert file is not None
    public = f"/projekte/{project.public_id}/tagebuch/{entry.public_id}/bild/"
    address = f"{public}{row.picture.public_id}/{file.name}"
    assert client.get(address).status_code == 200

    client.post(f"{base}bild/{row.picture.public_id}/loeschen/")

    assert client.get(address).status_code == 404
    assert (Picture.objects.count(), DiaryEntry.objects.count()) == (0, 1)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_pages_cost_the_same_at_one_and_at_twenty_entries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    project = make_project(make_town(host="testserver"))
    for number in range(rows):
        make_entry(project, text=f"Tag {number}", shade=number, helpers=1, quarter_hours=4)
    signed_in(client, make_actor(Role.LOTSE, town=project.town))
    client.get("/")  # the first page after signing in notes the beginning of the session

    for path, queries in (
        (f"/projekte/{project.public_id}/tagebuch/", 9),
        (f"/werkstatt/projekte/{project.public_id}/tagebuch/", 11),
        (f"/projekte/{project.public_id}/", 20),
    ):
        with django_assert_num_queries(queries, info=path):
            client.get(path)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_groups_diary_costs_the_same_at_one_and_at_twenty_entries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    project = make_project(make_town(host="testserver"))
    member = make_member(project, leads=True)
    for number in range(rows):
        make_entry(project, text=f"Tag {number}", member=member, shade=number)
    token = make_token(member)

    with django_assert_num_queries(9):
        client.get(f"/gruppe/{token}/tagebuch/")


def test_a_waiting_entry_stands_on_the_start_page_of_who_may_release_it() -> None:
    from machbar.modules.coordination.day import day_page

    project = make_project(make_town())
    entry = make_entry(project, member=make_member(project))
    part = day_page(make_actor(Role.EDITOR, town=project.town), timezone.localdate())

    assert part is not None
    assert [(str(item.headline), item.url) for item in part.items] == [
        (
            "Ein Tagebucheintrag wartet: Fahrradwerkstatt",
            f"/werkstatt/projekte/{project.public_id}/tagebuch/{entry.public_id}/",
        )
    ]
    assert day_page(make_actor(Role.TREASURER, town=project.town), timezone.localdate()) is None
