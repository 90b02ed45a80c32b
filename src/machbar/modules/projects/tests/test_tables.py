"""Projects come in from tables with sheet, stage and slots, and go out into them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.services import differences
from machbar.foundation.tables.core import Style, write_csv
from machbar.foundation.tables.labels import trouble_sentence
from machbar.foundation.tables.models import Batch
from machbar.foundation.tables.services import (
    bring_file,
    look_into,
    standing_of,
    take_batch,
    undo_batch,
)
from machbar.foundation.testing import Role, make_actor
from machbar.modules.projects.findable import FINDABLE
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, set_slot
from machbar.modules.projects.tables import PROJECTS
from machbar.modules.projects.vocabularies import add_vocabularies
from machbar.site.tables import exported_rows

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
FILE = (
    "Projektname;Projektbeschreibung;Hauptkategorie;Themengebiete;Projektstart;E-Mail;Phase;"
    "Träger;Träger: in einem Satz;Ort;Grund;Art des Projekts\n"
    "Fahrradwerkstatt;Schrauben für alle.;Mobilität;Mobilität | Klima und Umwelt;01.03.27;"
    "rad@verein.invalid;in Umsetzung;steht;Der Verein hat zugesagt.;wird gesucht;;Umbau\n"
    "Seilbahn;;;;;;gescheitert;;;;Niemand wollte sie.;\n"
)


def lotse() -> Actor:
    by = make_actor(Role.LOTSE)
    add_vocabularies(town=by.town)
    return by


def bring(content: str | bytes, by: Actor) -> Batch:
    data = content if isinstance(content, bytes) else content.encode("cp1252")
    return bring_file(content=data, name="projekte.csv", kind=PROJECTS, by=by, at=NOW)


def take(content: str | bytes, by: Actor) -> Batch:
    batch = bring(content, by)
    take_batch(batch=batch, kind=PROJECTS, by=by, at=NOW, with_doubles=False)
    return batch


def sentences(content: str, by: Actor) -> list[str]:
    look = look_into(content=content.encode(), kind=PROJECTS, by=by, at=NOW)
    return [trouble_sentence(trouble) for trouble in look.troubles]


def test_a_project_comes_in_with_sheet_stage_and_slots() -> None:
    take(FILE, lotse())

    bikes, rail = Project.objects.order_by("id")
    assert (bikes.title, bikes.starts_on, bikes.contact_email, bikes.stage, bikes.kind) == (
        "Fahrradwerkstatt",
        date(2027, 3, 1),
        "rad@verein.invalid",
        "realisation",
        "conversion",
    )
    assert bikes.main_category is not None
    assert bikes.main_category.label == "Mobilität"
    assert {topic.label for topic in bikes.topics.all()} == {"Mobilität", "Klima und Umwelt"}
    slots = {slot.kind: (slot.state, slot.note, slot.is_sought) for slot in bikes.slots.all()}
    assert (len(slots), slots["carrier"], slots["place"]) == (
        5,
        ("proven", "Der Verein hat zugesagt.", False),
        ("open", "", True),
    )
    move = bikes.moves.get()
    assert (move.from_stage, move.to_stage) == ("sketch", "realisation")
    assert "Träger: steht noch nicht." not in move.in_spite_of
    assert len(move.in_spite_of) > 3
    assert bikes.checklist.count() > 5
    assert (rail.stage, rail.stage_before, rail.moves.get().reason) == (
        "failed",
        "sketch",
        "Niemand wollte sie.",
    )
    assert differences(FINDABLE).objects == ()


def test_sixty_projects_come_in_with_few_queries(django_assert_max_num_queries: Any) -> None:
    by = lotse()
    lines = [f"Projekt {number};Ein Satz.;Bildung" for number in range(60)]
    batch = bring("\n".join(["Projektname;Projektbeschreibung;Hauptkategorie", *lines]), by)

    with django_assert_max_num_queries(70):
        take_batch(batch=batch, kind=PROJECTS, by=by, at=NOW, with_doubles=False)

    assert Project.objects.count() == 60


def test_what_does_not_fit_together_is_named() -> None:
    content = (
        "Projektname;Phase;Projektstart;Projektende;Hauptkategorie;Nutzer;Träger;Grund\n"
        "A;ruht;;;;;;\n"
        "B;;01.03.2027;01.02.2027;;;;\n"
        "C;;;;Raumfahrt;;;\n"
        ";;;;;;;\n"
        "D;;;;;in Aussicht;;\n"
    )
    found = sentences(content, lotse())

    assert [sentence.partition(" Es gibt")[0] for sentence in found] == [
        "Zeile 2, Spalte „Grund“: Bitte sagen Sie, warum es ruht oder gescheitert ist.",
        "Zeile 3, Spalte „Projektende“: Das Ende liegt vor dem Anfang. Dort steht „01.02.2027“.",
        "Zeile 4, Spalte „Hauptkategorie“: Dieses Wort steht nicht in der Liste.",
        (
            "Zeile 6, Spalte „Nutzer: in einem Satz“: Bitte sagen Sie in einem Satz, "
            "was zeigt, dass dieses Feld gefüllt ist."
        ),
    ]


def test_feasible_is_only_what_stands_on_all_five_slots() -> None:
    found = sentences("Projektname;Phase\nA;machbar\n", lotse())

    assert len(found) == 5
    assert found[0] == (
        "Zeile 2, Spalte „Nutzer“: Machbar ist ein Projekt erst, wenn alle fünf Felder stehen."
    )


def test_a_project_that_is_there_is_known_by_its_name() -> None:
    by = lotse()
    create_project(by=by, at=NOW, title="Grüner Ölberg")

    look = look_into(
        content="Projektname\nGRÜNER ÖLBERG\nNeu\nneu\n".encode(), kind=PROJECTS, by=by, at=NOW
    )

    assert [(each.line, each.label, each.other_line) for each in look.doubles] == [
        (2, "Grüner Ölberg", 0),
        (4, "neu", 3),
    ]


def test_only_untouched_projects_go_away_again() -> None:
    by = lotse()
    batch = take(FILE, by)
    bikes, rail = Project.objects.order_by("id")
    set_slot(project=bikes, kind="users", state="candidate", note="Zwölf Leute.", by=by, at=NOW)

    assert [each.label for each in standing_of(batch=batch, kind=PROJECTS).changed] == [bikes.title]
    assert undo_batch(batch=batch, kind=PROJECTS, by=by, at=NOW) == 1

    assert list(Project.objects.all()) == [bikes]
    assert rail.pk != bikes.pk


@pytest.mark.parametrize("style", list(Style))
def test_what_goes_out_comes_in_again_unchanged(style: Style) -> None:
    by, other = lotse(), lotse()
    take(FILE, by)
    columns = PROJECTS.columns(by.town)
    given_out = b"".join(
        write_csv(
            [each.label for each in columns], exported_rows(columns, PROJECTS.rows(by)), style
        )
    )

    take(given_out, other)

    def lines(actor: Actor) -> list[list[object]]:
        return list(exported_rows(PROJECTS.columns(actor.town), PROJECTS.rows(actor)))

    assert lines(other) == lines(by)


def test_contacts_of_the_sheet_go_out_only_to_who_may_see_them() -> None:
    by = lotse()
    take(FILE, by)
    town_hall = Actor(town=by.town, roles=frozenset({Role.ADMINISTRATION}))

    assert "rad@verein.invalid" in str(list(PROJECTS.rows(by)))
    assert "rad@verein.invalid" not in str(list(PROJECTS.rows(town_hall)))
    assert list(PROJECTS.rows(Actor(town=make_actor().town))) == []
