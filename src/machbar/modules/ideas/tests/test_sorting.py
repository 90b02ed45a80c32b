"""Theme and part of the town: suggested with reasons, chosen by the team, filtered by everybody."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.search.services import differences
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.services import add_term
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import sort_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.ideas.vocabularies import DISTRICTS, OUR_THEMES, THEMES, add_vocabularies
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    """A town with our themes and two parts."""
    town = make_town(host="testserver")
    add_vocabularies(town=town)
    for label in ("Innenstadt", "Lauingen"):
        add_term(town=town, vocabulary=DISTRICTS, label=label)
    return town


def term(town: Town, vocabulary: str, code: str) -> Term:
    return town.terms.get(vocabulary=vocabulary, code=code)


def guide(client: Client, town: Town) -> Client:
    person = make_actor(Role.LOTSE, town=town).person
    assert person is not None
    client.force_login(person, backend=BACKEND)
    return client


def place(idea: Idea, *, theme: str = "", district: str = "") -> Idea:
    town = idea.town
    sort_idea(
        idea=idea,
        by=make_actor(Role.LOTSE, town=town),
        theme=term(town, THEMES, theme) if theme else None,
        district=term(town, DISTRICTS, district) if district else None,
    )
    return idea


def test_the_talk_page_suggests_with_words_and_sets_nothing_by_itself(
    client: Client, town: Town
) -> None:
    idea = make_idea(town, text="Kino an der Hauswand in Lauingen")

    content = guide(client, town).get(f"/werkstatt/gespraeche/{idea.public_id}/").content.decode()

    assert "Vielleicht <b>Kultur und Feste</b>, wegen:" in content
    assert "<mark>Kino</mark>" in content
    assert 'value="theme:kultur-und-feste"' in content
    assert 'value="district:lauingen"' in content
    idea.refresh_from_db()
    assert (idea.theme, idea.district) == (None, None)


def test_one_click_takes_a_suggestion_and_leaves_the_other_field_as_chosen(
    client: Client, town: Town
) -> None:
    idea = make_idea(town)
    address = f"/werkstatt/gespraeche/{idea.public_id}/einordnen/"

    guide(client, town).post(
        address, {"theme": "", "district": "lauingen", "take": "theme:kultur-und-feste"}
    )

    idea.refresh_from_db()
    assert idea.theme == term(town, THEMES, "kultur-und-feste")
    assert idea.district == term(town, DISTRICTS, "lauingen")


def test_an_entry_that_is_gone_is_refused_with_a_sentence(client: Client, town: Town) -> None:
    idea = place(make_idea(town), theme="unterwegs")

    page = guide(client, town).post(
        f"/werkstatt/gespraeche/{idea.public_id}/einordnen/", {"theme": "gibtsnicht"}, follow=True
    )

    idea.refresh_from_db()
    assert "Diesen Eintrag gibt es in der Liste nicht mehr." in page.content.decode()
    assert idea.theme == term(town, THEMES, "unterwegs")


def test_a_place_that_was_sorted_before_is_suggested_again(client: Client, town: Town) -> None:
    before = make_idea(town, text="Eine Bank")
    Idea.objects.update(place="Westernstraße")
    place(before, district="innenstadt")
    idea = make_idea(town, text="Ein Baum")
    Idea.objects.filter(pk=idea.pk).update(place="Westernstraße")

    content = guide(client, town).get(f"/werkstatt/gespraeche/{idea.public_id}/").content.decode()

    assert f"weil „Westernstraße“ bei {before.number} so eingeordnet wurde" in content


def test_the_wall_is_narrowed_down_by_each_filter_and_by_all_together(
    client: Client, town: Town
) -> None:
    place(make_idea(town, text="Kino im Amtsgarten", is_public=True), theme="kultur-und-feste")
    both = make_idea(town, text="Kino in der Stadt", is_public=True)
    place(both, theme="kultur-und-feste", district="innenstadt")
    place(make_idea(town, text="Radweg in die Stadt", is_public=True), district="innenstadt")

    def titles(**query: str) -> list[str]:
        content = client.get("/ideen/", query).content.decode()
        return [name for name in ("Amtsgarten", "Kino in der Stadt", "Radweg") if name in content]

    assert titles(thema="kultur-und-feste") == ["Amtsgarten", "Kino in der Stadt"]
    assert titles(wo="innenstadt") == ["Kino in der Stadt", "Radweg"]
    assert titles(wo="innenstadt", thema="kultur-und-feste") == ["Kino in der Stadt"]
    assert titles(suche="Stadt", thema="kultur-und-feste") == ["Kino in der Stadt"]
    assert titles(suche="Kino", wo="innenstadt", stand="new") == ["Kino in der Stadt"]
    assert titles(thema="gibtsnicht") == ["Amtsgarten", "Kino in der Stadt", "Radweg"]
    page = client.get("/ideen/?thema=gibtsnicht").content.decode()
    assert "Das steht nicht in der Liste, deshalb ist nichts ausgelassen." in page
    assert "gibtsnicht" not in page
    assert differences(FINDABLE).objects == ()


def test_a_shared_address_of_an_entry_that_is_no_longer_offered_still_works(
    client: Client, town: Town
) -> None:
    place(make_idea(town, text="Kino", is_public=True), theme="kultur-und-feste")
    make_idea(town, text="Radweg", is_public=True)
    Term.objects.filter(code="kultur-und-feste").update(is_active=False)

    shared = client.get("/ideen/", {"thema": "kultur-und-feste"}).content.decode()
    plain = client.get("/ideen/").content.decode()

    assert "Radweg" not in shared
    assert 'value="kultur-und-feste" selected' in shared
    assert "kultur-und-feste" not in plain.partition("<form class")[2].partition("</form>")[0]


def test_nothing_found_leads_to_the_form_and_to_all_ideas(client: Client, town: Town) -> None:
    content = client.get("/ideen/", {"thema": "unterwegs"}).content.decode()

    assert "Vielleicht fehlt gerade Ihre Idee?" in content or "Nichts mit diesen Worten." in content
    assert 'href="/ideen/neu/"' in content


@pytest.mark.parametrize("rows", [1, 20])
def test_the_filtered_wall_costs_the_same_at_one_and_at_twenty_rows(
    client: Client, town: Town, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    theme = term(town, THEMES, "unterwegs")
    Idea.objects.bulk_create(
        Idea(
            town=town,
            number=f"F-{at}",
            title=f"Idee {at}",
            text=f"Idee {at}",
            form_key=f"f{at}",
            channel="web",
            theme=theme,
            published_at=MORNING,
            handed_in_at=MORNING,
        )
        for at in range(rows)
    )

    with django_assert_num_queries(6):
        client.get("/ideen/", {"thema": "unterwegs", "stand": "new"})


def test_the_team_adds_renames_and_withdraws_entries(client: Client, town: Town) -> None:
    guide(client, town)
    lists = "/werkstatt/gespraeche/listen/"

    client.post(f"{lists}{DISTRICTS}/neu/", {f"{DISTRICTS}-label": "Rieseberg"})
    client.post(
        f"{lists}{DISTRICTS}/lauingen/",
        {"label": "Lauingen und Bornum", "seen_version": "Lauingen"},
    )
    client.post(f"{lists}{THEMES}/unterwegs/", {"offer": "no"})
    twice = client.post(f"{lists}{DISTRICTS}/neu/", {f"{DISTRICTS}-label": "rieseberg"})
    unknown = client.post(f"{lists}topic/neu/", {"topic-label": "x"})

    districts = town.terms.filter(vocabulary=DISTRICTS).order_by("position")
    assert list(districts.values_list("label", flat=True)) == [
        "Innenstadt",
        "Lauingen und Bornum",
        "Rieseberg",
    ]
    assert not term(town, THEMES, "unterwegs").is_active
    assert (twice.status_code, unknown.status_code) == (422, 404)
    assert "nicht amtlich" in client.get(lists).content.decode()


def test_our_themes_come_once_and_none_claims_to_be_official(town: Town) -> None:
    add_vocabularies(town=town)

    themes = town.terms.filter(vocabulary=THEMES)
    assert list(themes.values_list("code", flat=True)) == list(OUR_THEMES)
    assert not themes.filter(is_official=True).exists()
