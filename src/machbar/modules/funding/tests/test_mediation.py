"""Answers, suggestions, and funding's corner of the mediation page."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import Corner
from machbar.modules.funding.models import ProfileAnswer, Programme, Suggestions
from machbar.modules.funding.selectors import text_hash_of
from machbar.modules.funding.services import add_cost_line, answer_question, suggest
from machbar.modules.funding.services.suggesting import suggest_for
from machbar.modules.funding.tests.builders import (
    AT,
    make_programme,
    make_project,
    make_town,
    signed_in,
    team_of,
)
from machbar.modules.funding.views.mediation import corner
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]


def suggested(project: Project, *keys: str, used_encoder: bool = True) -> None:
    """Store a ranking as the worker does."""
    Suggestions.objects.create(
        project=project,
        ranking=[
            {"key": key, "group": group_of(key), "said": ["Gleiches Wort: Rad."]} for key in keys
        ],
        text_hash=text_hash_of(project),
        used_encoder=used_encoder,
        computed_at=AT,
    )


def group_of(key: str) -> str:
    return "general" if key.startswith("allgemein") else "topic"


def lotse(project: Project) -> Actor:
    return Actor(town=project.town, roles=frozenset({Role.LOTSE}))


def names(found: Corner, part: str) -> list[tuple[str, str]]:
    picks = found.panel.context[part]
    assert isinstance(picks, list)
    return [(pick.programme.key, pick.verdict) for pick in picks]


def prepared() -> Project:
    town = make_town(population=16_000)
    for key, applicants in [
        ("a", ["verein"]),
        ("b", ["gemeinnuetzig"]),
        ("c", ["kommune"]),
        ("allgemein", ["verein"]),
    ]:
        make_programme(town, id=key, name=key, eligible_applicants=applicants)
    project = make_project(town)
    suggested(project, "c", "b", "allgemein", "a")
    return project


def test_answers_decide_at_once_and_exclusions_stand_last_with_their_rule() -> None:
    project = prepared()
    by = lotse(project)
    answer_question(project=project, question="applicant", answer="verein", by=by, at=AT)

    found = corner(by, project.pk)

    assert names(found, "topic") == [("b", "unknown"), ("a", "yes")]
    assert names(found, "general") == [("allgemein", "yes")]
    assert names(found, "excluded") == [("c", "no")]
    excluded = found.panel.context["excluded"]
    assert isinstance(excluded, list)
    assert [why.sentence for why in excluded[0].why] == [
        "Nur für Städte und Gemeinden, nicht für Vereine."
    ]
    assert (found.fits, found.open_questions) == (2, 1)


def test_the_next_question_leads_to_where_it_is_answered() -> None:
    project = prepared()
    by = lotse(project)

    first = corner(by, project.pk).question
    answer_question(project=project, question="applicant", answer="verein", by=by, at=AT)
    second = corner(by, project.pk).question

    assert first is not None
    assert second is not None
    assert (str(first.text), first.decides) == ("Wer beantragt das Geld?", 4)
    assert str(second.text) == "Ist der Träger als gemeinnützig anerkannt?"
    assert second.url.endswith("/geld/#angaben")


def test_the_page_shows_the_corner_and_takes_programmes_into_the_plan() -> None:
    project = prepared()
    helper = signed_in(project.town, Role.LOTSE)
    address = f"/werkstatt/projekte/{project.public_id}/vermittlung/"
    answer_question(
        project=project, question="applicant", answer="verein", by=lotse(project), at=AT
    )

    before = helper.get(address).content.decode()
    programme = Programme.objects.get(key="a")
    helper.post(
        f"/werkstatt/projekte/{project.public_id}/geld/programme/{programme.public_id}/aufnehmen/"
    )
    after = helper.get(address).content.decode()

    assert "Allgemein passend" in before
    assert "steht im Finanzierungsplan" not in before
    assert "steht im Finanzierungsplan" in after


def test_a_question_is_answered_on_the_page_and_the_next_one_follows() -> None:
    project = prepared()
    helper = signed_in(project.town, Role.TREASURER)
    page = f"/werkstatt/projekte/{project.public_id}/vermittlung/"
    question = f"/werkstatt/projekte/{project.public_id}/geld/frage/"

    first = helper.get(page).content.decode()
    answer = helper.post(f"{question}applicant/", {"answer": "verein"})
    second = helper.get(page).content.decode()
    helper.post(f"{question}charitable/", {"answer": "later"})
    third = helper.get(page).content.decode()
    helper.post(f"{question}charitable/", {"answer": "no"})

    assert 'value="verein"' in first
    assert answer.headers["Location"] == page
    assert "Ist der Träger als gemeinnützig anerkannt?" in second
    assert "Weiß ich noch nicht" in second
    assert "Ist der Träger als gemeinnützig anerkannt?" not in third
    assert corner(lotse(project), project.pk).fits == 2
    assert list(ProfileAnswer.objects.values_list("question", "answer").order_by("question")) == [
        ("applicant", "verein"),
        ("charitable", "no"),
    ]


def test_a_postponed_answer_decides_nothing_and_the_page_of_the_money_asks_on() -> None:
    project = prepared()
    helper = signed_in(project.town, Role.LOTSE)
    money = f"/werkstatt/projekte/{project.public_id}/geld/"

    for question in ("applicant", "charitable"):
        helper.post(f"{money}frage/{question}/", {"answer": "later"})
    found = corner(lotse(project), project.pk)
    page = helper.get(money).content.decode()

    assert (found.fits, found.open_questions) == (0, 4)
    assert found.question is None
    assert "beantwortet am" not in page
    assert "noch nicht bekannt" in page


@pytest.mark.parametrize("typed", ["", "vielleicht"])
def test_an_answer_on_the_page_that_is_none_is_refused_with_a_sentence(typed: str) -> None:
    project = prepared()
    helper = signed_in(project.town, Role.LOTSE)

    answer = helper.post(
        f"/werkstatt/projekte/{project.public_id}/geld/frage/applicant/", {"answer": typed}
    )

    assert answer.status_code == 422
    assert "Bitte wählen Sie eine" in answer.content.decode()
    assert not ProfileAnswer.objects.exists()


def test_a_rough_sum_becomes_the_first_cost_and_a_second_click_changes_nothing() -> None:
    project = prepared()
    helper = signed_in(project.town, Role.LOTSE)
    address = f"/werkstatt/projekte/{project.public_id}/geld/frage/cost/"

    wrong = helper.post(address, {"amount": "viel"})
    for _click in range(2):
        helper.post(address, {"amount": "6.400"})

    assert wrong.status_code == 422
    assert 'value="viel"' in wrong.content.decode()
    assert list(project.cost_lines.values_list("label", "cents")) == [("Grob geschätzt", 640_000)]


def test_the_best_suggestions_become_a_plan_at_one_click_and_the_page_tells_its_outcome() -> None:
    project = prepared()
    by = lotse(project)
    for key, change in [("b", {"kind": "darlehen"}), ("a", {}), ("allgemein", {})]:
        programme = Programme.objects.get(key=key)
        programme.record |= {"instrument": change.get("kind", "zuschuss"), "rate_pct": 50}
        programme.save()
    add_cost_line(project=project, by=by, at=AT, label="Werkbank", cents=100_000)
    answer_question(project=project, question="applicant", answer="verein", by=by, at=AT)
    helper = signed_in(project.town, Role.LOTSE)
    page = f"/werkstatt/projekte/{project.public_id}/vermittlung/"
    address = f"/werkstatt/projekte/{project.public_id}/geld/vorschlag/"

    before = helper.get(page).content.decode()
    for _click in range(2):
        assert helper.post(address).status_code == 302
    after = helper.get(page).content.decode()

    assert "Mit den besten einen Plan rechnen" in before
    assert "So könnte es zusammengehen" not in before
    assert set(project.chosen_programmes.values_list("programme__key", flat=True)) == {
        "a",
        "allgemein",
    }
    assert "Mit den besten einen Plan rechnen" not in after
    assert "So könnte es zusammengehen" in after
    assert AuditEntry.objects.filter(event="programme.chosen").count() == 2


def test_new_words_of_a_project_make_the_worker_look_again_but_only_then(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
) -> None:
    town = make_town()
    make_programme(town, id="rad", name="Radverkehr", summary_de="Fahrräder und Radwege")
    by = team_of(town)
    with django_capture_on_commit_callbacks() as asked:
        project = create_project(by=by, at=AT, title="Offene Fahrradwerkstatt")
    suggest_for.call(project.pk, True)
    first = Suggestions.objects.get(project=project).computed_at

    suggest_for.call(project.pk, True)
    again = Suggestions.objects.get(project=project).computed_at
    suggest_for.call(project.pk, False)

    assert len(asked) == 1
    assert again == first
    assert Suggestions.objects.get(project=project).computed_at > first


def test_readers_see_suggestions_but_no_buttons() -> None:
    project = prepared()
    reader = signed_in(project.town, Role.ADMINISTRATION)

    page = reader.get(f"/werkstatt/projekte/{project.public_id}/vermittlung/").content.decode()

    assert "Warum?" in page or "fehlt Angabe" in page
    assert "In den Finanzierungsplan" not in page
    assert reader.post(f"/werkstatt/projekte/{project.public_id}/geld/suchen/").status_code == 403
    assert reader.post(f"/werkstatt/projekte/{project.public_id}/geld/angaben/").status_code == 403


def test_without_a_search_the_corner_says_so_and_offers_one(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
) -> None:
    project = make_project(make_town())
    helper = signed_in(project.town, Role.LOTSE)

    found = corner(lotse(project), project.pk)
    with django_capture_on_commit_callbacks() as asked:
        answer = helper.post(f"/werkstatt/projekte/{project.public_id}/geld/suchen/")

    assert str(found.summary) == "Noch hat niemand nach Programmen gesucht."
    assert (answer.status_code, len(asked)) == (302, 1)


def test_old_suggestions_and_those_without_the_encoder_are_marked() -> None:
    project = make_project(make_town())
    suggested(project, used_encoder=False)
    Project.objects.filter(pk=project.pk).update(title="Etwas ganz anderes")

    context = corner(lotse(project), project.pk).panel.context

    assert (context["is_stale"], context["used_encoder"]) == (True, False)


def test_an_answer_is_kept_with_who_and_when_and_can_be_taken_back() -> None:
    project = make_project(make_town())
    helper = signed_in(project.town, Role.TREASURER)
    address = f"/werkstatt/projekte/{project.public_id}/geld/angaben/"
    given = {"applicant": "verein", "charitable": "yes", "started": ""}

    for _click in range(2):
        assert helper.post(address, given).status_code == 302
    kept = ProfileAnswer.objects.get(project=project, question="charitable")
    helper.post(address, {"applicant": "verein"})

    assert kept.answered_by is not None
    assert list(ProfileAnswer.objects.values_list("question", "answer")) == [
        ("applicant", "verein")
    ]
    assert AuditEntry.objects.filter(event="profile.answered").count() == 2


def test_an_answer_that_is_none_is_refused() -> None:
    project = make_project(make_town())
    helper = signed_in(project.town, Role.LOTSE)

    answer = helper.post(
        f"/werkstatt/projekte/{project.public_id}/geld/angaben/", {"charitable": "vielleicht"}
    )

    assert answer.status_code == 422
    assert not ProfileAnswer.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_the_corner_takes_as_many_queries_for_one_as_for_many(
    count: int, django_assert_num_queries: Queries
) -> None:
    town = make_town()
    project = make_project(town)
    for number in range(count):
        make_programme(town, id=f"p{number:02d}")
        add_cost_line(project=project, by=team_of(town), at=AT, label=f"Posten {number}", cents=100)
    suggested(project, *[f"p{number:02d}" for number in range(count)])

    with django_assert_num_queries(6):
        corner(lotse(project), project.pk)


def test_the_worker_finds_the_bicycle_programme_for_the_bicycle_workshop() -> None:
    town = make_town()
    make_programme(
        town, id="rad", name="Radverkehr", summary_de="Fahrräder und Radwege", themes=["radverkehr"]
    )
    make_programme(
        town, id="musik", name="Amateurmusik", summary_de="Chöre und Orchester", themes=["musik"]
    )
    project = make_project(town, "Offene Fahrradwerkstatt")

    suggest(town, [project])

    stored = Suggestions.objects.get(project=project)
    assert [each["key"] for each in stored.ranking] == ["rad", "musik"]
    assert stored.text_hash == text_hash_of(project)


def test_all_suggestions_stand_on_a_page_of_their_own_the_excluded_ones_with_their_rule() -> None:
    town = make_town(population=16_000)
    keys = [f"p{number:02}" for number in range(12)]
    for key in keys:
        kind = "kommune" if key in {"p03", "p04", "p05", "p06"} else "verein"
        make_programme(town, id=key, name=f"Programm {key}", eligible_applicants=[kind])
    project = make_project(town)
    suggested(project, *keys)
    by = lotse(project)
    answer_question(project=project, question="applicant", answer="verein", by=by, at=AT)
    client = signed_in(town, Role.LOTSE)

    column = corner(by, project.pk).panel.context
    page = client.get(f"/werkstatt/projekte/{project.public_id}/geld/vorschlaege/").content.decode()

    assert column["total"] == 12
    assert len(names(corner(by, project.pk), "topic")) == 5
    assert all(f"Programm {key}" in page for key in keys)
    assert page.count("passt nicht") >= 4
    assert page.index("Programm p11") < page.index("Programm p03")


def test_a_column_that_shows_everything_offers_no_page_with_more() -> None:
    project = prepared()

    assert corner(lotse(project), project.pk).panel.context["total"] == 0
