"""The diary: written by team and group, released, corrected, kept inside, removed; who reads what (F41)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.coordination.exceptions import ChangedMeanwhile, TooMany
from machbar.modules.coordination.models import DiaryEntry
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
)
from machbar.modules.coordination.tests.builders import (
    MORNING,
    TODAY,
    house_of,
    make_member,
    make_project,
)
from machbar.modules.coordination.tests.diaries import events, is_shown, make_entry

pytestmark = pytest.mark.django_db


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
