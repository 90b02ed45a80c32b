"""The page of one programme: which projects of the town fit its call, and which rooms it could pay for."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import Corner, Need, NeedPart
from machbar.foundation.towns.models import Town
from machbar.modules.funding.core.reading import read_programmes
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services import answer_question
from machbar.modules.funding.tests.builders import (
    AT,
    TODAY,
    make_programme,
    make_project,
    make_town,
    signed_in,
    team_of,
)
from machbar.modules.funding.tests.test_mediation import suggested
from machbar.modules.funding.views.programme_corner import corner_of_needs, corner_of_projects
from machbar.reasoning.reading import Record, Where

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]


def programme_for_clubs(town: Town) -> Programme:
    make_programme(
        town, id="verein", name="Barrierefreiheit im Ort", eligible_applicants=["verein"]
    )
    return Programme.objects.get(key="verein", town=town)


def projects_corner(town: Town, programme: Programme, most: int | None = 5) -> Corner:
    [core] = read_programmes([Record(where=Where(file="x"), values=programme.record)])
    actor = Actor(town=town, roles=frozenset({Role.LOTSE}))
    return corner_of_projects(actor, programme, core, TODAY, most)


def titles(found: Corner, part: str) -> list[tuple[str, str]]:
    takers = found.panel.context[part]
    assert isinstance(takers, list)
    return [(taker.title, taker.verdict) for taker in takers]


def town_with_three_projects() -> tuple[Town, Programme]:
    town = make_town(population=16_000)
    programme = programme_for_clubs(town)
    for title, applicant in (("Stadt", "kommune"), ("Offen", ""), ("Verein", "verein")):
        project = make_project(town, title)
        suggested(project, "anderes", "verein")
        if applicant:
            answer_question(
                project=project, question="applicant", answer=applicant, by=team_of(town), at=AT
            )
    suggested(make_project(town, "Fremd"), "vereinsheim")
    return town, programme


def test_projects_stand_by_verdict_and_excluded_ones_last_with_the_rule() -> None:
    town, programme = town_with_three_projects()

    found = projects_corner(town, programme)

    assert titles(found, "takers") == [("Verein", "yes"), ("Offen", "unknown")]
    assert titles(found, "excluded") == [("Stadt", "no")]
    excluded = found.panel.context["excluded"]
    assert isinstance(excluded, list)
    assert [why.sentence for why in excluded[0].why] == [
        "Nur für Vereine, nicht für Städte und Gemeinden."
    ]
    assert (found.summary, found.offer) == ("1 Projekt passt, 1 braucht eine Angabe.", "2 von 3")


def test_the_words_that_made_the_suggestion_are_the_first_reason() -> None:
    town, programme = town_with_three_projects()

    takers = projects_corner(town, programme).panel.context["takers"]

    assert isinstance(takers, list)
    assert takers[0].why[0].sentence == "Gleiches Wort: Rad."


def test_the_next_question_is_that_of_the_first_undecided_project() -> None:
    town, programme = town_with_three_projects()

    question = projects_corner(town, programme).question

    assert question is not None
    assert question.text == "Offen: Wer beantragt das Geld?"


def test_more_than_fit_on_the_page_lead_to_the_rest() -> None:
    town = make_town(population=16_000)
    programme = programme_for_clubs(town)
    for number in range(7):
        suggested(make_project(town, f"Vorhaben {number}"), "verein")

    short, whole = projects_corner(town, programme), projects_corner(town, programme, None)

    assert (len(titles(short, "takers")), short.panel.context["total"]) == (5, 7)
    assert (len(titles(whole, "takers")), whole.panel.context["total"]) == (7, 0)


def test_a_page_that_judges_not_all_projects_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    town, programme = town_with_three_projects()
    whole = projects_corner(town, programme).title
    monkeypatch.setattr("machbar.modules.funding.selectors.MOST_PROJECTS", 2)

    assert (whole, projects_corner(town, programme).title) == (
        "Projekte",
        "Projekte: die neuesten 2",
    )


def test_needs_that_share_a_word_are_judged_and_others_are_left_out() -> None:
    town = make_town(population=16_000)
    programme = programme_for_clubs(town)
    [core] = read_programmes([Record(where=Where(file="x"), values=programme.record)])
    ramp = Need(title="Umbau: Rampe", words="Barrierefreiheit", place="Laden", url="/laden/")
    water = Need(title="Umbau: Wasser", words="Leitung", place="Hof", url="/hof/")
    part = NeedPart(key="premises", title="Räume", needs=[water, ramp])

    found = corner_of_needs(team_of(town), part, core, TODAY, 5)

    assert titles(found, "takers") == [("Laden", "unknown")]
    takers = found.panel.context["takers"]
    assert isinstance(takers, list)
    assert takers[0].why[0].sentence == "Gleiches Wort: Barrierefreiheit."


def test_a_need_that_the_rules_exclude_stands_last_with_the_rule() -> None:
    town = make_town(population=16_000)
    make_programme(town, id="rampe", name="Rampe für alle", status="ended")
    programme = Programme.objects.get(key="rampe")
    [core] = read_programmes([Record(where=Where(file="x"), values=programme.record)])
    need = Need(title="Rampe", words="", place="Laden", url="/laden/")
    part = NeedPart(key="premises", title="Räume", needs=[need])

    found = corner_of_needs(team_of(town), part, core, TODAY, 5)

    assert titles(found, "takers") == []
    assert titles(found, "excluded") == [("Laden", "no")]


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_for_one_project_and_for_twenty(
    django_assert_num_queries: Queries, count: int
) -> None:
    town = make_town(population=16_000)
    programme = programme_for_clubs(town)
    for number in range(count):
        suggested(make_project(town, f"Vorhaben {number}"), "verein")
    client = signed_in(town, Role.LOTSE)

    with django_assert_num_queries(14):
        page = client.get(f"/werkstatt/geld/programme/{programme.public_id}/vermittlung/")

    assert page.status_code == 200
    assert f"Vorhaben {count - 1}" in page.content.decode()


def test_the_public_page_leads_the_team_there_and_nobody_else() -> None:
    town = make_town(population=16_000)
    programme = programme_for_clubs(town)
    address = f"/werkstatt/geld/programme/{programme.public_id}/vermittlung/"
    client = signed_in(town, Role.TREASURER)

    assert address in client.get(f"/foerderung/{programme.public_id}/").content.decode()
    client.logout()
    assert address not in client.get(f"/foerderung/{programme.public_id}/").content.decode()
