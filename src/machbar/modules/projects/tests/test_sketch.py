"""The feasibility sketch: steps, authors, running costs, frozen versions."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor
from machbar.modules.projects.core import SketchStep
from machbar.modules.projects.exceptions import ChangedMeanwhile, SketchUnfinished
from machbar.modules.projects.models import Sketch, SketchAuthor, SketchEdition, SketchVariant
from machbar.modules.projects.selectors import content_of
from machbar.modules.projects.services import finish_sketch, save_step
from machbar.modules.projects.tests.sketches import LATER, write, written
from machbar.modules.projects.tests.test_projects import NOW, make_project
from tests.racing import race

pytestmark = pytest.mark.django_db


def test_a_step_is_saved_with_author_role_and_trace() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    write(project, lotse, SketchStep.COSTS, "Angebot", cost_from=1_000_00, cost_to=2_000_00)

    sketch = Sketch.objects.get()
    row = sketch.variants.get(letter="A")
    author = SketchAuthor.objects.get()
    assert (sketch.costs, sketch.version) == ("Angebot", 1)
    assert (row.cost_from, row.cost_to) == (1_000_00, 2_000_00)
    assert (author.step, author.by, author.role, author.at) == ("costs", lotse.person, "lotse", NOW)
    assert lotse.town.audit_entries.last().event == "project.sketch_changed"  # type: ignore[union-attr]


def test_saving_the_same_again_changes_nothing_and_makes_nobody_an_author() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    write(project, lotse, SketchStep.RISKS)
    other = make_actor(Role.MODERATION, town=lotse.town)

    write(project, other, SketchStep.RISKS)

    assert (Sketch.objects.get().version, SketchAuthor.objects.count()) == (1, 1)


def test_a_step_takes_only_its_own_fields_of_a_variant() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    write(project, lotse, SketchStep.VARIANTS, name="Klein", cost_from=5)

    row = SketchVariant.objects.get(letter="A")
    assert (row.name, row.cost_from) == ("Klein", None)


def test_who_saves_a_step_over_a_newer_one_is_stopped() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    write(project, lotse, SketchStep.RISKS, "Erste")

    with pytest.raises(ChangedMeanwhile):
        save_step(
            project=project,
            step=SketchStep.RISKS,
            text="Zweite",
            variants={},
            by=lotse,
            at=NOW,
            seen_version=0,
        )

    assert Sketch.objects.get().risks == "Erste"


@pytest.mark.parametrize(
    "wrong", [{"cost_from": 2, "cost_to": 1}, {"yearly": 1, "yearly_unknown": True}]
)
def test_the_database_keeps_costs_the_right_way_round_and_known_or_unknown(
    wrong: dict[str, object],
) -> None:
    project = written(make_actor(Role.LOTSE))

    with pytest.raises(IntegrityError), transaction.atomic():
        SketchVariant.objects.filter(sketch__project=project, letter="A").update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_of_six_people_who_save_one_step_at_once_one_wins_and_five_are_told(
    tmp_path: Path,
) -> None:
    assert race("sketches", tmp_path) == {"won": 1, "version": 1, "editions": 1, "sheet": 1}


def test_a_sketch_without_running_costs_is_not_finished() -> None:
    lotse = make_actor(Role.LOTSE)
    project = written(lotse)

    with pytest.raises(SketchUnfinished) as refused:
        finish_sketch(project=project, by=lotse, at=NOW, seen_version=Sketch.objects.get().version)

    assert str(refused.value) == (
        "Folgekosten von „Klein“: Bitte schreiben Sie, was es jedes Jahr kostet, "
        "oder warum es niemand weiß."
    )
    assert not SketchEdition.objects.exists()


def test_a_sketch_that_nobody_began_is_not_finished() -> None:
    lotse = make_actor(Role.LOTSE)

    with pytest.raises(SketchUnfinished):
        finish_sketch(project=make_project(lotse), by=lotse, at=NOW, seen_version=0)


def test_a_finished_version_is_frozen_and_a_second_click_gives_the_same_one() -> None:
    lotse = make_actor(Role.LOTSE)
    project = written(lotse, yearly=1_200_00)
    version = Sketch.objects.get().version

    first = finish_sketch(project=project, by=lotse, at=NOW, seen_version=version)
    second = finish_sketch(project=project, by=lotse, at=LATER, seen_version=version)
    write(project, lotse, SketchStep.OCCASION, "Neuer Anlass")

    assert first == second
    edition = SketchEdition.objects.get()
    assert (edition.number, edition.title, edition.finished_at) == (1, project.title, NOW)
    assert edition.authors == [str(Role.LOTSE.label)]
    assert edition.content["texts"]["occasion"] == "Ein Satz."
    assert edition.content["variants"][0]["yearly"] == 1_200_00
    assert content_of(Sketch.objects.get()).text(SketchStep.OCCASION) == "Neuer Anlass"
    assert not Sketch.objects.get().is_unchanged
    events = [entry.event for entry in lotse.town.audit_entries.order_by("sequence")]
    assert events.count("project.sketch_finished") == 1


def test_after_a_change_the_next_version_has_the_next_number_and_a_stale_page_finishes_nothing() -> (
    None
):
    lotse = make_actor(Role.LOTSE)
    project = written(lotse, yearly_unknown=True, yearly_note="Das Angebot steht aus.")
    version = Sketch.objects.get().version
    finish_sketch(project=project, by=lotse, at=NOW, seen_version=version)
    write(project, lotse, SketchStep.RISKS, "Lärm")

    with pytest.raises(ChangedMeanwhile):
        finish_sketch(project=project, by=lotse, at=LATER, seen_version=version)
    finish_sketch(project=project, by=lotse, at=LATER, seen_version=version + 1)

    assert [each.number for each in SketchEdition.objects.all()] == [2, 1]
