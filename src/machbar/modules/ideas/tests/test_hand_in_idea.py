"""Handing in an idea (F01), from the service to the page."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import verify_chain
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import hand_in_idea
from machbar.modules.ideas.tests.builders import MORNING, unhurried_form_key

pytestmark = pytest.mark.django_db


def test_an_idea_gets_a_number_a_title_and_a_trace() -> None:
    town = make_town(number_prefix="K")

    receipt = hand_in_idea(
        by=Actor(town=town), at=MORNING, form_key="a", text="Trinkbrunnen am Markt. Auch für Hunde."
    )

    idea = receipt.idea
    assert (idea.number, idea.title, idea.status) == ("K-2026-0001", "Trinkbrunnen am Markt", "new")
    assert verify_chain(town).broken_at is None
    assert list(town.audit_entries.values_list("event", "actor")) == [("idea.handed_in", "guest")]


def test_the_same_form_sent_twice_gives_one_idea_and_two_working_receipts(client: Client) -> None:
    make_town()
    key = new_form_key()

    pages = [
        client.post("/ideen/neu/", {"text": "Suppe am Samstag", "form_key": key}, follow=True)
        for _click in range(2)
    ]

    assert Idea.objects.count() == 1
    number = Idea.objects.get().number
    assert all(page.status_code == 200 and number in page.content.decode() for page in pages)


def test_a_forged_form_key_loses_nothing(client: Client) -> None:
    make_town()

    client.post("/ideen/neu/", {"text": "Suppe am Samstag", "form_key": "x:y"})

    assert Idea.objects.get().text == "Suppe am Samstag"


def test_without_a_text_the_form_says_what_is_missing_and_keeps_the_rest(client: Client) -> None:
    make_town()

    page = client.post("/ideen/neu/", {"text": " ", "place": "Markt", "contact": "nachbarin@"})

    content = page.content.decode()
    assert page.status_code == 422
    assert "Bitte schreiben Sie Ihre Idee auf. Ein Satz genügt." in content
    assert "In der E-Mail-Adresse fehlt etwas" in content
    assert 'value="Markt"' in content
    assert 'value="nachbarin@"' in content
    assert Idea.objects.count() == 0


def test_who_leaves_a_mail_address_gets_one_letter_with_the_link(client: Client) -> None:
    make_town()
    key = unhurried_form_key()

    for _click in range(2):
        client.post(
            "/ideen/neu/", {"text": "Suppe", "contact": "nachbarin@example.org", "form_key": key}
        )

    letter = Letter.objects.get()
    assert letter.recipient == "nachbarin@example.org"
    path = next(word for word in letter.body.split() if "/beleg/" in word).partition("/beleg/")[2]
    assert client.get(f"/beleg/{path}").status_code == 200


def test_a_program_that_fills_every_field_is_marked_and_not_answered_by_mail(
    client: Client,
) -> None:
    make_town()

    client.post(
        "/ideen/neu/",
        {"text": "Kredit", "contact": "a@example.org", "homepage": "https://spam.invalid"},
    )

    assert Idea.objects.get().is_suspicious
    assert Letter.objects.count() == 0


def test_numbers_count_up_within_a_town_and_a_year() -> None:
    town, other = (
        make_town(number_prefix="K", host="a.example.org"),
        make_town(number_prefix="S", host="b.example.org"),
    )

    numbers = [
        hand_in_idea(by=Actor(town=each), at=MORNING, form_key=key, text="Idee").idea.number
        for each, key in ((town, "1"), (town, "2"), (other, "1"))
    ]

    assert numbers == ["K-2026-0001", "K-2026-0002", "S-2026-0001"]


def test_the_form_costs_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_town(host="testserver")

    with django_assert_num_queries(2):
        client.get("/ideen/neu/")


def test_other_methods_are_refused(client: Client) -> None:
    make_town()

    assert client.put("/ideen/neu/").status_code == 405


def test_a_form_that_was_sent_before_with_other_words_is_another_idea(client: Client) -> None:
    make_town()
    key = new_form_key()

    for text in ("Suppe am Samstag", "Suppe am Sonntag", "Suppe am Sonntag", "Suppe am Samstag"):
        client.post("/ideen/neu/", {"text": text, "form_key": key})

    assert sorted(Idea.objects.values_list("text", flat=True)) == [
        "Suppe am Samstag",
        "Suppe am Sonntag",
    ]
