"""Spam is marked with its reasons and never lost; no mail goes to an address that may be a stranger's."""

import pytest
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.core import Suspicion, suspicions
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services import (
    clear_suspicion,
    close_as_spam,
    hand_in_idea,
    publish_idea,
)
from machbar.modules.ideas.tests.builders import MORNING, unhurried_form_key

pytestmark = pytest.mark.django_db
LINKS = "Kredit: http://a.invalid https://b.invalid HTTP://c.invalid"


def suspicious(*, contact: str = "fremd@example.org") -> tuple[Idea, Actor]:
    lotse = make_actor(Role.LOTSE)
    idea = hand_in_idea(
        by=lotse,
        at=MORNING,
        form_key="spam",
        text="Eine Bank",
        contact=contact,
        suspicions=(Suspicion.FAST, Suspicion.LINKS),
    ).idea
    return idea, lotse


def test_each_sign_is_named() -> None:
    calm = {"text": "Eine Bank", "trap": "", "is_fast": False, "is_repeated": False}

    assert suspicions(**calm) == ()  # type: ignore[arg-type]
    assert suspicions(text=LINKS, trap="x", is_fast=True, is_repeated=True) == (
        Suspicion.TRAP,
        Suspicion.FAST,
        Suspicion.LINKS,
        Suspicion.REPEATED,
    )


@pytest.mark.parametrize(
    ("form", "signs"),
    [
        ({"text": "Eine Bank"}, ""),
        ({"text": "Eine Bank", "form_key": "fast"}, "fast"),
        ({"text": "Eine Bank", "form_key": "slow"}, ""),
        ({"text": LINKS}, "links"),
        ({"text": "Eine Bank", "homepage": "x"}, "trap"),
    ],
)
def test_the_form_marks_what_a_program_would_do_and_keeps_the_idea(
    client: Client, form: dict[str, str], signs: str
) -> None:
    make_town()
    keys = {"fast": new_form_key(), "slow": unhurried_form_key()}
    sent = {**form, "form_key": keys.get(form.get("form_key", ""), "")}

    answer = client.post("/ideen/neu/", sent)

    assert answer.status_code == 302
    assert (Idea.objects.get().suspicions, Idea.objects.get().text) == (signs, form["text"])


def test_the_same_text_from_another_form_is_marked_and_from_the_same_form_is_one_idea(
    client: Client,
) -> None:
    make_town()
    first = {"text": "Eine Bank", "form_key": unhurried_form_key()}

    for form in (first, first, {"text": "Eine Bank", "form_key": unhurried_form_key()}):
        client.post("/ideen/neu/", form)

    assert list(Idea.objects.order_by("pk").values_list("suspicions", flat=True)) == [
        "",
        "repeated",
    ]


def test_a_form_with_a_mistake_is_not_too_fast_the_second_time(client: Client) -> None:
    make_town()
    key = unhurried_form_key()

    page = client.post("/ideen/neu/", {"text": "", "form_key": key})

    assert f'value="{key}"' in page.content.decode()


def test_no_spam_after_all_sends_the_receipt_once() -> None:
    idea, lotse = suspicious()
    assert Letter.objects.count() == 0

    for _click in range(2):
        clear_suspicion(idea=idea, by=lotse)
    publish_idea(idea=idea, by=lotse, at=MORNING)

    idea.refresh_from_db()
    assert (idea.is_suspicious, idea.suspicions) == (False, "")
    assert [letter.recipient for letter in Letter.objects.all()] == ["fremd@example.org"]


def test_publishing_is_a_word_against_suspicion_too() -> None:
    idea, lotse = suspicious()

    publish_idea(idea=idea, by=lotse, at=MORNING)

    idea.refresh_from_db()
    assert (idea.is_suspicious, Letter.objects.count()) == (False, 1)


def test_spam_is_closed_with_its_reason_and_nobody_is_written_to() -> None:
    idea, lotse = suspicious()

    first = close_as_spam(idea=idea, by=lotse, at=MORNING, key="1")
    second = close_as_spam(idea=idea, by=lotse, at=MORNING, key="2")

    idea.refresh_from_db()
    assert first == Answer.objects.get()
    assert second is None
    assert (idea.status, idea.reason) == (
        "not_feasible",
        "Das war Werbung oder ein Test, keine Idee.",
    )
    assert (Answer.objects.get().sent_by, Letter.objects.count()) == ("none", 0)
