"""Removing one of two full towns: nothing of it stays, and nothing of the other one changes."""

import hashlib

import pytest
from django.apps import apps
from django.utils import timezone

from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.site.cli import main
from machbar.site.mixing import links_into_other_towns, mixed_towns, objects_of_other_towns
from machbar.site.operating.removing import remove_town, what_would_go
from tests.permissions.two_towns import rows_of, words_of_them_alone
from tests.permissions.world import make_world

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]


def _digests(town: Town) -> dict[str, str]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        rows = (
            Person.objects.filter(roles__town=town).order_by("pk")
            if model is Person
            else rows_of(model, town)
        )
        if rows is not None:
            told = repr(list(rows.values_list()))
            found[model._meta.label] = hashlib.sha256(told.encode()).hexdigest()
    return found


def test_of_two_full_towns_one_goes_without_a_trace_and_the_other_stays_as_it_is() -> None:
    world = make_world()
    both = make_person(Role.EDITOR, town=world.ours.town)
    RoleInTown.objects.create(town=world.theirs.town, person=both, role=Role.ADMIN)
    words, before = words_of_them_alone(world), _digests(world.ours.town)
    foreseen, rows = what_would_go(world.theirs.town), _count()

    removed = remove_town(world.theirs.town)

    assert removed == foreseen
    assert removed.people >= 1
    assert rows - _count() >= removed.rows + removed.people > 200
    assert _digests(world.ours.town) == before
    assert _all_words() & words == set()
    assert [*mixed_towns(), *links_into_other_towns(), *objects_of_other_towns()] == []
    assert Person.objects.filter(pk=both.pk).exists()
    assert not Person.objects.filter(pk=world.theirs.team.colleague.pk).exists()


def _count() -> int:
    return sum(
        model._default_manager.count() for model in apps.get_models(include_auto_created=True)
    )


def _all_words() -> set[str]:
    """Every cell of the database as text."""
    return {
        word
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.values_list()
        for cell in row
        for word in str(cell).replace("/", " ").split()
    }


def test_only_a_closed_town_is_removed_and_only_when_that_is_said_twice(capsys: Said) -> None:
    make_town(key="bleibt", host="bleibt.example.org", name="Bleibt")
    going = make_town(key="geht", host="geht.example.org", name="Geht")
    make_person(Role.ADMIN, town=going)

    assert main(["town", "remove", "geht", "--yes"]) == 2
    assert "machbar town close geht" in capsys.readouterr().err

    Town.objects.filter(pk=going.pk).update(is_public=False, closed_on=timezone.localdate())
    assert main(["town", "remove", "geht"]) == 1
    assert "--yes" in capsys.readouterr().out
    assert Town.objects.count() == 2

    assert main(["town", "remove", "geht", "--yes"]) == 0
    assert "Geht ist entfernt" in capsys.readouterr().out
    assert list(Town.objects.values_list("key", flat=True)) == ["bleibt"]
    assert not Person.objects.exists()


def test_the_last_town_of_a_server_stays(capsys: Said) -> None:
    make_town(key="allein", is_public=False, closed_on=timezone.localdate())

    assert main(["town", "remove", "allein", "--yes"]) == 2
    assert capsys.readouterr().err
    assert Town.objects.count() == 1
