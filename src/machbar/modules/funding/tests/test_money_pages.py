"""The team's pages of money, from the form to the plan."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import highspy
import pytest
from django.test import Client

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.modules.funding.models import ChosenProgramme, CostLine, FinancingPlan
from machbar.modules.funding.selectors import with_money
from machbar.modules.funding.services import add_cost_line, choose_programme, set_own_money
from machbar.modules.funding.services.solving import store_plan
from machbar.modules.funding.tests.builders import (
    AT,
    make_programme,
    make_project,
    make_town,
    signed_in,
    team_of,
)
from machbar.modules.projects.models import Project

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]


def address(project: Project, rest: str = "") -> str:
    return f"/werkstatt/projekte/{project.public_id}/geld/{rest}"


def table(*rows: tuple[str, str], version: int = 0, present: int = 0) -> dict[str, str]:
    """The cost form as a browser sends it; the first `present` rows name their lines."""
    lines = list(CostLine.objects.order_by("position", "id").values_list("pk", flat=True))
    sent = {
        "kosten-TOTAL_FORMS": str(len(rows)),
        "kosten-INITIAL_FORMS": str(present),
        "seen_version": str(version),
    }
    for at, (label, amount) in enumerate(rows):
        sent[f"kosten-{at}-line"] = str(lines[at]) if at < present else ""
        sent[f"kosten-{at}-label"] = label
        sent[f"kosten-{at}-amount"] = amount
    return sent


def lines_of(project: Project) -> list[tuple[str, int]]:
    return list(project.cost_lines.values_list("label", "cents"))


def version_of(project: Project) -> int:
    return FinancingPlan.objects.get(project=project).version


def start() -> tuple[Client, Project]:
    town = make_town()
    return signed_in(town, Role.TREASURER), make_project(town)


def test_costs_are_saved_and_the_plan_is_computed() -> None:
    kasse, project = start()

    answer = kasse.post(
        address(project, "kosten/"),
        table(("Entwurf", "24.000"), ("", ""), ("Messung", "6000,50 €")),
    )

    assert answer.status_code == 302
    assert lines_of(project) == [("Entwurf", 2_400_000), ("Messung", 600_050)]
    assert "Es fehlen 30.000,50\u00a0€." in kasse.get(address(project)).content.decode()
    assert AuditEntry.objects.filter(event="costs.changed").count() == 1


def test_the_table_is_changed_and_rows_are_emptied() -> None:
    kasse, project = start()
    kasse.post(address(project, "kosten/"), table(("A", "10"), ("B", "20")))

    kasse.post(
        address(project, "kosten/"),
        table(("A", ""), ("B2", "25"), ("C", "30"), version=1, present=2),
    )
    after_mistake = lines_of(project)
    kasse.post(
        address(project, "kosten/"),
        table(("", ""), ("B2", "25"), ("C", "30"), version=1, present=2),
    )

    assert after_mistake == [("A", 1_000), ("B", 2_000)]
    assert lines_of(project) == [("B2", 2_500), ("C", 3_000)]


def test_sending_the_same_table_twice_adds_nothing() -> None:
    kasse, project = start()
    sent = table(("Entwurf", "24.000"))

    answers = [kasse.post(address(project, "kosten/"), sent).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert lines_of(project) == [("Entwurf", 2_400_000)]
    assert version_of(project) == 1


def test_who_saves_over_somebody_else_keeps_what_was_typed() -> None:
    kasse, project = start()
    kasse.post(address(project, "kosten/"), table(("Entwurf", "100")))

    answer = kasse.post(address(project, "kosten/"), table(("Ganz anders", "7")))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Jemand anderes hat das Geld dieses Projekts inzwischen geändert." in page
    assert "Ganz anders" in page
    assert lines_of(project) == [("Entwurf", 10_000)]


@pytest.mark.parametrize(
    ("label", "amount", "sentence"),
    [
        ("Entwurf", "viel", "Das ist kein Betrag. Bitte schreiben Sie ihn so: 1.234,50."),
        ("Entwurf", "", "Bitte geben Sie einen Betrag an, zum Beispiel 1.234,50."),
        ("Entwurf", "0", "Ein Betrag von null gehört nicht in die Tabelle."),
        ("Entwurf", "-3", "Ein Betrag kann nicht negativ sein."),
        ("", "30", "Bitte sagen Sie, was mit diesem Betrag bezahlt wird."),
        ("x" * 121, "30", "Bitte höchstens 120 Zeichen."),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_lost(label: str, amount: str, sentence: str) -> None:
    kasse, project = start()

    answer = kasse.post(address(project, "kosten/"), table((label, amount), ("Zweites", "5")))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Zeile 1," in page
    assert "Zweites" in page
    assert lines_of(project) == []


def test_own_money_and_a_programme_make_the_plan_add_up() -> None:
    kasse, project = start()
    programme = make_programme(project.town, rate_pct=90, max_eur=None)
    kasse.post(address(project, "kosten/"), table(("Entwurf", "40.000")))
    kasse.post(address(project, "mittel/"), {"own_cash": "4.000", "donations": ""})

    for _click in range(2):
        kasse.post(address(project, f"programme/{programme.public_id}/aufnehmen/"))

    page = kasse.get(address(project)).content.decode()
    assert "Der Plan geht auf." in page
    assert "36.000,00\u00a0€" in page
    assert "Dann fehlen 400\u00a0€." in page
    assert ChosenProgramme.objects.filter(project=project).count() == 1


def test_a_share_that_becomes_a_fixed_sum_no_longer_grows_with_the_costs() -> None:
    kasse, project = start()
    chosen = with_chosen(project, rate_pct=90, max_eur=None)
    form = {"kind": "fixed", "amount": "36.000", "effort": "2", "progress": "planned"}
    kasse.post(address(project, "mittel/"), {"own_cash": "4.000"})

    kasse.post(
        address(project, "kosten/"), table(("Entwurf", "42.000"), version=version_of(project))
    )
    with_share = kasse.get(address(project)).content.decode()
    kasse.post(address(project, f"plan/{chosen.public_id}/zahlen/"), form)
    with_sum = kasse.get(address(project)).content.decode()

    assert "Es fehlen 200\u00a0€." in with_share
    assert "Es fehlen 2.000\u00a0€." in with_sum


def with_chosen(project: Project, **record: object) -> ChosenProgramme:
    programme = make_programme(project.town, **record)
    choose_programme(project=project, programme=programme, by=team_of(project.town), at=AT)
    return ChosenProgramme.objects.get(project=project, programme=programme)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rate", "120", "Ein Anteil beträgt höchstens 100 Prozent."),
        ("rate", "0", "Ein Anteil von null zahlt nichts."),
        ("amount", "", "Ein fester Betrag braucht seine Höhe."),
        ("effort", "12", "Bitte eine ganze Zahl von 1 bis 9."),
        ("progress", "awarded", "Bitte geben Sie den Betrag aus dem Bescheid an."),
        ("least", "99.000", "Der kleinste Zuschuss liegt über dem höchsten."),
    ],
)
def test_wrong_numbers_of_a_programme_are_named(field: str, value: str, sentence: str) -> None:
    kasse, project = start()
    chosen = with_chosen(project)
    right = {"kind": "fixed", "amount": "500", "most": "600", "effort": "2", "progress": "planned"}

    answer = kasse.post(
        address(project, f"plan/{chosen.public_id}/zahlen/"), {**right, field: value}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_programme_goes_out_of_the_plan_once() -> None:
    kasse, project = start()
    chosen = with_chosen(project)

    for _click in range(2):
        kasse.post(address(project, f"plan/{chosen.public_id}/herausnehmen/"))

    assert not ChosenProgramme.objects.exists()
    assert AuditEntry.objects.filter(event="programme.dropped").count() == 1


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"status": "ended"}, "Probeprogramm ist beendet."),
        ({"instrument": "darlehen"}, "Probeprogramm ist ein Darlehen."),
    ],
)
def test_what_has_ended_or_is_a_loan_does_not_stand_in_a_plan(
    record: dict[str, object], sentence: str
) -> None:
    kasse, project = start()
    programme = make_programme(project.town, **record)

    answer = kasse.post(address(project, f"programme/{programme.public_id}/aufnehmen/"))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ChosenProgramme.objects.exists()


def test_a_programme_without_numbers_is_left_out_and_the_page_says_so() -> None:
    kasse, project = start()
    with_chosen(project, rate_pct=None, max_eur=None)

    kasse.post(address(project, "kosten/"), table(("Entwurf", "100"), version=1))

    page = kasse.get(address(project)).content.decode()
    assert "Weder Anteil noch Summe sind bekannt." in page
    assert "Es fehlen 100\u00a0€." in page


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATION, Role.MODERATION])
def test_other_roles_read_the_plan_and_change_nothing(role: Role) -> None:
    town = make_town()
    project = make_project(town)
    reader = signed_in(town, role)

    assert reader.get("/werkstatt/geld/").status_code == 200
    assert "Kosten speichern" not in reader.get(address(project)).content.decode()
    assert reader.post(address(project, "kosten/"), table(("A", "1"))).status_code == 403
    assert reader.post(address(project, "mittel/"), {"own_cash": "1"}).status_code == 403
    assert lines_of(project) == []


def test_guests_are_led_to_the_sign_in_and_other_towns_find_nothing() -> None:
    here, there = make_town(), make_town("anderswo")
    project, foreign = make_project(here, is_public=True), make_programme(there, id="fremd")
    chosen = with_chosen(make_project(there), id="fremd")
    kasse = signed_in(here, Role.TREASURER)

    assert signed_in(here).get(address(project)).status_code == 302
    assert signed_in(there, Role.TREASURER).get(address(project)).status_code == 404
    assert (
        kasse.post(address(project, f"programme/{foreign.public_id}/aufnehmen/")).status_code == 404
    )
    assert kasse.post(address(project, f"plan/{chosen.public_id}/zahlen/")).status_code == 404
    kasse.post(address(project, f"plan/{chosen.public_id}/herausnehmen/"))
    assert ChosenProgramme.objects.get() == chosen


def test_a_plan_of_an_older_version_is_computed_when_somebody_looks() -> None:
    kasse, project = start()
    kasse.post(address(project, "kosten/"), table(("Entwurf", "100")))
    FinancingPlan.objects.update(result={"missing": 1})

    assert "Es fehlen 100\u00a0€." in kasse.get(address(project)).content.decode()
    assert FinancingPlan.objects.get().result == {"missing": 1}


def test_a_big_plan_is_left_to_the_worker() -> None:
    kasse, project = start()

    kasse.post(address(project, "kosten/"), table(*[(f"Posten {n}", "10") for n in range(13)]))
    before = kasse.get(address(project)).content.decode()
    store_plan(with_money(Project.objects.filter(pk=project.pk)).get())
    after = kasse.get(address(project)).content.decode()

    assert "Der Plan wird gerade gerechnet." in before
    assert "Es fehlen 130\u00a0€." in after


def test_looking_never_changes_anything() -> None:
    kasse, project = start()

    for rest in ("kosten/", "mittel/", "programme/x/aufnehmen/", "plan/x/zahlen/"):
        assert kasse.get(address(project, rest)).status_code == 405
    kasse.get(address(project))

    assert not FinancingPlan.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_pages_take_as_many_queries_for_one_as_for_many(
    count: int, django_assert_num_queries: Queries
) -> None:
    town = make_town()
    team, first = team_of(town), make_project(town, "Erstes")
    for number in range(count):
        project = first if number == 0 else make_project(town, f"Projekt {number}")
        add_cost_line(project=project, by=team, at=AT, label="Miete", cents=10_000)
    for number in range(min(count, 5)):
        programme = make_programme(town, id=f"p{number}", rate_pct=10)
        choose_programme(project=first, programme=programme, by=team, at=AT)
    set_own_money(project=first, by=team, at=AT, own_cash=10_000)
    kasse = signed_in(town, Role.TREASURER)

    kasse.get("/werkstatt/heute/")  # the first page of a session also writes the session

    with django_assert_num_queries(10):
        kasse.get("/werkstatt/geld/")
    with django_assert_num_queries(10):
        kasse.get(address(first))


def test_where_the_solver_fails_the_page_says_what_to_do_and_keeps_what_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kasse, project = start()
    monkeypatch.setattr("highspy.Highs.passModel", lambda *_model: highspy.HighsStatus.kError)

    saved = kasse.post(address(project, "kosten/"), table(("Entwurf", "24.000")))

    page = kasse.get(address(project))
    assert saved.status_code == 302
    assert lines_of(project) == [("Entwurf", 2_400_000)]
    assert FinancingPlan.objects.get(project=project).has_failed
    assert page.status_code == 200
    assert "Wir konnten keinen Plan berechnen, dem wir trauen." in page.content.decode()
    for path in ("/werkstatt/geld/", "/werkstatt/heute/", f"/projekte/{project.public_id}/"):
        assert kasse.get(path).status_code in {200, 404}


def test_the_next_change_computes_again_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    kasse, project = start()
    with monkeypatch.context() as broken:
        broken.setattr("highspy.Highs.passModel", lambda *_model: highspy.HighsStatus.kError)
        kasse.post(address(project, "kosten/"), table(("Entwurf", "24.000")))

    kasse.post(
        address(project, "kosten/"),
        table(("Entwurf", "24.000"), ("Druck", "10"), version=version_of(project), present=1),
    )

    assert "Es fehlen 24.010\u00a0€." in kasse.get(address(project)).content.decode()
