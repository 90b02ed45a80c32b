"""What an idea reminds of, and what the team does with it on the pages (F04, F06)."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.search.services import renew
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import Reason
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.kin import Kindred, kin_of_idea
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
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
SENTENCE = "Fahrradwerkstatt sucht Raum"
TREFF = "Reparaturtreff. Es fehlt eine Werkstatt."
LASTENRAD = "Lastenrad leihen. Jemand hält das Fahrrad in Schuss."


def signed_in(client: Client, town: Town) -> Actor:
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    return lotse


def titles(kindred: Kindred) -> list[str]:
    return [kin.idea.title for kin in kindred.ideas]


def fill(town: Town, texts: list[str], *, is_public: bool = True) -> None:
    """Ideas as an import brings them: written at once and indexed."""
    Idea.objects.bulk_create(
        Idea(
            town=town,
            number=f"F-{at}",
            title=text[:80],
            text=text,
            form_key=f"f{at}",
            channel="postcard",
            published_at=MORNING if is_public else None,
            handed_in_at=MORNING + timedelta(minutes=at),
        )
        for at, text in enumerate(texts)
    )
    renew(FINDABLE, list(Idea.objects.filter(town=town).values_list("pk", flat=True)))


def test_the_sentence_of_the_counter_reminds_of_the_two_older_ideas_with_their_words() -> None:
    town = make_town()
    for text in (TREFF, LASTENRAD, "Trinkbrunnen am Markt", "Kino an der Hauswand"):
        make_idea(town, text=text)
    idea = make_idea(town, text=SENTENCE)

    found = kin_of_idea(make_actor(Role.LOTSE, town=town), idea)

    assert {kin.idea.title: kin.reasons for kin in found.ideas} == {
        "Lastenrad leihen": (
            Reason(ours="Fahrradwerkstatt", theirs="Lastenrad"),
            Reason(ours="Fahrradwerkstatt", theirs="Fahrrad"),
        ),
        "Reparaturtreff": (Reason(ours="Fahrradwerkstatt", theirs="Werkstatt"),),
    }


def test_everybody_else_is_reminded_of_what_is_public_only() -> None:
    town = make_town()
    make_idea(town, text=TREFF, is_public=True)
    make_idea(town, text=LASTENRAD)
    for title, is_shown in (("Radwerkstatt für alle", True), ("Werkstatt der Räder", False)):
        house = Actor(town=town, system=True)
        project = create_project(by=house, at=MORNING, title=title)
        if is_shown:
            publish_project(project=project, by=house, at=MORNING)
    make_idea(make_town(), text=TREFF, is_public=True)
    idea = make_idea(town, text=SENTENCE)

    found = kin_of_idea(Actor(town=town), idea)

    assert titles(found) == ["Reparaturtreff"]
    assert [kin.project.title for kin in found.projects] == ["Radwerkstatt für alle"]


def test_what_is_settled_or_connected_already_is_left_out() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    idea, gone, joined = (make_idea(town, text=SENTENCE) for _each in range(3))
    withdraw_idea(idea=gone, by=lotse)
    join_ideas(idea=joined, into=idea, by=lotse, at=MORNING, text="Zusammen", key="j")
    make_project(idea=idea, by=lotse, at=MORNING, title=SENTENCE)

    assert kin_of_idea(lotse, idea) == Kindred()


@pytest.mark.parametrize("text", ["Ja bitte", "und und und", "!?"])
def test_a_text_without_a_telling_word_reminds_of_nothing(text: str) -> None:
    town = make_town()
    make_idea(town, text="Ja bitte, das wäre schön")

    assert kin_of_idea(make_actor(Role.LOTSE, town=town), make_idea(town, text=text)) == Kindred()


@pytest.mark.parametrize("count", [1, 20, 2_000])
def test_kin_cost_four_queries_whatever_the_town_has(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    create_project(by=Actor(town=town, system=True), at=MORNING, title="Werkstatthaus")
    fill(town, [f"Wunsch {at}: eine Bank am Fahrradweg" for at in range(count)] + [TREFF])
    idea = make_idea(town, text=SENTENCE)
    lotse = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(4):
        found = kin_of_idea(lotse, idea)

    assert titles(found)[0] == TREFF


@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("", 20), ("verwandte/", 11), ("verwandte/?suche=Fahrradwerkstatt", 15)],
)
def test_the_pages_of_an_idea_cost_the_same_with_one_and_with_twenty_kin(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
    rows: int,
) -> None:
    town = make_town(host="testserver")
    signed_in(client, town)
    house = Actor(town=town, system=True)
    for at in range(rows):
        make_idea(town, text=f"{SENTENCE}, Nummer {at}")
        create_project(by=house, at=MORNING, title=f"Fahrradwerkstatt {at}")
    idea = make_idea(town, text=SENTENCE)
    client.get("/")  # the first page after signing in notes the beginning of the session

    with django_assert_num_queries(queries):
        page = client.get(f"/werkstatt/gespraeche/{idea.public_id}/{address}")

    assert "Fahrradwerkstatt 0" in page.content.decode()


def test_the_team_sees_at_the_counter_what_the_new_idea_reminds_of(client: Client) -> None:
    town = make_town()
    signed_in(client, town)
    older = make_idea(town, text=TREFF)

    page = client.post(
        "/tresen/", {"text": SENTENCE, "channel": "counter", "form_key": "x"}, follow=True
    )

    content = page.content.decode()
    assert "Das erinnert an eine ältere Idee" in content
    assert f"/werkstatt/gespraeche/{older.public_id}/" in content
    assert "<b>Fahrradwerkstatt</b> ~ <b>Werkstatt</b>" in content


def test_the_paired_device_sees_only_what_is_public(client: Client) -> None:
    town = make_town()
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    shown = make_idea(town, text=TREFF, is_public=True)
    make_idea(town, text="Fahrradwerkstatt mit geheimen Namen")

    page = client.post(
        "/tresen/", {"text": SENTENCE, "channel": "counter", "form_key": "x"}, follow=True
    )

    content = page.content.decode()
    assert f"/ideen/{shown.public_id}/" in content
    assert shown.number not in content
    assert "geheimen Namen" not in content
    assert "/werkstatt/gespraeche/" not in content


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
