"""The pages of the feasibility sketch: questions, conflicts, finishing, and links to write along."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.projects.core import SketchStep
from machbar.modules.projects.models import (
    Project,
    Sketch,
    SketchAuthor,
    SketchEdition,
    SketchVariant,
    SketchWriter,
)
from machbar.modules.projects.services import end_writer, finish_sketch, invite_writer, set_slot
from machbar.modules.projects.tests.sketches import named, url, write, written
from machbar.modules.projects.tests.test_projects import NOW, make_project, sign_in

pytestmark = pytest.mark.django_db


def test_the_page_refuses_fertig_and_then_freezes_a_version_that_can_be_read(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = written(lotse)
    sign_in(client, lotse)

    def finish() -> int:
        version = Sketch.objects.get().version
        answer = client.post(url(project, "fertig/"), {"seen_version": version})
        return answer.status_code

    refused = client.post(
        url(project, "fertig/"), {"seen_version": Sketch.objects.get().version}
    ).content.decode()
    assert "Folgekosten von „Klein“" in refused
    write(project, lotse, SketchStep.FOLLOW_UP, "Der Bauhof.", yearly=0)
    assert finish() == 422
    write(project, lotse, SketchStep.FOLLOW_UP, "Der Bauhof.", yearly_note="Macht der Verein.")
    assert finish() == 302

    page = client.get(url(project, "fassung/1/")).content.decode()
    assert "0\u00a0€: Macht der Verein." in page
    assert [
        client.get(url(project, f"datei/{n}/{kind}/")).status_code
        for n in (0, 1)
        for kind in ("pdf", "odt", "exe")
    ] == [200, 200, 404, 200, 200, 404]
    for path in ("", "weg/"):
        shown = client.get(f"/werkstatt/projekte/{project.public_id}/{path}").content.decode()
        assert "Fassung 1 vom" in shown


def test_a_step_is_saved_and_leads_to_the_next_question_or_to_the_overview(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)

    on = client.post(
        url(project, "frage/anlass/"), {"text": "A", "seen_version": "0", "then": "next"}
    )
    back = client.post(
        url(project, "frage/ort/"), {"text": "B", "seen_version": "0", "then": "overview"}
    )
    last = client.post(
        url(project, "frage/entscheidung/"), {"text": "C", "seen_version": "0", "then": "next"}
    )

    assert on.headers["Location"] == url(project, "frage/ort/")
    assert back.headers["Location"] == last.headers["Location"] == url(project)
    assert client.get(url(project, "frage/unsinn/")).status_code == 404


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("kosten", {"A_cost_from": "200", "A_cost_to": "100"}, "„Bis“ ist kleiner als „von“."),
        ("kosten", {"A_cost_from": "viel"}, "Das ist kein Betrag."),
        ("folgekosten", {"A_yearly": "5", "A_yearly_unknown": "on"}, "nicht beides"),
        ("varianten", {"B_gist": "Große Anlage"}, "geben Sie dieser Variante einen Namen"),
    ],
)
def test_what_cannot_be_is_named_at_its_field_and_stays_typed(
    client: Client, step: str, typed: dict[str, str], sentence: str
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = written(lotse)
    sign_in(client, lotse)

    page = client.post(url(project, f"frage/{step}/"), {"seen_version": "0", **typed})

    content = page.content.decode()
    assert page.status_code == 422
    assert sentence in content
    assert all(value in content for value in typed.values())


def test_what_is_known_stands_beside_the_question_and_goes_into_the_text_unsaved(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    set_slot(project=project, kind="place", state="proven", note="Vertrag da.", by=lotse, at=NOW)
    sign_in(client, lotse)

    place = client.post(
        url(project, "frage/ort/"), {"text": "Zollplatz", "seen_version": "0", "take": "slot-place"}
    )

    assert place.status_code == 200
    assert "Zollplatz\n\nVertrag da.</textarea>" in place.content.decode()
    assert not Sketch.objects.exists()


def test_doing_nothing_becomes_a_variant_at_one_press_and_is_not_offered_twice(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    step = url(project, "frage/varianten/")
    typed = {"A_name": "Umbau", "text": "Zwei Wege.", "seen_version": "0"}

    taken = client.post(step, {**typed, "take": "do-nothing"}).content.decode()

    assert 'name="A_name" value="Umbau"' in taken
    assert 'name="B_name" value="Nichts tun"' in taken
    assert "Zwei Wege.</textarea>" in taken
    assert not Sketch.objects.exists()

    client.post(step, {**typed, "B_name": "Nichts tun", "then": "next"})

    assert "do-nothing" not in client.get(step).content.decode()


def test_doing_nothing_finds_no_place_where_four_variants_are_typed_and_says_so(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    typed = {f"{letter}_name": f"Weg {letter}" for letter in "ABCD"}

    page = client.post(
        url(project, "frage/varianten/"), {**typed, "seen_version": "0", "take": "do-nothing"}
    ).content.decode()

    assert all(f'value="{name}"' in page for name in typed.values())
    assert "Alle Varianten haben schon einen Namen." in page


def test_two_people_in_one_step_keep_both_or_see_both(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = written(lotse)
    sign_in(client, lotse)
    page = client.get(url(project, "frage/folgekosten/")).content.decode()
    opened = {"seen_version": _hidden(page, "seen_version"), "seen": _hidden(page, "seen")}
    other = named(Role.MODERATION, "Die Kollegin", lotse.town)
    write(project, other, SketchStep.FOLLOW_UP, "Der Bauhof.", yearly=500_00)

    both = client.post(
        url(project, "frage/folgekosten/"), {**opened, "A_yearly": "900", "text": "Der Verein."}
    )
    kept = client.post(
        url(project, "frage/folgekosten/"), {**opened, "A_yearly_note": "Strom."}, follow=True
    )

    content = both.content.decode()
    assert both.status_code == 422
    assert "Inzwischen hat Die Kollegin dasselbe geändert" in content
    assert all(text in content for text in ("Der Bauhof.", "Der Verein.", "500", "900"))
    assert "Auch das ist erhalten." in kept.content.decode()
    row = SketchVariant.objects.get(letter="A")
    assert (row.yearly, row.yearly_note, Sketch.objects.get().follow_up) == (
        500_00,
        "Strom.",
        "Der Bauhof.",
    )


def test_what_i_typed_about_a_variant_that_somebody_left_out_is_not_lost(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = written(lotse)
    sign_in(client, lotse)
    write(project, lotse, SketchStep.VARIANTS, name="")

    client.post(url(project, "frage/kosten/"), {"seen_version": "0", "A_cost_from": "700"})

    assert SketchVariant.objects.get(letter="A").cost_from == 700_00


@pytest.mark.parametrize("rows", [1, 20])
def test_the_overview_takes_as_many_queries_with_one_author_as_with_twenty(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = written(lotse, yearly=1)
    sketch = Sketch.objects.get()
    for number in range(rows):
        person = make_actor(Role.MODERATION, town=lotse.town).person
        SketchAuthor.objects.create(sketch=sketch, step="risks", by=person, at=NOW)
        SketchEdition.objects.create(
            sketch=sketch, number=number + 1, title="T", finished_at=NOW, content={}
        )
    sign_in(client, lotse)
    client.get(url(project))

    with django_assert_max_num_queries(12):
        assert client.get(url(project)).status_code == 200
    with django_assert_max_num_queries(18):  # five contributing modules may ask two each
        assert client.get(url(project, "frage/kosten/")).status_code == 200


def _invited(project: Project, by: Actor, key: str = "1") -> str:
    token = invite_writer(
        project=project, label="Projektleitung", form_key=key, by=by, at=datetime.now(tz=UTC)
    )
    assert token is not None
    return token


def test_a_project_lead_without_account_writes_along_and_is_named_by_the_part(
    client: Client,
) -> None:
    lotse = named(Role.LOTSE, "Lotsin Beispiel", make_town())
    project = written(lotse)
    token = _invited(project, lotse)

    page = client.get(f"/skizze/{token}/")
    saved = client.post(
        f"/skizze/{token}/frage/folgekosten/",
        {"seen_version": "0", "A_yearly": "1200", "text": "Der Verein pflegt.", "then": "overview"},
    )

    assert page.status_code == 200
    assert "Lotsin Beispiel" not in page.content.decode()
    assert saved.headers["Location"] == f"/skizze/{token}/"
    assert client.get(f"/skizze/{token}/datei/pdf/").status_code == 200
    author = SketchAuthor.objects.get(step="follow_up")
    assert (author.by, author.writer) == (None, SketchWriter.objects.get())
    entry = lotse.town.audit_entries.order_by("sequence").last()
    assert entry is not None
    assert entry.actor.startswith("link:")
    finish_sketch(project=project, by=lotse, at=NOW, seen_version=Sketch.objects.get().version)
    assert SketchEdition.objects.get().authors == [
        str(Role.LOTSE.label),
        "Projektleitung (mit Link)",
    ]


def test_an_ended_link_a_wrong_link_and_one_of_another_town_lead_nowhere(client: Client) -> None:
    lotse = make_actor(Role.LOTSE, town=make_town(key="eins", host="eins.example.org"))
    project = written(lotse)
    token = _invited(project, lotse)
    stranger = make_actor(Role.LOTSE, town=make_town(key="zwei", host="zwei.example.org"))
    foreign = _invited(make_project(stranger), stranger)

    here = {"host": "eins.example.org"}
    assert client.get(f"/skizze/{token}/", headers=here).status_code == 200
    end_writer(writer=project.sketch_writers.get(), by=lotse, at=NOW)

    for each in (token, foreign, "A" * 22):
        assert client.get(f"/skizze/{each}/", headers=here).status_code == 404
        answer = client.post(f"/skizze/{each}/frage/ort/", {"text": "X"}, headers=here)
        assert answer.status_code == 404


def test_the_link_is_shown_once_and_the_same_form_again_makes_no_second_one(
    client: Client,
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    key = _hidden(client.get(url(project)).content.decode(), "form_key")
    form = {"label": "Projektleitung", "form_key": key}

    first = client.post(url(project, "links/"), form)
    second = client.post(url(project, "links/"), form)
    empty = client.post(url(project, "links/"), {"label": "", "form_key": key})

    found = re.search(r"/skizze/[\w-]{22}/", first.content.decode())
    assert found is not None
    assert client.get(found.group()).status_code == 200
    assert (second.status_code, empty.status_code) == (302, 422)
    assert SketchWriter.objects.count() == 1
    writer = SketchWriter.objects.get()
    client.post(url(project, f"links/{writer.public_id}/"))
    assert client.get(found.group()).status_code == 404


def _hidden(page: str, name: str) -> str:
    import html

    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found.group(1))
