"""What the team does with kin ideas on the pages: bundle, join, take apart, take into a project (F04, F06)."""

import pytest
from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.ideas.models import Bundle, Idea
from machbar.modules.ideas.services import (
    answer_idea,
    join_ideas,
    join_project,
    leave_project,
    make_project,
    withdraw_idea,
)
from machbar.modules.ideas.tests.builders import MORNING, make_idea, make_receipt
from machbar.modules.ideas.tests.kindred import LASTENRAD, SENTENCE, TREFF, signed_in
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project

pytestmark = pytest.mark.django_db


def test_ticked_ideas_become_a_bundle_and_later_ones_join_it(client: Client) -> None:
    town = make_town()
    signed_in(client, town)
    treff, lastenrad = make_idea(town, text=TREFF), make_idea(town, text=LASTENRAD)
    idea, late = make_idea(town, text=SENTENCE), make_idea(town, text="Räder flicken")
    address = f"/werkstatt/gespraeche/{idea.public_id}/buendeln/"
    form = {"ideas": [treff.public_id, lastenrad.public_id], "bundle": "neu", "title": "Rad"}

    first = client.post(address, form)
    bundle = Bundle.objects.get()
    client.post(f"/werkstatt/gespraeche/{late.public_id}/buendeln/", {"bundle": bundle.public_id})

    assert first.headers["Location"] == f"/werkstatt/gespraeche/buendel/{bundle.public_id}/"
    assert list(bundle.ideas.order_by("id")) == [treff, lastenrad, idea, late]


def test_a_bundle_without_a_name_is_asked_for_one_and_the_ticks_stay(client: Client) -> None:
    town = make_town()
    signed_in(client, town)
    treff, idea = make_idea(town, text=TREFF), make_idea(town, text=SENTENCE)

    page = client.post(
        f"/werkstatt/gespraeche/{idea.public_id}/buendeln/", {"ideas": [treff.public_id]}
    )

    assert page.status_code == 422
    assert "Bitte geben Sie dem Bündel einen Namen." in page.content.decode()
    assert f'id="idee-{treff.public_id}" checked' in page.content.decode()
    assert not Bundle.objects.exists()


def test_a_joined_idea_is_not_bundled_by_itself(client: Client) -> None:
    town = make_town()
    lotse = signed_in(client, town)
    treff, idea = make_idea(town, text=TREFF), make_idea(town, text=SENTENCE)
    join_ideas(idea=idea, into=treff, by=lotse, at=MORNING, text="Zusammen", key="j")

    page = client.post(f"/werkstatt/gespraeche/{idea.public_id}/buendeln/", {"title": "Rad"})

    assert page.status_code == 422
    assert not Bundle.objects.exists()


def test_joining_and_taking_apart_on_the_pages(client: Client) -> None:
    town = make_town()
    signed_in(client, town)
    treff, idea = make_idea(town, text=TREFF), make_idea(town, text=SENTENCE)
    page = f"/werkstatt/gespraeche/{idea.public_id}/"

    offered = client.get(f"{page}zusammenlegen/", {"mit": treff.number}).content.decode()
    joined = client.post(
        f"{page}zusammenlegen/", {"number": treff.number, "text": "Zusammen!"}, follow=True
    ).content.decode()
    other = client.get(f"/werkstatt/gespraeche/{treff.public_id}/").content.decode()
    asked = client.get(f"{page}trennen/").status_code
    apart = client.post(f"{page}trennen/", {"text": "Getrennt!"}, follow=True).content.decode()

    assert TREFF in offered
    assert SENTENCE in offered
    assert f"Geht zusammen mit {treff.number} weiter" in joined
    assert "Antwort schicken" not in joined
    assert "Eine weitere Idee gehört dazu" in other
    assert asked == 200
    assert "Die Idee steht wieder für sich." in apart
    assert "Antwort schicken" in apart


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"number": "", "text": "Zusammen"}, "Nummer der anderen Idee"),
        ({"number": "irgendwas", "text": "Zusammen"}, "so: K-2026-0147"),
        ({"number": "L-1999-0001", "text": "Zusammen"}, "gibt es nicht"),
        ({"number": "SAME", "text": "Zusammen"}, "Das ist dieselbe"),
        ({"number": "OTHER", "text": " "}, "lesen soll"),
    ],
)
def test_a_joining_that_does_not_fit_is_named_and_nothing_typed_is_lost(
    client: Client, form: dict[str, str], sentence: str
) -> None:
    town = make_town()
    signed_in(client, town)
    idea, other = make_idea(town), make_idea(town, text=TREFF)
    numbers = {"SAME": idea.number, "OTHER": other.number}
    typed = {**form, "number": numbers.get(form["number"], form["number"])}

    page = client.post(f"/werkstatt/gespraeche/{idea.public_id}/zusammenlegen/", typed)

    content = page.content.decode()
    assert page.status_code == 422
    assert sentence in content
    assert typed["number"] in content
    assert typed["text"].strip() in content


def test_an_idea_that_stands_alone_is_not_taken_apart(client: Client) -> None:
    town = make_town()
    signed_in(client, town)
    idea = make_idea(town)

    page = client.post(f"/werkstatt/gespraeche/{idea.public_id}/trennen/", {"text": "Getrennt"})

    assert page.status_code == 422
    assert "mit keiner anderen Idee zusammengelegt" in page.content.decode()


def test_receipts_of_both_show_how_the_surviving_idea_stands(client: Client) -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    mine, theirs = make_receipt(town, text=SENTENCE), make_receipt(town, text=TREFF)
    answer_idea(
        idea=theirs.idea, by=lotse, at=MORNING, status="in_talk", text="Nur für eine", key="a"
    )
    join_ideas(idea=mine.idea, into=theirs.idea, by=lotse, at=MORNING, text="Zusammen!", key="j")
    project = make_project(idea=theirs.idea, by=lotse, at=MORNING, title="Radhaus")
    publish_project(project=project, by=lotse, at=MORNING)

    joined = client.get(f"/beleg/{mine.token}/").content.decode()
    leading = client.get(f"/beleg/{theirs.token}/").content.decode()

    assert "Zusammen!" in joined
    assert "So steht es um die Idee, die für beide weitergeht." in joined
    assert f"/projekte/{project.public_id}/" in joined
    assert "Nur für eine" not in joined
    assert "Reparaturtreff" not in joined  # it does not hang on the wall
    assert mine.idea.number in joined
    assert "Noch eine Person hatte diese Idee." in leading


def test_the_wall_shows_the_surviving_idea_and_the_joined_one_leads_to_it(client: Client) -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    idea, treff = (make_idea(town, text=text, is_public=True) for text in (SENTENCE, TREFF))
    join_ideas(idea=idea, into=treff, by=lotse, at=MORNING, text="Zusammen", key="j")

    wall = client.get("/ideen/").content.decode()
    search = client.get("/ideen/", {"suche": "Fahrradwerkstatt"}).content.decode()
    joined = client.get(f"/ideen/{idea.public_id}/").content.decode()
    leading = client.get(f"/ideen/{treff.public_id}/").content.decode()

    assert "Reparaturtreff" in wall
    assert SENTENCE not in wall
    assert f"/ideen/{idea.public_id}/" not in search
    assert f"/ideen/{treff.public_id}/" in joined
    assert "Diese Idee hatten auch andere" in leading
    assert f"/ideen/{idea.public_id}/" in leading


def test_an_idea_joins_a_project_that_is_there_and_leaves_it_again(client: Client) -> None:
    town = make_town()
    lotse = signed_in(client, town)
    project = create_project(by=lotse, at=MORNING, title="Radhaus")
    idea = make_idea(town, text=SENTENCE)
    page = f"/werkstatt/gespraeche/{idea.public_id}/"

    found = client.get(f"{page}verwandte/", {"suche": "Radhaus"}).content.decode()
    client.post(f"{page}projekt/verbinden/", {"project": project.public_id})
    idea.refresh_from_db()
    linked = (idea.status, list(idea.projects.all()))
    asked = client.get(f"{page}projekt/{project.public_id}/loesen/").status_code
    client.post(f"{page}projekt/{project.public_id}/loesen/", {"text": "Doch nicht."})
    again = client.post(f"{page}projekt/{project.public_id}/loesen/", {"text": "Doch nicht."})
    idea.refresh_from_db()

    assert project.public_id in found
    assert linked == ("project", [project])
    assert asked == 200
    assert (idea.status, list(idea.projects.all())) == ("in_talk", [])
    assert again.status_code == 422
    assert [answer.status for answer in idea.answers.all()] == ["project", "in_talk"]


def test_leaving_a_project_brings_back_the_last_answer_and_tells_each_giver_once() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    idea, joined = make_idea(town, text=SENTENCE), make_idea(town, text=TREFF)
    answer_idea(idea=idea, by=lotse, at=MORNING, status="parked", text="Später", key="a")
    join_ideas(idea=joined, into=idea, by=lotse, at=MORNING, text="Zusammen", key="j")
    first, second = (create_project(by=lotse, at=MORNING, title=title) for title in "AB")
    for project in (first, second):
        join_project(idea=idea, project=project, by=lotse, at=MORNING)

    statuses = []
    for project, key in ((first, "k"), (second, "l"), (second, "l")):
        leave_project(idea=idea, project=project, by=lotse, at=MORNING, text="Nein", key=key)
        statuses.append(Idea.objects.get(pk=idea.pk).status)

    assert statuses == ["project", "parked", "parked"]
    assert joined.answers.filter(text="Nein").count() == 2


def test_an_idea_that_is_gone_becomes_no_project(client: Client) -> None:
    town = make_town()
    lotse = signed_in(client, town)
    gone, joined = make_idea(town), make_idea(town, text=TREFF)
    join_ideas(idea=joined, into=make_idea(town), by=lotse, at=MORNING, text="Ja", key="j")
    withdraw_idea(idea=gone, by=lotse)
    project = create_project(by=lotse, at=MORNING, title="Radhaus")

    for idea in (gone, joined):
        page = f"/werkstatt/gespraeche/{idea.public_id}/projekt/"
        assert client.post(page, {"title": "Neu"}).status_code == 422
        client.post(f"{page}verbinden/", {"project": project.public_id})

    assert list(Project.objects.all()) == [project]
    assert not project.ideas.exists()


def test_a_number_or_words_find_other_ideas(client: Client) -> None:
    town = make_town()
    signed_in(client, town)
    idea, other = make_idea(town, text=SENTENCE), make_idea(town, text="Kino am Turm")
    page = f"/werkstatt/gespraeche/{idea.public_id}/verwandte/"

    for typed in (other.number.lower(), "Kino"):
        assert "Kino am Turm" in client.get(page, {"suche": typed}).content.decode()
    assert "Nichts zu „Xylophon“" in client.get(page, {"suche": "Xylophon"}).content.decode()
