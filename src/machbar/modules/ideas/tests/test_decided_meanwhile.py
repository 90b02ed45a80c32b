"""Two people decide about the same idea: the second sees what the first decided before anything of theirs leaves."""

import re

import pytest
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.exceptions import DecidedMeanwhile
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import decision_state
from machbar.modules.ideas.services import answer_idea, join_ideas, publish_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
THEIRS, OWN = "Wir sprechen darüber.", "Der Platz ist leider vergeben."


@pytest.fixture
def town() -> Town:
    return make_town(host="testserver", key="lutterstadt")


@pytest.fixture
def team(client: Client, town: Town) -> Client:
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    client.get("/")
    return client


def answer_first(idea: Idea) -> None:
    """Somebody else of the team answers."""
    other = make_actor(Role.MODERATION, town=idea.town)
    answer_idea(idea=idea, by=other, at=MORNING, status="in_talk", text=THEIRS, key="theirs")


def seen_in(page: str) -> str:
    """What the first form of a page carries."""
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def letters() -> int:
    return Letter.objects.filter(key__contains=":answer:").count()


def test_a_second_answer_from_an_old_page_waits_for_a_second_look(team: Client, town: Town) -> None:
    idea = make_idea(town, contact="nachbarin@example.org")
    address = f"/werkstatt/gespraeche/{idea.public_id}/"
    form = {
        "status": "not_feasible",
        "text": OWN,
        "form_key": new_form_key(),
        "seen": seen_in(team.get(address).content.decode()),
    }
    answer_first(idea)

    refused = team.post(f"{address}antworten/", form)
    page = refused.content.decode()
    assert (refused.status_code, letters()) == (409, 1)
    assert "Inzwischen hat jemand anders entschieden" in page
    assert THEIRS in page
    assert "Eine aus dem Team" in page
    assert f">\n{OWN}</textarea>" in page
    assert Idea.objects.get().status == "in_talk"
    sent = team.post(f"{address}antworten/", form | {"seen": seen_in(page)})

    assert (sent.status_code, letters()) == (302, 2)
    assert Idea.objects.get().status == "not_feasible"


def test_the_same_form_sent_twice_is_no_conflict_with_itself(team: Client, town: Town) -> None:
    idea = make_idea(town)
    address = f"/werkstatt/gespraeche/{idea.public_id}/"
    form = {
        "status": "in_talk",
        "text": OWN,
        "form_key": new_form_key(),
        "seen": seen_in(team.get(address).content.decode()),
    }

    statuses = [team.post(f"{address}antworten/", form).status_code for _click in range(2)]

    assert (statuses, Answer.objects.count()) == ([302, 302], 1)


def test_what_is_missing_and_what_came_meanwhile_are_said_at_once(team: Client, town: Town) -> None:
    idea = make_idea(town)
    answer_first(idea)

    page = team.post(
        f"/werkstatt/gespraeche/{idea.public_id}/antworten/", {"text": OWN}
    ).content.decode()

    assert "Bitte wählen Sie, wie es mit der Idee weitergeht." in page
    assert THEIRS in page
    assert seen_in(page) == decision_state(Idea.objects.get())


@pytest.mark.parametrize(
    "deed",
    [
        {"deed": "decline", "text": OWN},
        {"deed": "park", "text": OWN},
        {"deed": "ask", "text": OWN},
        {"deed": "join", "text": OWN, "number": "L-2026-0001"},
        {"deed": "publish"},
        {"deed": "spam"},
        {"deed": "no_spam"},
    ],
)
def test_an_old_page_of_the_queue_decides_nothing_over_somebody_elses_decision(
    team: Client, town: Town, deed: dict[str, str]
) -> None:
    make_idea(town, text="Eine andere")
    idea = make_idea(town, text="Eine Bank", contact="nachbarin@example.org")
    seen = decision_state(idea)
    answer_first(idea)

    refused = team.post(
        f"/werkstatt/gespraeche/{idea.public_id}/entscheiden/",
        {**deed, "seen": seen, "form_key": new_form_key()},
    )

    page = refused.content.decode()
    idea.refresh_from_db()
    assert (refused.status_code, idea.status, idea.published_at, letters()) == (
        409,
        "in_talk",
        None,
        1,
    )
    assert THEIRS in page
    assert (OWN in page) == ("text" in deed)


def test_it_is_decided_all_the_same_when_the_second_look_says_so(team: Client, town: Town) -> None:
    idea = make_idea(town, text="Eine Bank")
    address = f"/werkstatt/gespraeche/{idea.public_id}/entscheiden/"
    publish_idea(idea=idea, by=Actor(town=town, system=True), at=MORNING)
    form = {"deed": "decline", "text": OWN, "seen": "new.0.", "form_key": new_form_key()}

    page = team.post(address, form).content.decode()
    assert "Die Idee wurde an die Wand gehängt." in page
    sent = team.post(address, form | {"seen": seen_in(page)})

    assert sent.status_code == 302
    assert Idea.objects.get().status == "not_feasible"


def test_the_buttons_wall_and_spam_pressed_twice_are_no_conflict(team: Client, town: Town) -> None:
    bank, spam = make_idea(town, text="Eine Bank"), make_idea(town, text="Kaufen Sie")
    form = {"seen": decision_state(bank)}

    statuses = [
        team.post(f"/werkstatt/gespraeche/{idea.public_id}/entscheiden/", form | {"deed": deed})
        for idea, deed in ((bank, "publish"), (spam, "spam"))
        for _click in range(2)
    ]

    assert [each.status_code for each in statuses] == [302] * 4


def test_the_services_compare_only_where_a_page_was_seen(town: Town) -> None:
    idea, into = make_idea(town, text="Eine Bank"), make_idea(town, text="Zwei Bänke")
    lotse = make_actor(Role.LOTSE, town=town)
    answer_first(idea)

    with pytest.raises(DecidedMeanwhile):
        answer_idea(
            idea=idea, by=lotse, at=MORNING, status="parked", text=OWN, key="a", seen="new.0."
        )
    with pytest.raises(DecidedMeanwhile):
        publish_idea(idea=idea, by=lotse, at=MORNING, seen="")
    with pytest.raises(DecidedMeanwhile):
        join_ideas(idea=idea, into=into, by=lotse, at=MORNING, text=OWN, key="b", seen="")
    answer_idea(idea=idea, by=lotse, at=MORNING, status="parked", text=OWN, key="a")

    assert Answer.objects.count() == 2
