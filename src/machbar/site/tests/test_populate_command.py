"""`machbar populate`: an invented load, the same for one seed, marked, found by search, never in a real town."""

from pathlib import Path

import pytest
from pytest_django import Settings

from machbar.foundation.audit.services import verify_chain
from machbar.foundation.testing import make_town
from machbar.foundation.towns.services import next_number
from machbar.modules.funding.models import Programme
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.premises.models import Unit, UseSpell
from machbar.modules.projects.models import Project
from machbar.site.cli import main
from machbar.site.upkeep import index_differences

pytestmark = pytest.mark.django_db
LOAD = [
    "populate",
    *("--ideas", "40"),
    *("--projects", "6"),
    *("--premises", "50"),
    *("--programmes", "5"),
]
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path


def test_the_load_is_there_marked_indexed_and_in_the_audit_trail(capsys: Said) -> None:
    town = make_town()

    status = main(LOAD)

    assert status == 0
    assert capsys.readouterr().out == (
        f"{town.name}: 40 Ideen, 6 Projekte, 50 Räume, 5 Programme, alle erfunden.\n"
    )
    assert Idea.objects.filter(town=town, is_fictional=True).count() == 40
    assert Project.objects.filter(town=town).exclude(fictional_note="").count() == 6
    assert [project.slots.count() for project in Project.objects.all()] == [5] * 6
    units = Unit.objects.filter(town=town, is_fictional=True)
    assert (units.count(), units.values("number").distinct().count()) == (50, 50)
    assert UseSpell.objects.filter(unit__in=units).exists()
    assert Programme.objects.filter(town=town, name__contains="(synthetisch)").count() == 5
    assert index_differences() == {}
    assert verify_chain(town).broken_at is None


def test_closed_ideas_have_reasons_and_answered_ones_their_answer() -> None:
    make_town()

    main([*LOAD, "--seed", "7"])

    closed = Idea.objects.filter(status__in=Idea.CLOSED)
    assert closed.exists()
    assert not closed.filter(reason="").exists()
    assert not Idea.objects.filter(answered_at__isnull=False, answers=None).exists()
    assert not Idea.objects.filter(answered_at=None, answers__isnull=False).exists()


def test_the_same_seed_says_the_same_and_a_second_load_adds_to_the_first() -> None:
    one, other = (
        make_town(key="eins", host="eins.invalid"),
        make_town(key="zwei", host="zwei.invalid"),
    )

    for town in (one, other):
        main([*LOAD, "--seed", "3", "--town", town.key])
    main([*LOAD, "--seed", "4", "--town", one.key])

    texts = [
        list(Idea.objects.filter(town=town).order_by("pk").values_list("text", flat=True))
        for town in (one, other)
    ]
    assert texts[0][:40] == texts[1]
    assert len(texts[0]) == 80


def test_real_numbers_go_on_after_the_invented_ones() -> None:
    town = make_town()
    main(LOAD)
    last = Idea.objects.order_by("-number").values_list("number", flat=True)[0]
    year = int(last.split("-")[1])

    assert next_number(town=town, series="idea", year=year) == f"{town.number_prefix}-{year}-0041"


def test_a_town_with_what_real_people_brought_is_refused(capsys: Said) -> None:
    town = make_town()
    make_idea(town=town)

    status = main(LOAD)

    assert status == 2
    assert capsys.readouterr().err == (
        f"In {town.name} steht, was wirkliche Leute gebracht haben. "
        "Eine erfundene Menge kommt dort nicht hinein.\n"
    )
    assert Idea.objects.count() == 1


def test_a_wrong_count_is_named(capsys: Said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["populate", "--ideas", "-1"])

    assert ended.value.code == 2
    assert "--ideas" in capsys.readouterr().err
