"""The receipt: number, QR code, state, additions, taking back."""

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import revoke_links
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.ideas.models import Addition, Answer, Idea
from machbar.modules.ideas.services import RECEIPT, answer_idea, publish_idea, withdraw_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea, make_receipt
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def test_the_receipt_shows_number_code_and_state_without_signing_in(client: Client) -> None:
    receipt = make_receipt(make_town(number_prefix="K"))

    page = client.get(f"/beleg/{receipt.token}/")

    content = page.content.decode()
    assert "K-2026-0001" in content
    assert "QR-Code zu dieser Seite" in content
    assert "<b>Neu</b>" in content
    assert "no-store" in page["Cache-Control"]


def test_the_giver_reads_the_whole_idea_in_the_own_words(client: Client) -> None:
    words = "Reparieren an jedem 2. Samstag. Ich bringe Werkzeug mit.\nUnd Kaffee."
    receipt = make_receipt(make_town(), text=words)

    page = client.get(f"/beleg/{receipt.token}/").content.decode()

    assert f'<p class="quote">{words}</p>' in page
    assert "<p>Reparieren an jedem 2. Samstag</p>" in page


def test_an_unknown_token_and_one_of_another_town_lead_nowhere(client: Client) -> None:
    make_town(host="testserver")
    elsewhere = make_receipt(make_town(host="b.example.org"))

    assert client.get("/beleg/unbekannt/").status_code == 404
    assert client.get(f"/beleg/{elsewhere.token}/").status_code == 404


def test_an_answer_appears_on_the_receipt_in_full(client: Client) -> None:
    receipt = make_receipt(make_town())
    lotse = make_actor(Role.LOTSE, town=receipt.idea.town)
    answer_idea(
        idea=receipt.idea,
        by=lotse,
        at=MORNING,
        status="in_talk",
        text="Wir sprechen mit dem Eigentümer.",
        key="1",
    )

    page = client.get(f"/beleg/{receipt.token}/")

    assert "Wir sprechen mit dem Eigentümer." in page.content.decode()


def test_the_giver_adds_something_and_a_second_click_adds_nothing(client: Client) -> None:
    receipt = make_receipt(make_town())

    pages = [
        client.post(f"/beleg/{receipt.token}/nachtrag/", {"text": "Samstags habe ich Zeit."})
        for _click in range(2)
    ]

    assert [page.status_code for page in pages] == [302, 302]
    assert list(Addition.objects.values_list("text", flat=True)) == ["Samstags habe ich Zeit."]


def test_an_empty_addition_is_refused_with_a_sentence(client: Client) -> None:
    receipt = make_receipt(make_town())

    page = client.post(f"/beleg/{receipt.token}/nachtrag/", {"text": ""})

    assert page.status_code == 422
    assert "Bitte schreiben Sie, was Sie ergänzen möchten." in page.content.decode()


def test_taking_back_removes_the_idea_from_the_wall_at_once(client: Client) -> None:
    receipt = make_receipt(make_town())
    idea = receipt.idea
    publish_idea(idea=idea, by=make_actor(Role.LOTSE, town=idea.town), at=MORNING)
    assert client.get(f"/ideen/{idea.public_id}/").status_code == 200

    client.post(f"/beleg/{receipt.token}/zurueckziehen/")

    assert client.get(f"/ideen/{idea.public_id}/").status_code == 404
    assert Idea.objects.get().status == Idea.Status.WITHDRAWN
    assert client.get(f"/beleg/{receipt.token}/").status_code == 200


def test_a_question_asks_for_the_answer_until_it_is_there(client: Client) -> None:
    receipt = make_receipt(make_town())
    answer_idea(
        idea=receipt.idea,
        by=make_actor(Role.LOTSE, town=receipt.idea.town),
        at=timezone.now(),
        status="new",
        text="Wo genau wäre das?",
        key="1",
        is_question=True,
    )
    address = f"/beleg/{receipt.token}/"

    asked = client.get(address).content.decode()
    client.post(f"{address}nachtrag/", {"text": "Am Brunnen."})
    answered = client.get(address).content.decode()

    assert ("Ihre Antwort auf unsere Frage" in asked, "Antwort abschicken" in asked) == (True, True)
    assert "Ihre Antwort auf unsere Frage" not in answered
    assert "Möchten Sie etwas ergänzen?" in answered


@pytest.mark.parametrize(
    ("contact", "before", "after"),
    [
        ("05353 111111", "Wir rufen Sie an", "Wir haben es Ihnen am Telefon gesagt."),
        (
            "Musterweg 3, 38154 Musterstadt",
            "Wir schicken Ihnen einen Brief",
            "Wir haben es Ihnen auch als Brief geschickt.",
        ),
        (
            "jemand@beispiel.example",
            "Wir schicken Ihnen eine E-Mail",
            "Wir haben es Ihnen auch per E-Mail geschickt.",
        ),
    ],
)
def test_the_receipt_says_what_has_been_sent_and_promises_it_no_longer(
    client: Client, contact: str, before: str, after: str
) -> None:
    receipt = make_receipt(make_town(), contact=contact)
    answer_idea(
        idea=receipt.idea,
        by=make_actor(Role.LOTSE, town=receipt.idea.town),
        at=MORNING,
        status="parked",
        text="Im Frühjahr wieder.",
        key="1",
    )
    address = f"/beleg/{receipt.token}/"

    waiting = client.get(address).content.decode()
    Letter.objects.update(state=Letter.State.SENT)
    Answer.objects.exclude(sent_by="mail").update(reached_on=MORNING.date())
    arrived = client.get(address).content.decode()

    assert (before in waiting, after in waiting) == (True, False)
    assert (before in arrived, after in arrived) == (False, True)


def test_whom_nobody_reaches_any_more_is_said_to_who_would_answer(client: Client) -> None:
    town = make_town()
    idea = make_idea(town)
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    address = f"/werkstatt/gespraeche/{idea.public_id}/"
    before = client.get(address).content.decode()

    revoke_links(subject=idea, purpose=RECEIPT, at=timezone.now())
    after = client.get(address).content.decode()

    assert "nur über den Beleg" in before
    assert "gar nicht: kein gültiger Beleg, keine Adresse" in after


def test_whoever_took_the_idea_back_is_not_told_how_it_goes_on(client: Client) -> None:
    receipt = make_receipt(make_town())
    before = client.get(f"/beleg/{receipt.token}/").content.decode()
    withdraw_idea(idea=receipt.idea, by=Actor(town=receipt.idea.town, system=True))

    after = client.get(f"/beleg/{receipt.token}/").content.decode()

    assert ["wie es weitergeht" in page for page in (before, after)] == [True, False]
    assert "Sie haben die Idee zurückgezogen." in after
