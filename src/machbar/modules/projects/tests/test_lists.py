"""The lists of words: added to, renamed, retired; what projects carry is never lost."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Term
from machbar.modules.projects.exceptions import ChangedMeanwhile
from machbar.modules.projects.forms import SheetForm
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import uses_of_terms
from machbar.modules.projects.services import change_sheet, classify_project, create_project
from machbar.modules.projects.vocabularies import (
    CATEGORIES,
    CITY_IMPULSES,
    FIELDS_OF_ACTION,
    STADTIMPULSE,
    add_vocabularies,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LISTS = "/werkstatt/einstellungen/listen/"


def make_project(by: Actor, title: str = "Werkstatt") -> Project:
    """A project in a town with its lists."""
    add_vocabularies(town=by.town)
    return create_project(by=by, at=NOW, title=title)


def sign_in(client: Client, actor: Actor) -> None:
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)


def test_a_new_town_has_the_eight_official_categories_and_fields_of_its_own() -> None:
    town = make_town()

    add_vocabularies(town=town)

    city = town.terms.filter(vocabulary=CITY_IMPULSES)
    assert [term.label for term in city] == list(STADTIMPULSE.values())
    assert len(city) == 8
    assert all(term.is_official for term in city)
    assert not town.terms.filter(vocabulary=FIELDS_OF_ACTION, is_official=True).exists()


def test_one_project_stands_in_several_lists(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    field = lotse.town.terms.get(code="handlungsfeld-1")
    city = lotse.town.terms.filter(vocabulary=CITY_IMPULSES)[:2]
    address = f"/werkstatt/projekte/{project.public_id}/blatt/einordnung/"

    answer = client.post(
        address,
        {
            FIELDS_OF_ACTION: [str(field.pk)],
            CITY_IMPULSES: [str(term.pk) for term in city],
            "seen_version": "1",
        },
    )

    assert answer.status_code == 302
    assert set(project.classifications.all()) == {field, *city}
    assert client.get(address).content.decode().count("checked") == 3


def test_terms_of_another_town_or_list_are_refused(client: Client) -> None:
    lotse = make_actor(Role.LOTSE, town=make_town(host="testserver"))
    stranger = make_actor(Role.LOTSE)
    project = make_project(lotse)
    make_project(stranger)
    sign_in(client, lotse)
    theirs = stranger.town.terms.get(code="handlungsfeld-1")
    other_list = lotse.town.terms.get(vocabulary=CATEGORIES, code="bildung")

    for term in (theirs, other_list):
        answer = client.post(
            f"/werkstatt/projekte/{project.public_id}/blatt/einordnung/",
            {FIELDS_OF_ACTION: [str(term.pk)], "seen_version": "1"},
        )
        assert answer.status_code == 422

    assert not project.classifications.exists()


def test_two_people_do_not_overwrite_each_other(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    terms = list(lotse.town.terms.filter(vocabulary=FIELDS_OF_ACTION))
    classify_project(project=project, by=lotse, at=NOW, seen_version=1, terms=terms[:1])
    sign_in(client, lotse)

    with pytest.raises(ChangedMeanwhile):
        classify_project(project=project, by=lotse, at=NOW, seen_version=1, terms=terms[1:])
    page = client.post(
        f"/werkstatt/projekte/{project.public_id}/blatt/einordnung/",
        {FIELDS_OF_ACTION: [str(terms[1].pk)], "seen_version": "1"},
    )

    assert page.status_code == 422
    content = page.content.decode()
    assert "Inzwischen hat Eine aus dem Team dasselbe geändert" in content
    for side, term in (("andere", terms[0]), ("eigene", terms[1])):
        name = f"{side}-{FIELDS_OF_ACTION}"
        assert f'name="{name}" value="{term.pk}"' in content
        assert len(re.findall(rf'name="{name}"[^>]* checked', content)) == 1
    assert list(project.classifications.all()) == terms[:1]


def test_an_entry_is_added_renamed_retired_and_offered_again(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    make_project(lotse)
    sign_in(client, lotse)

    client.post(f"{LISTS}{FIELDS_OF_ACTION}/", {f"{FIELDS_OF_ACTION}-label": "Ortskerne & Läden"})
    term = lotse.town.terms.get(label="Ortskerne & Läden")
    address = f"{LISTS}{FIELDS_OF_ACTION}/{term.code}/"
    client.post(address, {"label": "Ortskerne", "seen_version": term.label})
    client.post(address, {"offer": "no"})
    term.refresh_from_db()

    assert (term.code, term.label, term.is_active, term.is_official, term.position) == (
        "ortskerne-laden",
        "Ortskerne",
        False,
        False,
        4,
    )
    assert "nicht mehr angeboten" in client.get(LISTS).content.decode()
    client.post(address, {"offer": "yes"})
    term.refresh_from_db()
    assert term.is_active


def test_a_renamed_official_entry_is_official_no_longer(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    make_project(lotse)
    sign_in(client, lotse)
    term = lotse.town.terms.get(vocabulary=CITY_IMPULSES, code="innovation-im-handel")
    seen = {"seen_version": term.label}

    client.post(f"{LISTS}{CITY_IMPULSES}/{term.code}/", {**seen, "label": term.label})
    term.refresh_from_db()
    assert term.is_official

    client.post(f"{LISTS}{CITY_IMPULSES}/{term.code}/", {**seen, "label": "Handel neu"})
    term.refresh_from_db()
    assert (term.label, term.is_official) == ("Handel neu", False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bitte geben Sie dem Eintrag einen Namen."),
        ("x" * 121, "Bitte höchstens 120 Zeichen."),
        ("bildung", "„bildung“ steht schon in dieser Liste."),
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_a_name_that_does_not_fit_is_said_at_its_place(
    client: Client, typed: str, sentence: str, is_new: bool
) -> None:
    lotse = make_actor(Role.LOTSE)
    make_project(lotse)
    sign_in(client, lotse)
    count = Term.objects.count()
    name = f"{CATEGORIES}-label" if is_new else "label"
    address = f"{LISTS}{CATEGORIES}/" + ("" if is_new else "mobilitaet/")

    page = client.post(address, {name: typed, "seen_version": "Mobilität"})

    content = page.content.decode()
    assert page.status_code == 422
    assert sentence in content
    assert f'value="{typed}"' in content or not typed
    assert Term.objects.count() == count
    assert lotse.town.terms.get(vocabulary=CATEGORIES, code="mobilitaet").label == "Mobilität"


def test_names_without_plain_letters_get_an_address_all_the_same(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    make_project(lotse)
    sign_in(client, lotse)

    for label in ("你好", "再见"):
        client.post(f"{LISTS}{FIELDS_OF_ACTION}/", {f"{FIELDS_OF_ACTION}-label": label})

    codes = [term.code for term in lotse.town.terms.filter(label__in=["你好", "再见"])]
    assert len(set(codes)) == 2
    assert all(code and not code.startswith("-") for code in codes)


def test_a_retired_entry_stays_with_its_project_and_can_be_saved_again() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    category = lotse.town.terms.get(vocabulary=CATEGORIES, code="bildung")
    topic = lotse.town.terms.get(vocabulary="topic", code="bildung")
    change_sheet(
        project=project,
        by=lotse,
        at=NOW,
        seen_version=1,
        values={"main_category": category},
        topics=[topic],
    )
    Term.objects.update(is_active=False)
    project.refresh_from_db()

    form = SheetForm(
        {
            "title": "Werkstatt",
            "main_category": category.pk,
            "topics": [topic.pk],
            "seen_version": "2",
        },
        instance=project,
        town=lotse.town,
    )

    assert form.errors == {}
    assert form.fields["main_category"].queryset.count() == 1  # type: ignore[attr-defined]
    assert SheetForm(town=lotse.town).fields["topics"].queryset.count() == 0  # type: ignore[attr-defined]


def test_uses_are_counted_over_all_fields_and_only_in_the_own_town() -> None:
    lotse, stranger = make_actor(Role.LOTSE), make_actor(Role.LOTSE)
    category = {}
    for actor in (lotse, stranger):
        for number in range(2):
            project = make_project(actor, f"P{number}")
            terms = actor.town.terms
            category[actor] = terms.get(vocabulary=CATEGORIES, code="bildung")
            change_sheet(
                project=project,
                by=actor,
                at=NOW,
                seen_version=1,
                values={"main_category": category[actor]},
                topics=terms.filter(vocabulary="topic", code="bildung"),
            )
            classify_project(
                project=project,
                by=actor,
                at=NOW,
                seen_version=2,
                terms=terms.filter(code="handlungsfeld-2"),
            )

    uses = uses_of_terms(lotse.town)

    assert uses == {
        lotse.town.terms.get(vocabulary=vocabulary, code=code).pk: 2
        for vocabulary, code in (
            (CATEGORIES, "bildung"),
            ("topic", "bildung"),
            (FIELDS_OF_ACTION, "handlungsfeld-2"),
        )
    }


def test_an_unknown_list_does_not_exist(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    make_project(lotse)
    sign_in(client, lotse)

    assert client.post(f"{LISTS}wetter/", {"wetter-label": "schön"}).status_code == 404
    assert client.post(f"{LISTS}wetter/regen/", {"offer": "no"}).status_code == 404
    assert client.post(f"{LISTS}topic/regen/", {"offer": "no"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_the_same_at_one_and_at_twenty_projects(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    lotse = make_actor(Role.LOTSE, town=make_town(host="testserver"))
    for number in range(rows):
        make_project(lotse, f"P{number}")
    sign_in(client, lotse)
    client.get("/")  # the first page after signing in notes the beginning of the session

    with django_assert_num_queries(10):
        client.get(LISTS)
