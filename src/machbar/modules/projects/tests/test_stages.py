"""The way from stage to stage: gates, reasons, checklist, operation table, what everybody reads of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor
from machbar.modules.projects.core import Line, Side, StageKey
from machbar.modules.projects.exceptions import (
    ChangedMeanwhile,
    GateClosed,
    NotPossible,
    ReasonMissing,
)
from machbar.modules.projects.models import ChecklistItem, Project, StageMove
from machbar.modules.projects.module import day_page
from machbar.modules.projects.selectors import operation_of
from machbar.modules.projects.services import (
    add_point,
    choose_kind,
    create_project,
    decide_point,
    move_project,
    publish_project,
    set_operation,
    set_slot,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


def make_project(by: Actor, **fields: str) -> Project:
    return create_project(
        by=by, at=NOW, title="Bücherschrank", **{"description": "Bücher für alle.", **fields}
    )


def tick_all(project: Project, by: Actor) -> None:
    for item in project.checklist.all():
        decide_point(item=item, state="done", note="Die Lotsin.", by=by, at=NOW)


def fill_slots(project: Project, by: Actor, state: str) -> None:
    for slot in project.slots.all():
        set_slot(project=project, kind=slot.kind, state=state, note="Steht.", by=by, at=NOW)


def move(project: Project, by: Actor, target: str, **more: object) -> None:
    move_project(
        project=Project.objects.get(pk=project.pk),
        by=by,
        at=NOW,
        target=target,
        **more,  # type: ignore[arg-type]
    )


def stage(project: Project) -> str:
    return Project.objects.get(pk=project.pk).stage


def signed_in(actor: Actor) -> Client:
    assert actor.person is not None
    client = Client()
    client.force_login(actor.person, backend=BACKEND)
    return client


def test_a_project_goes_on_when_its_gate_misses_nothing() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    tick_all(project, lotse)

    move(project, lotse, "coordination")

    assert stage(project) == "coordination"
    assert list(StageMove.objects.values_list("from_stage", "to_stage", "reason")) == [
        ("sketch", "coordination", "")
    ]
    assert AuditEntry.objects.filter(event="project.moved").count() == 1


def test_a_closed_gate_stays_closed_unless_a_reason_opens_it_and_the_reason_is_kept() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    with pytest.raises(GateClosed):
        move(project, lotse, "coordination")
    with pytest.raises(ReasonMissing):
        move(project, lotse, "coordination", force=True, reason="  ")
    move(project, lotse, "coordination", force=True, reason="Der Verein kümmert sich.")

    step = StageMove.objects.get(project=project)
    assert step.reason == "Der Verein kümmert sich."
    assert step.in_spite_of == [
        "Noch offen: Wer kümmert sich, und wie ist die Person zu erreichen?"
    ]


def test_no_reason_makes_a_project_feasible_whose_slots_do_not_stand() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    tick_all(project, lotse)
    move(project, lotse, "coordination")
    fill_slots(project, lotse, "candidate")

    with pytest.raises(GateClosed):
        move(project, lotse, "feasible", force=True, reason="Wird schon.")
    fill_slots(project, lotse, "proven")
    move(project, lotse, "feasible")

    assert stage(project) == "feasible"


def test_resting_needs_a_reason_and_leads_back_to_where_the_project_stood() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    tick_all(project, lotse)
    move(project, lotse, "coordination")

    with pytest.raises(ReasonMissing):
        move(project, lotse, "resting")
    move(project, lotse, "resting", reason="Der Eigentümer ist verreist.")
    move(project, lotse, "failed", reason="Der Laden ist verkauft.")
    with pytest.raises(NotPossible):
        move(project, lotse, "sketch", reason="Neu.")
    move(project, lotse, "coordination", reason="Ein anderer Laden.")

    project.refresh_from_db()
    assert (project.stage, project.stage_before) == ("coordination", "")


def test_the_database_itself_asks_for_the_reason_of_a_failure() -> None:
    project = make_project(make_actor(Role.LOTSE))

    with pytest.raises(IntegrityError), transaction.atomic():
        StageMove.objects.create(project=project, from_stage="sketch", to_stage="failed", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        StageMove.objects.create(
            project=project,
            from_stage="sketch",
            to_stage="coordination",
            at=NOW,
            in_spite_of=["Noch offen"],
        )


def test_two_people_cannot_take_the_same_step_twice() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    tick_all(project, lotse)
    seen = Project.objects.get(pk=project.pk)
    move(project, lotse, "coordination")

    with pytest.raises(NotPossible):
        move_project(project=seen, by=lotse, at=NOW, target="coordination")
    assert StageMove.objects.count() == 1


def test_the_type_brings_its_points_and_what_somebody_decided_stays() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    choose_kind(project=project, kind="furniture", by=lotse, at=NOW)
    place = project.checklist.get(text="Genauer Standort mit Maßen und Foto")
    decide_point(item=place, state="done", by=lotse, at=NOW)
    add_point(project=project, gate="coordination", text=" Schlüssel ", by=lotse, at=NOW)

    for _click in range(2):
        choose_kind(project=project, kind="event", by=lotse, at=NOW)

    texts = set(project.checklist.values_list("text", flat=True))
    assert {"Genauer Standort mit Maßen und Foto", "Schlüssel", "Musik angemeldet"} <= texts
    assert "Sondernutzung beim Ordnungsamt angefragt" not in texts
    assert AuditEntry.objects.filter(event="project.kind_chosen").count() == 2


def test_a_point_is_not_needed_only_with_a_reason() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    item = project.checklist.filter(is_required=True)[0]

    with pytest.raises(ReasonMissing):
        decide_point(item=item, state="not_needed", by=lotse, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChecklistItem.objects.filter(pk=item.pk).update(state="not_needed")
    decide_point(item=item, state="not_needed", note="Gehört der Stadt.", by=lotse, at=NOW)
    decide_point(item=item, state="open", by=lotse, at=NOW)

    item.refresh_from_db()
    assert (item.state, item.note, item.decided_at) == ("open", "", None)


def test_the_operation_table_is_saved_whole_and_not_over_somebody_else() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    rent = Line(side=Side.COST, label="Miete", years=(240_000, 240_000, 240_000))
    hours = Line(side=Side.HOURS, label="Ehrenamtliche", years=(100, 80, 80))

    def save(lines: list[Line], seen: int) -> None:
        set_operation(
            project=project,
            lines=lines,
            gap_covered_by=" die Stadt ",
            by=lotse,
            at=NOW,
            seen_version=seen,
        )

    save([rent, hours], 0)
    with pytest.raises(ChangedMeanwhile):
        save([rent], 0)

    found = operation_of(Project.objects.get(pk=project.pk))
    assert found is not None
    assert (found.gap, found.gap_covered_by, found.years[0].hours) == (720_000, "die Stadt", 100)


def test_the_page_of_the_way_says_what_is_missing_and_takes_the_step() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    client, address = signed_in(lotse), f"/werkstatt/projekte/{project.public_id}/weg/"

    closed = client.get(address).content.decode()
    refused = client.post(f"{address}schritt/", {"target": "coordination"})
    for item in project.checklist.filter(gate="coordination"):
        ticked = {"state": "done", "note": "Die Lotsin, am Tresen."}
        assert client.post(f"{address}punkte/{item.public_id}/", ticked).status_code == 302
    ready = client.get(address).content.decode()
    taken = client.post(f"{address}schritt/", {"target": "coordination"})

    assert "Das nächste Tor: in Abstimmung" in closed
    assert "Noch offen: Wer kümmert sich" in closed
    assert refused.status_code == 422
    assert "Das Tor ist noch zu." in refused.content.decode()
    assert "es fehlt nichts" in ready
    assert taken.headers["Location"] == address
    assert stage(project) == "coordination"


def test_a_reason_that_is_missing_is_asked_for_beside_its_field_and_nothing_is_lost() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    client, address = signed_in(lotse), f"/werkstatt/projekte/{project.public_id}/weg/"
    item = project.checklist.all()[0]

    no_reason = client.post(f"{address}schritt/", {"target": "failed", "reason": ""})
    too_long = client.post(f"{address}schritt/", {"target": "failed", "reason": "x" * 501})
    no_note = client.post(f"{address}punkte/{item.public_id}/", {"state": "not_needed"})
    no_text = client.post(f"{address}punkte/", {"gate": "coordination", "text": ""})

    assert {answer.status_code for answer in (no_reason, too_long, no_note, no_text)} == {422}
    assert "Bitte sagen Sie in einem Satz, warum." in no_reason.content.decode()
    assert "x" * 501 in too_long.content.decode()
    assert "warum dieser Punkt nicht nötig ist" in no_note.content.decode()
    assert "woran zu denken ist" in no_text.content.decode()
    assert stage(project) == "sketch"


def typed(**cells: str) -> dict[str, str]:
    return {
        "betrieb-TOTAL_FORMS": "2",
        "betrieb-INITIAL_FORMS": "0",
        "betrieb-0-side": "cost",
        "betrieb-1-side": "hours",
        "seen_version": "0",
        "gap_covered_by": "",
        **{f"betrieb-{name}": text for name, text in cells.items()},
    }


def test_the_operation_page_takes_amounts_as_people_write_them() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    client, address = signed_in(lotse), f"/werkstatt/projekte/{project.public_id}/betrieb/"
    cells = {"0-label": "Miete", "0-year_1": "2.400", "1-label": "Helfende", "1-year_1": "120"}

    empty = client.get(address).content.decode()
    saved = client.post(address, typed(**cells))
    page = client.get(address).content.decode().replace("\xa0", " ")

    assert "Noch hat niemand gerechnet" in empty
    assert saved.status_code == 302
    assert "In drei Jahren fehlen 2.400 €." in page
    assert 'value="120"' in page
    assert list(project.operation_lines.values_list("side", "label", "year_1")) == [
        ("cost", "Miete", 240_000),
        ("hours", "Helfende", 120),
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"0-label": "Miete", "0-year_1": "viel"}, "Das ist kein Betrag."),
        ({"0-year_1": "100"}, "Bitte schreiben Sie, was diese Zeile ist."),
        ({"1-label": "Helfende", "1-year_1": "1,5"}, "Bitte ganze Stunden angeben."),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_and_what_was_typed_stays(
    cells: dict[str, str], sentence: str
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    answer = signed_in(lotse).post(
        f"/werkstatt/projekte/{project.public_id}/betrieb/", typed(**cells)
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert all(f'value="{text}"' in page for name, text in cells.items() if "year" in name)
    assert not project.operation_lines.exists()


def test_everybody_reads_why_a_public_project_rests_but_not_why_a_gate_was_forced() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    publish_project(project=project, by=lotse, at=NOW)
    move(project, lotse, "coordination", force=True, reason="Der Verein kümmert sich.")
    move(project, lotse, "resting", reason="Wir warten auf den Frühling.")

    page = Client().get(f"/projekte/{project.public_id}/").content.decode()

    assert "Wir warten auf den Frühling." in page
    assert "Der Verein kümmert sich." not in page


def test_what_stands_still_for_sixty_days_comes_to_the_day_page_and_the_list() -> None:
    lotse = make_actor(Role.LOTSE)
    now = timezone.now()
    still, moved, resting = (
        create_project(by=lotse, at=now, title=title) for title in ("Still", "Bewegt", "Ruht")
    )
    # More than 61 days: at night the sixtieth day back may begin an hour later, before the clocks went back.
    long_ago = now - timedelta(days=63)
    Project.objects.filter(pk__in=[still.pk, resting.pk]).update(changed_at=long_ago)
    Project.objects.filter(pk=resting.pk).update(stage=StageKey.RESTING, stage_before="sketch")
    Project.objects.filter(pk=moved.pk).update(changed_at=now - timedelta(days=59))

    part = day_page(lotse, timezone.localdate())
    page = signed_in(lotse).get("/werkstatt/projekte/?still=on").content.decode()

    assert part is not None
    assert [str(item.headline) for item in part.items] == ["Still"]
    assert (part.total, part.url) == (1, "/werkstatt/projekte/?still=on")
    assert ("Still" in page, "Bewegt" in page) == (True, False)
    assert day_page(make_actor(Role.EDITOR, town=lotse.town), timezone.localdate()) is None


@pytest.mark.parametrize("count", [1, 20])
def test_the_way_takes_as_many_queries_with_one_point_as_with_twenty(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    for number in range(count):
        add_point(project=project, gate="coordination", text=f"Punkt {number}", by=lotse, at=NOW)
    client = signed_in(lotse)
    client.get("/werkstatt/projekte/")  # the first request of a session also writes it

    with django_assert_max_num_queries(10):
        client.get(f"/werkstatt/projekte/{project.public_id}/weg/")
    # 8 and 2 each for funding, coordination, meetings, ideas and premises
    with django_assert_max_num_queries(18):
        client.get(f"/werkstatt/projekte/{project.public_id}/")


def test_a_point_that_asks_who_is_ticked_with_a_name_and_the_gate_shows_it() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    client, address = signed_in(lotse), f"/werkstatt/projekte/{project.public_id}/weg/"
    who = project.checklist.get(text__startswith="Wer kümmert sich")
    point = f"{address}punkte/{who.public_id}/"

    refused = client.post(point, {"state": "done", "note": " "})
    who.refresh_from_db()
    before = who.state
    client.post(point, {"state": "done", "note": "Die Vorsitzende, am Tresen zu erreichen."})
    page = client.get(address).content.decode()

    assert refused.status_code == 422
    assert "Bitte sagen Sie, wer: ein Name oder eine Rolle" in refused.content.decode()
    assert before == "open"
    assert "Die Vorsitzende, am Tresen zu erreichen." in page
