"""The history of projects and ideas: every event has its words, everything that belongs to a project is found."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

import machbar
from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry, AuditPayload
from machbar.foundation.audit.services import erase_payload, record, verify_chain
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.asking import event_labels
from machbar.foundation.surfaces.history import HistoryPage, history, sentence_of
from machbar.foundation.surfaces.module import Change, EventLabel, Traced
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Term
from machbar.modules.coordination.models import Member
from machbar.modules.coordination.services import (
    Author,
    EntryText,
    add_task,
    ask_to_join,
    decline_member,
    drop_task,
    finish_task,
    move_milestone,
    plan_milestone,
    remove_entry,
    write_entry,
)
from machbar.modules.funding.services import choose_programme
from machbar.modules.funding.services.programmes import drop_programme
from machbar.modules.funding.tests.builders import make_programme
from machbar.modules.ideas.services import answer_idea, make_project
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.projects.history import things_of
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import change_sheet, create_project, set_slot
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)
SOURCE = Path(machbar.__file__).parent
# The code of the event is the first argument, or the first of a helper `_record` that adds a payload.
RECORDED = re.compile(r'\b_?record\(\s*"([a-z_]+\.[a-z_]+)"')
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def recorded_events() -> set[str]:
    """Every event code that is recorded anywhere in the product."""
    files = (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    return {code for path in files for code in RECORDED.findall(path.read_text("utf-8"))}


def test_every_event_that_is_recorded_anywhere_has_its_words_and_no_word_is_left_over() -> None:
    assert recorded_events() == set(event_labels())


def test_every_record_names_its_event_where_it_is_called() -> None:
    calls = re.compile(r"(?<![\w.])_?record\((?!\s*\"[a-z_]+\.[a-z_]+\")[^)]{0,40}")
    named = {
        (path.name, call)
        for path in SOURCE.rglob("services/*.py")
        for call in calls.findall(path.read_text("utf-8"))
    }

    # The helpers themselves, which pass the code on.
    assert {
        call
        for _name, call in named
        if not call.startswith(("_record(event", "record(event", "_record(\n    event"))
    } == set()


@pytest.mark.parametrize("event", sorted(recorded_events()))
def test_a_sentence_with_gaps_has_a_bare_one_and_words_for_gaps_that_are_there(event: str) -> None:
    label = event_labels()[event]
    gaps = set(PLACEHOLDER.findall(str(label.sentence)))

    assert bool(gaps) == bool(str(label.bare))
    assert PLACEHOLDER.findall(str(label.bare)) == []
    assert set(label.words) >= gaps & set(label.words)


def make_full_project() -> tuple[Actor, Project]:
    """A project from an idea to which everything happened once, some of it to things that are gone."""
    lotse = make_actor(Role.LOTSE)
    house = Actor(town=lotse.town, system=True)
    idea = make_idea(lotse.town)
    answer_idea(idea=idea, by=lotse, at=NOW, status="in_talk", text="Wir reden.", key="a")
    project = make_project(idea=idea, by=lotse, at=NOW, title="Werkstatt")
    set_slot(project=project, kind="place", state="candidate", note="Ein Laden.", by=lotse, at=NOW)
    member = ask_to_join(
        project=project,
        by=Actor(town=lotse.town),
        at=NOW,
        form_key="m",
        name="Anna Muster",
        contact="anna@example.invalid",
    ).member
    decline_member(member=member, by=lotse, at=NOW, reason="Die Gruppe ist voll.")
    task = add_task(project=project, by=lotse, at=NOW, form_key="t", title="Fragen", effort=30)
    finish_task(task=task, by=lotse, at=NOW)
    dropped = add_task(project=project, by=lotse, at=NOW, form_key="u", title="Malen", effort=30)
    drop_task(task=dropped, by=lotse, at=NOW, reason="Es regnet.")
    entry = write_entry(
        project=project,
        by=Author(actor=lotse, may_release=True),
        at=NOW,
        form_key="e",
        words=EntryText(on=TODAY, text="Geheimes Wort.", is_for_all=True),
    )
    remove_entry(entry=entry, by=lotse, at=NOW)
    milestone = plan_milestone(
        project=project, by=lotse, at=NOW, form_key="s", title="Auf", planned_on=TODAY
    )
    later = TODAY + timedelta(days=12)
    move_milestone(milestone=milestone, by=lotse, at=NOW, planned_on=later, reason="Frost.")
    programme = make_programme(lotse.town)
    choose_programme(project=project, programme=programme, by=lotse, at=NOW)
    drop_programme(chosen=project.chosen_programmes.get(), by=house, at=NOW)
    return lotse, project


def page_of(actor: Actor, project: Project, before: int | None = None) -> HistoryPage:
    return history(actor, things_of(all_modules(), actor, project), before=before)


def sentences(page: HistoryPage) -> list[str]:
    return [row.sentence for row in reversed(page.rows)]


def test_everything_that_happened_to_a_project_reads_in_sentences_also_of_what_is_gone() -> None:
    lotse, project = make_full_project()

    found = sentences(page_of(lotse, project))

    name = next(each for each in found if "in den Finanzierungsplan" in each)
    assert [each for each in found if each != name and "Finanzierungsplan" not in each] == [
        "Das Projekt begann als „Werkstatt“.",
        "Eine Idee wurde Teil eines Projekts.",
        "Das Feld Ort: in Aussicht.",
        "Jemand möchte in der Gruppe mitmachen.",
        "Eine Anfrage zum Mitmachen wurde abgelehnt.",
        "Eine neue Aufgabe: „Fragen“.",
        "Die Aufgabe „Fragen“ ist erledigt.",
        "Eine neue Aufgabe: „Malen“.",
        "Die Aufgabe „Malen“ wurde fallen gelassen.",
        "Ein Tagebucheintrag vom 26. November 2026 wurde geschrieben; Leserkreis: alle.",
        "Der Tagebucheintrag vom 26. November 2026 wurde gelöscht.",
        "Der Meilenstein „Auf“ wurde für den 26. November 2026 geplant.",
        "Der Meilenstein „Auf“ hat sich verschoben: vom 26. November 2026 auf den 8. Dezember 2026.",
    ]
    assert sum("Finanzierungsplan" in each for each in found) == 2


def test_no_name_no_contact_and_no_words_of_an_erased_entry_stand_in_a_history() -> None:
    lotse, project = make_full_project()
    Member.objects.get()

    text = json.dumps([str(row) for row in page_of(lotse, project).rows])

    for hidden in ("Anna", "example.invalid", "Geheimes", "Die Gruppe ist voll"):
        assert hidden not in text


def test_the_town_hall_reads_nothing_of_the_moderation_and_another_town_nothing_at_all() -> None:
    lotse, project = make_full_project()
    declined = "Eine Anfrage zum Mitmachen wurde abgelehnt."

    seen = {
        role: sentences(page_of(make_actor(role, town=lotse.town), project))
        for role in (Role.MODERATION, Role.ADMINISTRATION, Role.MARKET_LEAD, Role.EDITOR)
    }

    assert {role: declined in found for role, found in seen.items()} == {
        Role.MODERATION: True,
        Role.ADMINISTRATION: False,
        Role.MARKET_LEAD: False,
        Role.EDITOR: False,
    }
    assert page_of(make_actor(Role.LOTSE), project).rows == []


def test_a_changed_sheet_shows_old_and_new_text_and_only_names_what_is_personal() -> None:
    lotse = make_actor(Role.LOTSE)
    project = create_project(by=lotse, at=NOW, title="Werkstatt", description="Alt.")
    term = Term.objects.create(town=lotse.town, vocabulary="topic", code="rad", label="Radverkehr")
    change_sheet(
        project=project,
        by=lotse,
        at=NOW,
        seen_version=1,
        values={
            "title": "Werkstatt",
            "description": "Neu.",
            "starts_on": TODAY,
            "contact_phone": "05353 12345",
        },
        topics=[term],
    )

    row = page_of(lotse, project).rows[0]

    assert row.sentence == (
        "Das Projektblatt wurde geändert: Telefon, Projektbeschreibung, Projektstart, Themengebiete."
    )
    assert list(row.changes) == [
        Change(label="Telefon"),
        Change(label="Projektbeschreibung", old="Alt.", new="Neu."),
        Change(label="Projektstart", old="", new="26. November 2026"),
        Change(label="Themengebiete", old="", new="Radverkehr"),
    ]
    kept = AuditPayload.objects.values_list("content", flat=True)
    assert not any("12345" in content for content in kept)


def test_an_erased_payload_leaves_the_bare_sentence_and_a_whole_chain() -> None:
    lotse = make_actor(Role.LOTSE)
    project = create_project(by=lotse, at=NOW, title="Werkstatt")
    erase_payload(AuditEntry.objects.get(event="project.created"), by=lotse)

    rows = page_of(lotse, project).rows

    assert [(row.sentence, row.is_erased) for row in rows] == [("Das Projekt begann.", True)]
    assert verify_chain(lotse.town).broken_at is None


def test_who_it_was_is_named_by_person_and_roles_or_by_the_way_they_came() -> None:
    town = make_town()
    person = make_person(Role.LOTSE, Role.ADMIN, town=town, name="Projektlotsin")
    lotse = Actor(town=town, person=person, roles=frozenset({Role.LOTSE}))
    project = create_project(by=lotse, at=NOW, title="Werkstatt")
    record("project.published", on=project, by=Actor(town=town, system=True))
    record("project.withdrawn", on=project, by=Actor(town=town))

    rows = page_of(lotse, project).rows

    assert [(row.who, row.roles) for row in rows] == [
        ("ohne Anmeldung", ""),
        ("MachBar selbst", ""),
        ("Projektlotsin", "Projektlotsin oder -lotse, Admin"),
    ]


def test_an_unknown_event_and_a_payload_that_says_less_break_no_page() -> None:
    label = EventLabel(sentence="Von %(from)s.", bare="Etwas.")

    assert sentence_of(None, "old.event", {}) == "Etwas anderes ist geschehen (old.event)."
    assert sentence_of(label, "a.b", {"to": 1}) == "Etwas."
    assert sentence_of(label, "a.b", {"from": 1}) == "Von 1."


@pytest.mark.parametrize(
    ("event", "payload", "sentence"),
    [
        (
            "idea.sorted",
            {"theme": "Radverkehr", "district": ""},
            "Die Idee wurde eingeordnet; Thema: Radverkehr, Ortsteil: offen gelassen.",
        ),
        (
            "idea.called",
            {"reached": False},
            "Ein Anruf wegen der Antwort: niemand ging ans Telefon.",
        ),
        (
            "idea.called",
            {"reached": True},
            "Ein Anruf wegen der Antwort: jemand war am Apparat.",
        ),
        (
            "idea.contact_changed",
            {"kind": "letter"},
            "Antworten gehen jetzt einen anderen Weg: per Brief.",
        ),
        (
            "reason_template.offered",
            {"is_offered": False},
            "Die Vorlage einer Begründung wird nicht mehr angeboten.",
        ),
        (
            "reason_template.offered",
            {"is_offered": True},
            "Die Vorlage einer Begründung wird wieder angeboten.",
        ),
        (
            "project.sketch_changed",
            {"step": "law", "fields": ["text"]},
            "Die Skizze wurde geändert: Recht und Genehmigungen.",
        ),
        (
            "project.sketch_finished",
            {"number": 2},
            "Die Skizze ist fertig, als Fassung 2.",
        ),
        ("tables.taken_in", {"count": 1}, "Eine Tabelle wurde eingelesen: 1 Eintrag."),
        (
            "tables.taken_back",
            {"removed": 3},
            "Eine eingelesene Tabelle wurde zurückgenommen: 3 Einträge.",
        ),
        (
            "town.changed",
            {"fields": ["imprint", "special_days"]},
            "Die Angaben zur Stadt wurden geändert: Impressum, besondere Tage.",
        ),
    ],
)
def test_what_a_payload_holds_reads_in_words(
    event: str, payload: dict[str, object], sentence: str
) -> None:
    assert sentence_of(event_labels()[event], event, payload) == sentence


def test_the_same_id_of_another_kind_and_other_events_are_not_taken() -> None:
    lotse = make_actor(Role.LOTSE)
    project = create_project(by=lotse, at=NOW, title="Werkstatt")
    kind, ids = "projects.project", [project.public_id]

    found = [
        len(history(lotse, [things]).rows)
        for things in (
            Traced(kind=kind, ids=ids),
            Traced(kind="ideas.idea", ids=ids),
            Traced(kind=kind, ids=ids, events=frozenset({"project.published"})),
            Traced(kind=kind, ids=[]),
        )
    ]

    assert found == [1, 0, 0, 0]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_the_same_at_one_and_at_twenty_events_and_pages_by_key(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    project = create_project(by=lotse, at=NOW, title="Werkstatt")
    for number in range(rows):
        task = add_task(
            project=project,
            by=lotse,
            at=NOW,
            form_key=str(number),
            title=f"Aufgabe {number}",
            effort=30,
        )
        finish_task(task=task, by=lotse, at=NOW)
    client.force_login(lotse.person, backend=BACKEND)
    client.get("/")  # the first page after signing in notes the beginning of the session
    address = f"/werkstatt/projekte/{project.public_id}/verlauf/"

    with django_assert_num_queries(12):
        answer = client.get(address)

    page = answer.context["page"]
    assert len(page.rows) == min(30, 2 * rows + 1)
    assert (page.next_key is None) == (rows == 1)
    if page.next_key is not None:
        rest = client.get(f"{address}?vor={page.next_key}").context["page"]
        assert (len(rest.rows), rest.next_key) == (11, None)
    assert client.get(f"{address}?vor=quatsch").status_code == 200


def test_the_talk_page_shows_the_history_of_its_idea_when_asked(client: Client) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    idea = make_idea(town)
    client.force_login(lotse.person, backend=BACKEND)

    address = f"/werkstatt/gespraeche/{idea.public_id}/"
    folded, whole = (
        client.get(each).content.decode() for each in (address, f"{address}?verlauf=1")
    )

    assert f'href="{address}?verlauf=1#verlauf"' in folded
    assert "Die Idee kam an, im Netz." not in folded
    assert "Die Idee kam an, im Netz." in whole
