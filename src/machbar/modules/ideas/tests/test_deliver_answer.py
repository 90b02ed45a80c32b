"""Answers by phone and letter: on their list until somebody was reached; a new contact takes along what is open."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.documents.tests.reading import pdf_text
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.post.reaching import Call
from machbar.foundation.post.services import deliver_due
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.day import day_page
from machbar.modules.ideas.delivery import delivery_of
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import on_their_way
from machbar.modules.ideas.services import (
    answer_idea,
    change_contact,
    join_project,
    note_call,
    note_posted,
    note_printed,
    withdraw_idea,
)
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.projects.services import create_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
PHONE = "05353 12345"
LETTER = "Am Markt 1, 38154 Lutterstadt"
TODAY = date(2026, 9, 24)


def answered(town: Town, contact: str, *, number: int = 0) -> Idea:
    """An idea of which the giver shall hear "Im Frühjahr wieder."."""
    idea = make_idea(town, text=f"Bank {number}", contact=contact)
    lotse = make_actor(Role.LOTSE, town=town)
    answer_idea(
        idea=idea, by=lotse, at=MORNING, status="parked", text="Im Frühjahr wieder.", key="1"
    )
    return idea


def where(idea: Idea) -> tuple[str, str, int, date | None]:
    """Way, where it is, tries, when to call again."""
    answer = idea.answers.select_related("letter").get()
    return answer.sent_by, delivery_of(answer).sentence, answer.tries, answer.again_on


def signed_in(client: Client, town: Town) -> Client:
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    client.get("/")  # the first page after signing in notes the beginning of the session
    return client


def test_a_call_stays_on_the_list_until_the_person_is_reached_and_counts_each_click_once() -> None:
    town = make_town()
    idea, lotse = answered(town, PHONE), make_actor(Role.LOTSE, town=town)
    again = TODAY + timedelta(days=2)
    miss = Call(seen_tries=0, is_reached=False, again_on=again, note="Niemand da.")

    clicks = [note_call(idea=idea, by=lotse, at=MORNING, call=miss) for _click in range(2)]

    assert clicks == [True, False]
    assert where(idea) == ("phone", "Wartet auf einen Anruf.", 1, again)
    assert list(on_their_way(lotse, "phone")) == list(idea.answers.all())

    assert note_call(idea=idea, by=lotse, at=MORNING, call=Call(seen_tries=1, is_reached=True))
    assert not note_call(idea=idea, by=lotse, at=MORNING, call=Call(seen_tries=1, is_reached=True))
    assert where(idea) == ("phone", "Am Telefon gesagt am 24. September 2026.", 1, None)
    assert list(on_their_way(lotse, "phone")) == []


def test_a_letter_is_posted_only_after_it_was_printed() -> None:
    town = make_town()
    idea, lotse = answered(town, LETTER), make_actor(Role.LOTSE, town=town)

    assert not note_posted(idea=idea, by=lotse, on=TODAY)
    assert where(idea)[1] == "Wartet auf den Druck."
    note_printed(ideas=[idea], at=MORNING)
    assert where(idea)[1] == "Gedruckt, noch nicht eingeworfen."
    assert note_posted(idea=idea, by=lotse, on=TODAY)
    assert not note_posted(idea=idea, by=lotse, on=TODAY)
    assert where(idea)[1] == "Eingeworfen am 24. September 2026."


def test_the_database_refuses_a_call_to_come_to_somebody_who_was_reached() -> None:
    idea = answered(make_town(), PHONE)

    with pytest.raises(IntegrityError), transaction.atomic():
        idea.answers.update(reached_on=TODAY, again_on=TODAY)


def test_a_new_contact_takes_along_what_has_not_arrived_and_nothing_else() -> None:
    town = make_town()
    idea, lotse = answered(town, PHONE), make_actor(Role.LOTSE, town=town)
    note_call(idea=idea, by=lotse, at=MORNING, call=Call(seen_tries=0, is_reached=False))

    moved = change_contact(idea=idea, by=lotse, at=MORNING, contact="neu@example.org")

    assert (moved, where(idea)) == (1, ("mail", "Die E-Mail wartet im Postausgang.", 0, None))
    assert deliver_due() == 1
    assert change_contact(idea=idea, by=lotse, at=MORNING, contact=PHONE) == 0
    assert where(idea)[0] == "mail"
    assert Letter.objects.filter(key__contains=":answer:").count() == 1


def test_a_mail_that_waits_or_failed_goes_the_new_way_and_one_in_between_stays() -> None:
    town, moved = make_town(), {}
    lotse = make_actor(Role.LOTSE, town=town)
    for state in Letter.State:
        idea = answered(town, "alt@example.org")
        idea.refresh_from_db()
        Letter.objects.filter(key__endswith=f":answer:{idea.answers.get().pk}").update(state=state)
        change_contact(idea=idea, by=lotse, at=MORNING, contact=PHONE)
        moved[state.value] = idea.answers.get().sent_by

    assert moved == {"waiting": "phone", "sending": "mail", "sent": "mail", "failed": "phone"}
    # Only the one that waited is out of the outbox; no second one was written.
    assert Letter.objects.filter(key__contains=":answer:").count() == 3


def test_the_same_contact_again_changes_nothing_and_a_withdrawn_idea_gets_no_mail() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    idea, gone = answered(town, PHONE), answered(town, PHONE)
    withdraw_idea(idea=gone, by=lotse)
    gone.refresh_from_db()

    assert change_contact(idea=idea, by=lotse, at=MORNING, contact=f"Tel. {PHONE}") == 0
    assert change_contact(idea=gone, by=lotse, at=MORNING, contact="neu@example.org") == 0
    assert [answer.idea for answer in on_their_way(lotse, "phone")] == [idea]
    assert not Letter.objects.filter(recipient="neu@example.org").exists()


@pytest.mark.parametrize("contact", ["", "a@example.org", PHONE, LETTER])
def test_that_an_idea_becomes_a_project_is_an_answer_on_every_way(contact: str) -> None:
    town = make_town()
    idea, lotse = make_idea(town, contact=contact), make_actor(Role.LOTSE, town=town)
    project = create_project(by=lotse, at=MORNING, title="Werkstatt")

    for _click in range(2):
        join_project(idea=idea, project=project, by=lotse, at=MORNING)

    answer = Answer.objects.get()
    assert (answer.status, answer.sent_by) == ("project", idea.contact_kind)
    assert Letter.objects.filter(key__contains=":project:").count() == (idea.contact_kind == "mail")
    assert (answer.letter is not None) == (idea.contact_kind == "mail")


def test_the_day_page_has_calls_and_letters_with_their_age_but_no_call_of_later(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    for number in range(10):
        answered(town, PHONE, number=number)
    answered(town, LETTER)
    later = answered(town, PHONE, number=99)
    note_call(
        idea=later,
        by=lotse,
        at=MORNING,
        call=Call(seen_tries=0, is_reached=False, again_on=TODAY + timedelta(days=30)),
    )

    with django_assert_num_queries(1):
        parts = day_page(lotse, TODAY + timedelta(days=4))

    assert [(str(part.title), len(part.items), part.total) for part in parts] == [
        ("Antworten am Telefon", 8, 10),
        ("Antworten per Brief", 1, 1),
    ]
    first = parts[0].items[0]
    assert (first.headline, first.since, first.is_late) == ("Bank 0", TODAY, True)
    assert day_page(make_actor(Role.EDITOR, town=town), TODAY) == []


@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize(
    ("page", "contact", "queries"),
    [("anrufen", PHONE, 9), ("briefe", LETTER, 9)],
    ids=["calls", "letters"],
)
def test_both_lists_cost_the_same_at_one_and_at_twenty_rows(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    page: str,
    contact: str,
    queries: int,
) -> None:
    town = make_town(host="testserver")
    for number in range(rows):
        answered(town, contact, number=number)
    signed_in(client, town)

    with django_assert_num_queries(queries):
        answer = client.get(f"/werkstatt/gespraeche/{page}/")

    assert answer.content.decode().count("Im Frühjahr wieder.") == rows


def test_the_pages_note_calls_and_say_what_they_did(client: Client) -> None:
    town = make_town(host="testserver")
    idea = answered(town, PHONE)
    signed_in(client, town)
    address = f"/werkstatt/gespraeche/{idea.public_id}/anruf/"
    tomorrow = timezone.localdate() + timedelta(days=1)

    over = client.post(address, {"tries": "0", "again_on": "2020-01-31", "note": "Niemand da."})
    assert over.status_code == 422
    assert "Dieser Tag ist vorbei. Bitte wählen Sie heute oder einen späteren." in (
        over.content.decode()
    )
    bad = client.post(address, {"tries": "0", "again_on": "bald", "note": "Niemand da."})
    missed = client.post(
        address,
        {"tries": "0", "again_on": tomorrow.isoformat(), "note": "Niemand da."},
        follow=True,
    )
    reached = client.post(address, {"tries": "1", "deed": "reached"}, follow=True)
    twice = client.post(address, {"tries": "1", "deed": "reached"}, follow=True)

    assert bad.status_code == 422
    assert "Bitte schreiben Sie den Tag so: 31.12.2026." in bad.content.decode()
    assert 'value="Niemand da."' in bad.content.decode()
    assert "Später" in missed.content.decode()
    assert "Einmal versucht" in missed.content.decode()
    assert "Erreicht. Die Antwort zu" in reached.content.decode()
    assert "Das war schon notiert." in twice.content.decode()


def test_letters_are_printed_together_with_a_link_that_works_and_posted_with_one_click(
    client: Client,
) -> None:
    town = make_town(host="testserver", contact_phone="05353 9120")
    ideas = [answered(town, LETTER, number=number) for number in range(2)]
    signed_in(client, town)

    printed = client.post("/werkstatt/gespraeche/briefe/drucken/")
    text = pdf_text(printed.content)
    links = [word for word in text.split() if "/beleg/" in word]

    assert printed["Content-Type"] == "application/pdf"
    assert printed["Content-Disposition"].startswith('attachment; filename="Briefe-')
    for idea in ideas:
        assert idea.number in text
    assert text.count("Im Frühjahr wieder.") == 2
    assert len(links) == len(set(links)) == 2
    for link in links:
        receipt = client.get(f"/beleg/{link.partition('/beleg/')[2]}")
        assert "Im Frühjahr wieder." in receipt.content.decode()

    future = timezone.localdate() + timedelta(days=1)
    refused = client.post("/werkstatt/gespraeche/briefe/eingeworfen/", {"posted_on": future})
    posted = client.post(
        "/werkstatt/gespraeche/briefe/eingeworfen/",
        {"posted_on": timezone.localdate()},
        follow=True,
    )
    again = client.post("/werkstatt/gespraeche/briefe/drucken/", follow=True)
    assert (refused.status_code, "Dieser Tag kommt erst noch." in refused.content.decode()) == (
        422,
        True,
    )
    assert "2 Briefe sind eingeworfen." in posted.content.decode()
    assert "Kein Brief wartet auf den Druck." in again.content.decode()


def test_one_letter_is_printed_and_the_other_waits(client: Client) -> None:
    town = make_town(host="testserver")
    one, other = answered(town, LETTER), answered(town, LETTER, number=1)
    signed_in(client, town)

    printed = client.post("/werkstatt/gespraeche/briefe/drucken/", {"idea": one.public_id})

    assert one.number in pdf_text(printed.content)
    assert other.number not in pdf_text(printed.content)
    assert (where(one)[1], where(other)[1]) == (
        "Gedruckt, noch nicht eingeworfen.",
        "Wartet auf den Druck.",
    )


def test_the_contact_is_changed_on_the_page_of_the_idea_and_keeps_what_was_typed(
    client: Client,
) -> None:
    town = make_town(host="testserver")
    idea = answered(town, PHONE)
    signed_in(client, town)
    address = f"/werkstatt/gespraeche/{idea.public_id}/erreichen/"

    refused = client.post(address, {"contact": "neu@"})
    saved = client.post(address, {"contact": "neu@example.org"}, follow=True)

    assert refused.status_code == 422
    assert 'value="neu@"' in refused.content.decode()
    assert "Gespeichert. Eine Antwort geht den neuen Weg." in saved.content.decode()
    assert "Die E-Mail wartet im Postausgang." in saved.content.decode()


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("", "Die Antwort steht deshalb nur auf dieser Seite."),
        (PHONE, "Wir rufen Sie an"),
        (LETTER, "Wir schicken Ihnen einen Brief"),
        ("a@example.org", "Wir schicken Ihnen eine E-Mail"),
    ],
)
def test_the_receipt_says_how_the_answer_comes(client: Client, contact: str, words: str) -> None:
    make_town()
    sent = client.post("/ideen/neu/", {"text": "Eine Bank", "contact": contact})

    assert words in client.get(sent["Location"]).content.decode()
