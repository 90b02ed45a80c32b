"""Talks in the history of their project: for those who hold talks, and never with what was said."""

import json
from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.history import history, sentence_of
from machbar.foundation.testing import make_actor
from machbar.modules.meetings.history import EVENT_LABELS, traced
from machbar.modules.meetings.services import TalkNote, finish_next_step, note_talk
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def make_talk(lotse: Actor) -> Project:
    """A project with one talk whose next step is done, and another talk about nothing."""
    project = create_project(by=lotse, at=NOW, title="Werkstatt")
    note = TalkNote(
        held_on=date(2026, 11, 25),
        quarters=2,
        said="Geheimes Wort.",
        with_whom="Anna Muster",
        next_step="Anrufen",
        project_id=project.pk,
    )
    talk = note_talk(by=lotse, at=NOW, form_key="a", note=note)
    finish_next_step(talk=talk, by=lotse, at=NOW)
    other = TalkNote(held_on=date(2026, 11, 25), quarters=1, said="Anderes.")
    note_talk(by=lotse, at=NOW, form_key="b", note=other)
    return project


def test_who_holds_talks_reads_that_there_was_one_and_nothing_of_what_was_said() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_talk(lotse)

    rows = history(lotse, traced(lotse, project.pk)).rows

    assert [row.sentence for row in rows] == [
        "Der nächste Schritt nach einem Gespräch ist erledigt.",
        "Ein Gespräch wurde notiert.",
    ]
    text = json.dumps([str(row) for row in rows])
    assert not any(hidden in text for hidden in ("Geheimes", "Anna", "Anrufen"))


def test_the_town_hall_and_another_town_find_no_talk_and_ask_for_none(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_talk(lotse)
    hall = make_actor(Role.ADMINISTRATION, town=lotse.town)

    with django_assert_num_queries(0):
        assert traced(hall, project.pk) == ()
    stranger = make_actor(Role.LOTSE)
    assert [list(each.ids) for each in traced(stranger, project.pk)] == [[]]


@pytest.mark.parametrize(
    ("event", "payload", "sentence"),
    [
        (
            "presence.day_off",
            {"on": "2026-12-03"},
            "Die Sprechstunde am 3. Dezember 2026 fällt aus.",
        ),
        (
            "presence.day_off_taken_back",
            {"on": "2026-12-03"},
            "Die Sprechstunde am 3. Dezember 2026 findet doch statt.",
        ),
        (
            "presence.ended",
            {"last_day": "2026-12-31"},
            "Die Sprechstunde endet; letzter Tag ist der 31. Dezember 2026.",
        ),
        ("presence.ended", None, "Die Sprechstunde endet."),
    ],
)
def test_days_read_as_days(event: str, payload: dict[str, object] | None, sentence: str) -> None:
    assert sentence_of(EVENT_LABELS[event], event, payload) == sentence
