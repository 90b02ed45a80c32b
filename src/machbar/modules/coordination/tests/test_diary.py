"""The diary: written by team and group, released, corrected, kept inside, removed; who reads what (F41)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture, photo
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.coordination.exceptions import ChangedMeanwhile, TooMany
from machbar.modules.coordination.models import DiaryEntry, Member
from machbar.modules.coordination.selectors import (
    diary_between,
    diary_visible_to,
    diary_waiting,
    volunteer_quarters,
)
from machbar.modules.coordination.services import (
    MOST_PICTURES,
    Author,
    EntryText,
    NewPicture,
    correct_entry,
    keep_entry_inside,
    release_entry,
    remove_entry,
    write_entry,
)
from machbar.modules.coordination.tests.builders import (
    MORNING,
    TODAY,
    house_of,
    make_member,
    make_project,
    make_token,
)
from machbar.modules.projects.models import Project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

ENTRY = {"on": "2026-11-20", "text": "Der Ständer steht."}


def make_entry(
    project: Project,
    *,
    text: str = "Der Ständer steht.",
    on: date = TODAY,
    is_for_all: bool = True,
    member: Member | None = None,
    key: str = "",
    shade: int | None = None,
    is_agreed: bool = True,
    helpers: int = 0,
    quarter_hours: int = 0,
) -> DiaryEntry:
    """An entry of the team, or of a member; with a picture where a shade is named."""
    picture = None
    if shade is not None:
        picture = NewPicture(
            picture=make_picture(project.town, shade=shade, form_key=f"p{key}{text}{shade}"),
            alt_text="Ein Rad",
            credit="Nachbarschaft",
            consent_text="Ja." if is_agreed else "",
            consent_by="said" if is_agreed else "",
        )
    return write_entry(
        project=project,
        by=Author(actor=house_of(project), member=member, may_release=member is None),
        at=MORNING,
        form_key=key or text,
        words=EntryText(
            on=on,
            text=text,
            is_for_all=is_for_all,
            helpers=helpers,
            quarter_hours=quarter_hours,
        ),
        picture=picture,
    )


def signed_in(client: Client, actor: Actor) -> Client:
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)
    return client


def events() -> list[str]:
    found = AuditEntry.objects.filter(event__startswith="diary.").order_by("sequence")
    return list(found.values_list("event", flat=True))


def is_shown(entry: DiaryEntry) -> list[bool]:
    return [row.picture.is_released for row in entry.pictures.select_related("picture")]


def test_what_the_team_writes_for_all_is_out_at_once_with_the_pictures_that_may_be_shown() -> None:
    project = make_project(make_town())

    agreed = make_entry(project, shade=1)
    not_agreed = make_entry(project, text="Ohne", shade=2, is_agreed=False)
    inside = make_entry(project, text="Innen", shade=3, is_for_all=False)

    assert [each.visibility for each in (agreed, not_agreed, inside)] == [
        "public",
        "public",
        "group",
    ]
    assert [is_shown(each) for each in (agreed, not_agreed, inside)] == [[True], [False], [False]]


def test_what_a_member_writes_for_all_waits_and_waits_again_after_a_correction() -> None:
    project = make_project(make_town())
    member = make_member(project)
    lotse = make_actor(Role.LOTSE, town=project.town)
    entry = make_entry(project, member=member, shade=1)
    assert (entry.visibility, is_shown(entry)) == ("waiting", [False])
    assert list(diary_waiting(lotse)) == [entry]

    release_entry(entry=entry, by=lotse, at=MORNING)
    release_entry(entry=entry, by=lotse, at=MORNING)
    assert (entry.visibility, is_shown(entry)) == ("public", [True])
    correct_entry(
        entry=entry,
        by=Author(actor=house_of(project), member=member),
        at=MORNING,
        seen_version=entry.version,
        words=EntryText(on=TODAY, text="Zwei Ständer stehen.", is_for_all=True),
    )

    assert (entry.visibility, is_shown(entry)) == ("waiting", [False])
    assert events() == ["diary.written", "diary.picture_added", "diary.released", "diary.corrected"]


def test_a_release_of_a_page_that_is_older_than_the_entry_lets_nothing_out() -> None:
    project = make_project(make_town())
    member = make_member(project)
    entry = make_entry(project, member=member)
    seen = DiaryEntry.objects.get(pk=entry.pk)
    correct_entry(
        entry=entry,
        by=Author(actor=house_of(project), member=member),
        at=MORNING,
        seen_version=1,
        words=EntryText(on=TODAY, text="Etwas anderes.", is_for_all=True),
    )

    release_entry(entry=seen, by=house_of(project), at=MORNING)

    entry.refresh_from_db()
    assert entry.visibility == "waiting"


def test_two_who_correct_at_once_do_not_overwrite_each_other() -> None:
    project = make_project(make_town())
    entry = make_entry(project)
    by = Author(actor=house_of(project), may_release=True)
    words = EntryText(on=TODAY, text="Meins.", is_for_all=True)
    correct_entry(entry=entry, by=by, at=MORNING, seen_version=1, words=words)

    with pytest.raises(ChangedMeanwhile):
        correct_entry(
            entry=DiaryEntry.objects.get(pk=entry.pk),
            by=by,
            at=MORNING,
            seen_version=1,
            words=EntryText(on=TODAY, text="Deins.", is_for_all=True),
        )

    entry.refresh_from_db()
    assert entry.text == "Meins."


def test_the_same_form_twice_is_one_entry_and_saving_the_same_again_leaves_no_trace() -> None:
    project = make_project(make_town())
    first, second = make_entry(project, key="k", shade=1), make_entry(project, key="k", shade=1)
    words = EntryText(on=TODAY, text=first.text, is_for_all=True)
    by = Author(actor=house_of(project), may_release=True)

    correct_entry(entry=first, by=by, at=MORNING, seen_version=1, words=words)

    assert (first.pk, DiaryEntry.objects.count(), second.pictures.count()) == (second.pk, 1, 1)
    assert events() == ["diary.written", "diary.picture_added"]


def test_what_is_kept_inside_says_why_and_a_correction_drops_the_note() -> None:
    project = make_project(make_town())
    entry = make_entry(project, shade=1)

    keep_entry_inside(entry=entry, by=house_of(project), at=MORNING, note="Erst  nach der Abnahme.")
    assert (entry.visibility, entry.note, is_shown(entry)) == (
        "group",
        "Erst nach der Abnahme.",
        [False],
    )
    correct_entry(
        entry=entry,
        by=Author(actor=house_of(project), may_release=True),
        at=MORNING,
        seen_version=1,
        words=EntryText(on=TODAY, text=entry.text, is_for_all=True),
    )

    assert (entry.visibility, entry.note) == ("public", "")


def test_what_is_removed_is_gone_with_its_pictures_and_its_words_stay_in_no_trail() -> None:
    project = make_project(make_town())
    entry = make_entry(project, text="Frau Muster war da.", shade=1)

    remove_entry(entry=entry, by=house_of(project), at=MORNING)
    remove_entry(entry=entry, by=house_of(project), at=MORNING)

    assert (DiaryEntry.objects.count(), Picture.objects.count()) == (0, 0)
    assert events() == ["diary.written", "diary.picture_added", "diary.removed"]
    kept = AuditEntry.objects.values_list("payload__content", flat=True)
    assert not any("Muster" in content for content in kept)


def test_an_entry_takes_only_so_many_pictures() -> None:
    project = make_project(make_town())
    entry = make_entry(project, shade=0)
    by = Author(actor=house_of(project), may_release=True)
    words = EntryText(on=TODAY, text=entry.text, is_for_all=True)

    def add(number: int) -> None:
        picture = make_picture(project.town, shade=number, form_key=str(number))
        new = NewPicture(picture=picture, alt_text="Ein Rad", credit="Wir")
        correct_entry(
            entry=entry, by=by, at=MORNING, seen_version=entry.version, words=words, picture=new
        )

    for number in range(1, MOST_PICTURES):
        add(number)
    with pytest.raises(TooMany), transaction.atomic():
        add(MOST_PICTURES)

    assert entry.pictures.count() == MOST_PICTURES


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"visibility": "secret"},
        {"helpers": 3},
        {"quarter_hours": 4},
        {"helpers": 2, "quarter_hours": 97},
        {"note": "Bleibt."},
    ],
)
def test_the_database_refuses_what_no_entry_may_be(wrong: dict[str, object]) -> None:
    entry = make_entry(make_project(make_town()))

    with pytest.raises(IntegrityError), transaction.atomic():
        DiaryEntry.objects.filter(pk=entry.pk).update(**wrong)


def test_report_and_news_get_public_entries_of_public_projects_between_two_days() -> None:
    town = make_town()
    project, inside = make_project(town), make_project(town, is_public=False)
    first = make_entry(project, text="a", on=TODAY - timedelta(days=2), shade=1)
    second = make_entry(project, text="b", on=TODAY, shade=2, is_agreed=False)
    make_entry(project, text="c", on=TODAY - timedelta(days=3))
    make_entry(project, text="d", is_for_all=False)
    make_entry(inside, text="e")
    make_entry(make_project(make_town()), text="f")

    found = list(diary_between(Actor(town=town), TODAY - timedelta(days=2), TODAY))

    assert found == [first, second]
    assert [len(entry.shown) for entry in found] == [1, 0]  # type: ignore[attr-defined]


def test_hours_add_up_exactly() -> None:
    project = make_project(make_town())
    make_entry(project, text="a", helpers=4, quarter_hours=10)
    make_entry(project, text="b", helpers=1, quarter_hours=1, is_for_all=False)

    assert volunteer_quarters(project) == 41
    assert volunteer_quarters(make_project(make_town())) == 0


def test_who_writes_in_diaries_reads_their_inside_and_others_what_is_public() -> None:
    project = make_project(make_town())
    public = make_entry(project)
    inside = make_entry(project, text="Innen", is_for_all=False)

    read = {
        role: set(diary_visible_to(make_actor(role, town=project.town)))
        for role in (Role.LOTSE, Role.EDITOR, Role.ADMINISTRATION, Role.TREASURER)
    }

    assert read == {
        Role.LOTSE: {public, inside},
        Role.EDITOR: {public, inside},
        Role.ADMINISTRATION: {public},
        Role.TREASURER: {public},
    }
    assert set(diary_visible_to(Actor(town=project.town))) == {public}
    assert set(diary_visible_to(make_actor(Role.LOTSE))) == set()
    assert not diary_waiting(make_actor(Role.ADMINISTRATION, town=project.town)).exists()


# --- pages ---------------------------------------------------------------------------------------
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


def upload() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("rad.jpg", photo(), content_type="image/jpeg")


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
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/projekte/{id}/tagebuch/", 9),
        ("/werkstatt/projekte/{id}/tagebuch/", 11),
        ("/projekte/{id}/", 19),
    ],
)
def test_the_pages_cost_the_same_at_one_and_at_twenty_entries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    path: str,
    queries: int,
) -> None:
    project = make_project(make_town(host="testserver"))
    for number in range(rows):
        make_entry(project, text=f"Tag {number}", shade=number, helpers=1, quarter_hours=4)
    signed_in(client, make_actor(Role.LOTSE, town=project.town))
    client.get("/")  # the first page after signing in notes the beginning of the session

    with django_assert_num_queries(queries):
        client.get(path.format(id=project.public_id))


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
    from machbar.modules.coordination.module import day_page

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
