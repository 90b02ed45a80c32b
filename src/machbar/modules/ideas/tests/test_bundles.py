"""Ideas are put into bundles, shown, and made one project (F04, F06)."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.selectors import find_in
from machbar.foundation.search.services import differences
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.bundles import ideas_in, with_ideas
from machbar.modules.ideas.exceptions import CannotBundle
from machbar.modules.ideas.findable_bundles import BUNDLES
from machbar.modules.ideas.models import Bundle, BundledIdea, Idea
from machbar.modules.ideas.services import (
    change_bundle,
    dissolve_bundle,
    join_ideas,
    make_bundle,
    make_project_of_bundle,
    publish_bundle,
    put_into_bundle,
    take_out_of_bundle,
    unpublish_bundle,
    withdraw_idea,
)
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import publish_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def bundle_of(*ideas: Idea, title: str = "Werkstatt", key: str = "k") -> Bundle:
    house = Actor(town=ideas[0].town, system=True)
    return make_bundle(by=house, at=MORNING, form_key=key, title=title, ideas=ideas)


def lotse_of(town: Town, client: Client) -> Actor:
    """A signed-in project guide."""
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    return lotse


def inside(bundle: Bundle) -> list[Idea]:
    return list(ideas_in(with_ideas(Bundle.objects.filter(pk=bundle.pk)).get()))


def test_two_clicks_give_one_bundle_with_its_ideas_in_order() -> None:
    town = make_town()
    ideas = [make_idea(town, text=text) for text in ("Erste", "Zweite")]

    first, second = bundle_of(*ideas), bundle_of(*ideas)
    put_into_bundle(bundle=first, idea=ideas[0], by=Actor(town=town, system=True), at=MORNING)

    assert first == second
    assert inside(first) == ideas
    events = AuditEntry.objects.filter(object_id=first.public_id).order_by("sequence")
    assert [entry.event for entry in events] == [
        "bundle.made",
        "bundle.took_in",
        "bundle.took_in",
    ]


def test_one_click_makes_one_project_of_all_and_each_giver_hears_of_it_once() -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    contacts = ("a@example.org", "b@example.org", "05353 123", "")
    ideas = [make_idea(town, text=f"Idee {who}", contact=who) for who in contacts]
    joined = make_idea(town, text="Dieselbe Idee", contact="c@example.org")
    bundle = bundle_of(*ideas, joined)
    join_ideas(idea=joined, into=ideas[0], by=house, at=MORNING, text="Zusammen", key="j")

    projects = [
        make_project_of_bundle(bundle=bundle, by=house, at=MORNING, title="Werkstatt")
        for _click in range(2)
    ]

    assert projects[0] == projects[1] == Project.objects.get()
    assert list(projects[0].ideas.order_by("id")) == ideas
    letters = Letter.objects.filter(key__contains=":project:").order_by("pk")
    assert [letter.recipient for letter in letters] == [
        "a@example.org",
        "c@example.org",
        "b@example.org",
    ]
    assert [each.answers.filter(status="project").count() for each in (*ideas, joined)] == [1] * 5


def test_an_idea_that_comes_later_joins_the_project_too_and_leaves_only_the_bundle() -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    first, late = make_idea(town), make_idea(town, text="Später")
    bundle = bundle_of(first)
    project = make_project_of_bundle(bundle=bundle, by=house, at=MORNING, title="Werkstatt")
    bundle.refresh_from_db()

    put_into_bundle(bundle=bundle, idea=late, by=house, at=MORNING)
    take_out_of_bundle(bundle=bundle, idea=late, by=house)
    take_out_of_bundle(bundle=bundle, idea=late, by=house)

    assert inside(bundle) == [first]
    assert set(project.ideas.all()) == {first, late}


def test_what_is_gone_or_elsewhere_is_not_put_in() -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    first, gone, joined = (make_idea(town, text=text) for text in ("A", "B", "C"))
    withdraw_idea(idea=gone, by=house)
    join_ideas(idea=joined, into=first, by=house, at=MORNING, text="Zusammen", key="j")
    bundle = bundle_of(first)

    for idea in (gone, joined, make_idea(make_town())):
        with pytest.raises(CannotBundle):
            put_into_bundle(bundle=bundle, idea=idea, by=house, at=MORNING)
    assert inside(bundle) == [first]


def test_without_a_name_or_an_idea_there_is_no_bundle_and_no_project() -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    idea = make_idea(town)
    with pytest.raises(CannotBundle):
        bundle_of(idea, title=" ")
    bundle = bundle_of(idea)
    with pytest.raises(CannotBundle):
        change_bundle(bundle=bundle, by=house, title=" ", text="")
    withdraw_idea(idea=idea, by=house)

    with pytest.raises(CannotBundle):
        make_project_of_bundle(bundle=bundle, by=house, at=MORNING, title="Leer")
    assert Bundle.objects.count() == 1


def test_dissolved_a_bundle_leaves_ideas_and_project() -> None:
    idea = make_idea(make_town())
    house = Actor(town=idea.town, system=True)
    bundle = bundle_of(idea)
    make_project_of_bundle(bundle=bundle, by=house, at=MORNING, title="Werkstatt")

    dissolve_bundle(bundle=bundle, by=house)

    assert (Bundle.objects.count(), BundledIdea.objects.count()) == (0, 0)
    assert (Idea.objects.count(), Project.objects.count()) == (1, 1)


def test_everybody_sees_a_public_bundle_with_its_public_ideas_only(client: Client) -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    bundle = bundle_of(
        make_idea(town, text="Für alle", is_public=True), make_idea(town, text="Noch geheim")
    )
    address = f"/ideen/buendel/{bundle.public_id}/"
    before = client.get(address).status_code
    change_bundle(bundle=bundle, by=house, title="Bank und Bach", text="Was sie verbindet")
    publish_bundle(bundle=bundle, by=house, at=MORNING)

    page, wall = client.get(address).content.decode(), client.get("/ideen/").content.decode()
    listed = client.get("/ideen/buendel/").content.decode()
    unpublish_bundle(bundle=bundle, by=house)

    assert before == 404
    assert "Bank und Bach" in page
    assert "Was sie verbindet" in page
    assert "Für alle" in page
    assert "Noch geheim" not in page
    assert "1 Idee gehört dazu" in page
    assert "Bank und Bach" in wall
    assert "Bank und Bach" in listed
    assert client.get(address).status_code == 404
    assert "Bank und Bach" not in client.get("/ideen/").content.decode()


def test_the_project_of_a_bundle_is_named_once_it_is_public(client: Client) -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    bundle = bundle_of(make_idea(town, is_public=True))
    publish_bundle(bundle=bundle, by=house, at=MORNING)
    project = make_project_of_bundle(bundle=bundle, by=house, at=MORNING, title="Radhaus")
    address = f"/ideen/buendel/{bundle.public_id}/"

    before = client.get(address).content.decode()
    publish_project(project=project, by=house, at=MORNING)

    assert "Radhaus" not in before
    assert "Radhaus" in client.get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_pages_of_bundles_cost_the_same_at_one_and_at_twenty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    house = Actor(town=town, system=True)
    ideas = [make_idea(town, text=f"Idee {at}", is_public=True) for at in range(rows)]
    bundles = [bundle_of(*ideas, title=f"Bündel {at}", key=str(at)) for at in range(rows)]
    for each in bundles:
        publish_bundle(bundle=each, by=house, at=MORNING)
    public_id = bundles[-1].public_id

    def cost_of(address: str, queries: int) -> None:
        with django_assert_num_queries(queries, info=address):
            page = client.get(address)
        assert page.status_code == 200

    cost_of("/ideen/", 7)
    cost_of("/ideen/buendel/", 3)
    cost_of(f"/ideen/buendel/{public_id}/", 5)
    lotse_of(town, client)
    client.get("/")  # the first page after signing in notes the beginning of the session
    cost_of("/werkstatt/gespraeche/buendel/", 6)
    cost_of(f"/werkstatt/gespraeche/buendel/{public_id}/", 7)


def test_the_team_fills_names_shows_and_empties_a_bundle_on_its_page(client: Client) -> None:
    town = make_town()
    first, second = make_idea(town, text="Erste"), make_idea(town, text="Zweite")
    bundle = bundle_of(first)
    lotse_of(town, client)
    page = f"/werkstatt/gespraeche/buendel/{bundle.public_id}/"

    client.post(f"{page}idee/", {"number": f" {second.number.lower()} "})
    client.post(f"{page}idee/{first.public_id}/heraus/")
    client.post(f"{page}aendern/", {"title": "Neuer Name", "text": "Mit Absatz"})
    client.post(f"{page}zeigen/", {"deed": "show"})
    bundle.refresh_from_db()
    shown = bundle.is_public
    client.post(f"{page}zeigen/", {"deed": "hide"})
    bundle.refresh_from_db()

    assert inside(bundle) == [second]
    assert (bundle.title, bundle.text, shown, bundle.is_public) == (
        "Neuer Name",
        "Mit Absatz",
        True,
        False,
    )

    made = client.post(f"{page}projekt/", {"title": "Radhaus"})
    assert made.headers["Location"] == (f"/werkstatt/projekte/{Project.objects.get().public_id}/")
    client.post(f"{page}aufloesen/")
    assert not Bundle.objects.exists()


@pytest.mark.parametrize(
    ("deed", "form", "sentence"),
    [
        ("idee/", {"number": "siebzehn"}, "so: K-2026-0147"),
        ("idee/", {"number": "L-1999-0001"}, "gibt es nicht"),
        ("idee/", {"number": "GONE"}, "zurückgezogen"),
        ("aendern/", {"title": "", "text": "Bleibt hier stehen"}, "einen Namen"),
        ("projekt/", {"title": ""}, "Namen"),
    ],
)
def test_wrong_input_is_named_and_nothing_typed_is_lost(
    client: Client, deed: str, form: dict[str, str], sentence: str
) -> None:
    town = make_town()
    bundle = bundle_of(make_idea(town))
    gone = make_idea(town, text="Weg")
    withdraw_idea(idea=gone, by=Actor(town=town))
    lotse_of(town, client)
    typed = {name: gone.number if value == "GONE" else value for name, value in form.items()}

    page = client.post(f"/werkstatt/gespraeche/buendel/{bundle.public_id}/{deed}", typed)

    content = page.content.decode()
    assert page.status_code == 422
    assert sentence in content
    assert all(value in content for value in typed.values())


def test_an_empty_bundle_makes_no_project_and_says_so(client: Client) -> None:
    idea = make_idea(make_town())
    bundle = bundle_of(idea)
    take_out_of_bundle(bundle=bundle, idea=idea, by=Actor(town=idea.town))
    lotse_of(idea.town, client)

    page = client.post(
        f"/werkstatt/gespraeche/buendel/{bundle.public_id}/projekt/", {"title": "Radhaus"}
    )

    assert page.status_code == 422
    assert "zuerst eine Idee" in page.content.decode()


def test_search_finds_bundles_by_name_and_paragraph_as_long_as_they_are_there() -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    bundle = bundle_of(make_idea(town), title="Trinkbrunnen")

    def readers(word: str) -> list[Audience]:
        return [
            each
            for each in Audience
            if bundle.pk in find_in(town, word, kind=BUNDLES.kind, audience=each).objects
        ]

    assert readers("Brunnen") == [Audience.INTERNAL]
    publish_bundle(bundle=bundle, by=house, at=MORNING)
    change_bundle(bundle=bundle, by=house, title="Wasser", text="Zapfstellen am Markt")
    assert readers("Zapfstelle") == [Audience.PUBLIC, Audience.INTERNAL]
    assert readers("Brunnen") == []
    unpublish_bundle(bundle=bundle, by=house)
    assert readers("Zapfstelle") == [Audience.INTERNAL]
    assert differences(BUNDLES).objects == ()
    dissolve_bundle(bundle=bundle, by=house)
    assert readers("Zapfstelle") == []
    assert differences(BUNDLES).objects == ()
