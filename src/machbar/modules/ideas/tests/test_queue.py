"""The moderation queue: the oldest thing first, one deed each, the next one comes, and what can be undone is undone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.post.services import deliver_due
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.exceptions import AnswerIsOut
from machbar.modules.ideas.models import Answer, Idea, Offer, ReasonTemplate
from machbar.modules.ideas.services import (
    Photo,
    add_reason_templates,
    add_to_idea,
    answer_idea,
    hand_in_idea,
    note_printed,
    offer_help,
    publish_idea,
    take_back_answer,
)
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.ideas.views.queueing import queue
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
QUEUE = "/werkstatt/gespraeche/durchsehen/"


@pytest.fixture
def town() -> Town:
    made = make_town(host="testserver", key="lutterstadt")
    add_reason_templates(town=made)
    return made


@pytest.fixture
def team(client: Client, town: Town) -> Client:
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    client.get("/")  # the first page after signing in notes the beginning of the session
    return client


def decide(team: Client, idea: Idea, **form: str) -> str:
    """Send a deed; the page that comes then."""
    address = f"/werkstatt/gespraeche/{idea.public_id}/entscheiden/"
    answer = team.post(address, {"form_key": new_form_key(), **form}, follow=True)
    return answer.content.decode()


def undo(team: Client) -> str:
    """Press the button that takes the last deed back."""
    last = team.session["queue_last_deed"]
    answer = team.post(last["undo"], last["fields"], follow=True)
    return answer.content.decode()


def kinds(town: Town, *skipped: str) -> list[tuple[str, str]]:
    part = queue(make_actor(Role.LOTSE, town=town), frozenset(skipped), 20)
    assert part is not None
    assert part.total == len(part.items)
    return [(str(item.kind), item.headline) for item in part.items]


def everything(town: Town) -> dict[str, Idea]:
    """A new idea, an answered one with an addition, one on the wall with a photo."""
    house = Actor(town=town, system=True)
    new = make_idea(town, text="Neu")
    added = make_idea(town, text="Beantwortet", at=MORNING + timedelta(hours=1))
    answer_idea(idea=added, by=house, at=MORNING, status="in_talk", text="Ja?", key="1")
    add_to_idea(idea=added, by=house, at=MORNING + timedelta(hours=2), text="Noch etwas.")
    shown = hand_in_idea(
        by=house,
        at=MORNING + timedelta(hours=3),
        form_key="photo",
        text="Mit Foto",
        photo=Photo(
            picture=make_picture(town, form_key="photo"),
            credit="Nachbarin",
            consent_text="Darf gezeigt werden.",
        ),
    ).idea
    publish_idea(idea=shown, by=house, at=MORNING + timedelta(hours=3))
    return {"new": new, "added": added, "shown": shown}


def test_all_kinds_stand_in_one_line_by_age_and_skipped_ones_do_not(town: Town) -> None:
    ideas = everything(town)

    assert kinds(town) == [("Neue Idee", "Neu"), ("Nachtrag", "Beantwortet"), ("Foto", "Mit Foto")]
    addition = ideas["added"].additions.get()
    assert kinds(town, f"ideas:neu-{ideas['new'].public_id}", f"ideas:nachtrag-{addition.pk}") == [
        ("Foto", "Mit Foto")
    ]
    assert queue(make_actor(Role.EDITOR, town=town), frozenset(), 20) is None
    assert kinds(make_town(host="b.example.org")) == []


def test_more_than_fits_is_counted(town: Town) -> None:
    for number in range(5):
        make_idea(town, text=f"Idee {number}", at=MORNING + timedelta(minutes=number))

    part = queue(make_actor(Role.LOTSE, town=town), frozenset(), 2)

    assert part is not None
    assert ([item.headline for item in part.items], part.total) == (["Idee 0", "Idee 1"], 5)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_the_same_at_one_and_at_twenty_items(
    team: Client, town: Town, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_idea(town, text=f"Idee {number}", at=MORNING + timedelta(minutes=number))

    # One count is asked for only where more wait than are shown.
    with django_assert_num_queries(11 if rows == 1 else 12):
        page = team.get(QUEUE)

    assert "Idee 0" in page.content.decode()


def test_each_reason_closes_the_idea_word_for_word_or_as_ready_made(
    team: Client, town: Town
) -> None:
    own, ready = make_idea(town, text="Eigene Worte"), make_idea(town, text="Fertiger Text")
    template = ReasonTemplate.objects.get(shipped_as="too-expensive", town=town)

    first = decide(team, own, deed="decline", text="  Der Platz ist vergeben. ")
    second = decide(team, ready, deed="park", template=template.public_id)

    own.refresh_from_db()
    ready.refresh_from_db()
    assert (own.status, own.reason) == ("not_feasible", "Der Platz ist vergeben.")
    assert ready.status == "parked"
    assert ready.reason.startswith("Für „Fertiger Text“ fehlt zurzeit das Geld.")
    assert "Es steht sofort auf der Seite des Belegs" in first
    assert "Alles ist durchgesehen." in second


@pytest.mark.parametrize("deed", ["ask", "park", "hand_over", "decline"])
def test_without_a_reason_nothing_is_closed_and_what_was_typed_stays(
    team: Client, town: Town, deed: str
) -> None:
    idea = make_idea(town, text="Eine Bank")
    address = f"/werkstatt/gespraeche/{idea.public_id}/entscheiden/"

    empty = team.post(address, {"deed": deed, "text": "   "})
    foreign = team.post(address, {"deed": deed, "text": "Bald.", "template": "gibtesnicht"})
    unknown = team.post(address, {"deed": "verbrennen"})

    idea.refresh_from_db()
    assert (idea.status, Answer.objects.count()) == ("new", 0)
    assert (empty.status_code, foreign.status_code, unknown.status_code) == (422, 422, 404)
    assert "Bitte schreiben Sie, was die Person" in empty.content.decode()
    assert "Bald." in foreign.content.decode()


def test_a_question_lets_the_idea_wait_for_its_giver_until_an_addition_comes(
    team: Client, town: Town
) -> None:
    idea = make_idea(town, text="Eine Bank", contact="nachbarin@example.org")

    decide(team, idea, deed="ask", text="Wo genau?")

    idea.refresh_from_db()
    assert idea.status == "in_talk"
    assert idea.asked_at is not None
    assert Letter.objects.latest("pk").subject == "Eine Frage zu Ihrer Idee L-2026-0001"
    assert "wartet auf die Person" in team.get("/werkstatt/gespraeche/").content.decode()
    add_to_idea(idea=idea, by=Actor(town=town), at=timezone.now(), text="Am Brunnen.")
    assert Idea.objects.get().asked_at is None
    assert kinds(town) == [("Nachtrag", "Eine Bank")]


def test_publishing_is_undone_and_sends_nothing(team: Client, town: Town) -> None:
    idea = make_idea(town, text="Eine Bank")

    page = decide(team, idea, deed="publish")
    idea.refresh_from_db()
    assert idea.is_public
    assert "An der Wand: „Eine Bank“." in page
    page = undo(team)

    assert Idea.objects.get().published_at is None
    assert "Rückgängig gemacht: „Eine Bank“ wartet wieder." in page
    assert kinds(town) == [("Neue Idee", "Eine Bank")]


@pytest.mark.parametrize("contact", ["", "nachbarin@example.org", "0531 12345", "Weg 1, 38154 Ort"])
def test_a_closed_idea_is_as_new_again_while_its_answer_has_reached_nobody(
    team: Client, town: Town, contact: str
) -> None:
    idea = make_idea(town, text="Eine Bank", contact=contact)
    add_to_idea(idea=idea, by=Actor(town=town), at=MORNING, text="Mit Lehne.")

    decide(team, idea, deed="decline", text="Der Platz ist vergeben.")
    deliver_due()
    page = undo(team)

    idea.refresh_from_db()
    assert (idea.status, idea.reason, idea.answered_at) == ("new", "", None)
    assert Answer.objects.count() == 0
    assert not Letter.objects.filter(key__contains=":answer:").exists()
    assert idea.additions.get().read_at is None
    assert "wartet wieder" in page
    assert "wartet wieder" in team.post(team_undo(idea), follow=True).content.decode()


def team_undo(idea: Idea) -> str:
    return f"/werkstatt/gespraeche/{idea.public_id}/antworten/999999/zuruecknehmen/"


def test_what_has_left_stays_and_the_page_says_so(team: Client, town: Town) -> None:
    idea = make_idea(town, text="Eine Bank", contact="nachbarin@example.org")
    decide(team, idea, deed="park", text="Im Frühjahr.")
    Letter.objects.filter(key__contains=":answer:").update(next_attempt_at=None)
    deliver_due()

    page = undo(team)

    idea.refresh_from_db()
    assert (idea.status, Answer.objects.count()) == ("parked", 1)
    assert "schon unterwegs" in page


def test_an_answer_is_not_taken_back_after_printing_a_second_answer_or_a_change() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    printed, twice, changed = (make_idea(town, contact="Weg 1, 38154 Ort") for _each in range(3))
    answers = {
        idea: answer_idea(idea=idea, by=lotse, at=MORNING, status="parked", text="Ja.", key="1")
        for idea in (printed, twice, changed)
    }
    note_printed(ideas=[printed], at=MORNING)
    answer_idea(idea=twice, by=lotse, at=MORNING, status="in_talk", text="Doch.", key="2")
    Idea.objects.filter(pk=changed.pk).update(status="project")

    for answer in answers.values():
        with pytest.raises(AnswerIsOut):
            take_back_answer(answer=answer, by=lotse, at=MORNING)

    assert Answer.objects.count() == 4


def test_a_held_mail_leaves_after_two_minutes(team: Client, town: Town) -> None:
    idea = make_idea(town, contact="nachbarin@example.org")
    deliver_due()
    decide(team, idea, deed="park", text="Im Frühjahr.")

    letter = Letter.objects.get(key__contains=":answer:")
    assert letter.next_attempt_at is not None
    wait = letter.next_attempt_at - timezone.now()
    assert timedelta(minutes=1) < wait <= timedelta(minutes=2)
    assert deliver_due() == 0
    Letter.objects.update(next_attempt_at=timezone.now())
    assert deliver_due() == 1


def test_two_ideas_are_joined_by_number_and_what_does_not_fit_is_said(
    team: Client, town: Town
) -> None:
    older, newer = make_idea(town, text="Älter"), make_idea(town, text="Jünger")

    wrong = decide(team, newer, deed="join", number="17")
    missing = decide(team, newer, deed="join", number="L-2026-0999")
    itself = decide(team, newer, deed="join", number=newer.number)
    page = decide(team, newer, deed="join", number=older.number.lower())

    newer.refresh_from_db()
    assert "Bitte schreiben Sie die Nummer so" in wrong
    assert "Eine Idee L-2026-0999 gibt es nicht." in missing
    assert 'value="L-2026-0002"' in itself
    assert (newer.status, newer.joined_to) == ("joined", older)
    assert older.number in newer.reason
    assert f"Mit {older.number} verbunden" in page


def test_a_key_means_one_thing_and_a_status_keeps_its_capitals(team: Client, town: Town) -> None:
    idea = everything(town)["new"]
    asked = decide(team, idea, deed="ask", text="Wo genau?")

    assert "Im Gespräch: „Neu“." in asked
    assert "<kbd>E</kbd>" in asked
    assert 'data-key="a"' not in asked


def test_an_addition_is_read_and_waits_again(team: Client, town: Town) -> None:
    idea = everything(town)["added"]
    addition = idea.additions.get()
    address = f"/werkstatt/gespraeche/{idea.public_id}/nachtrag/{addition.pk}/"

    team.post(address)
    addition.refresh_from_db()
    assert addition.read_at is not None
    undo(team)

    addition.refresh_from_db()
    assert addition.read_at is None


def test_a_photo_is_shown_kept_inside_or_waits_again(team: Client, town: Town) -> None:
    idea = everything(town)["shown"]
    address = f"/werkstatt/gespraeche/{idea.public_id}/foto/zeigen/"
    assert idea.photo is not None

    refused = team.post(address, {"deed": "show", "alt_text": "", "credit": "Nachbarin"})
    assert refused.status_code == 422
    team.post(address, {"deed": "keep"})
    assert ("Foto", "Mit Foto") not in kinds(town)
    undo(team)
    assert ("Foto", "Mit Foto") in kinds(town)
    team.post(address, {"deed": "show", "alt_text": "Ein Brunnen", "credit": "Nachbarin"})

    idea.photo.refresh_from_db()
    assert idea.photo.is_released
    assert ("Foto", "Mit Foto") not in kinds(town)


def test_skipped_things_come_again_at_the_press_of_a_button(team: Client, town: Town) -> None:
    first = make_idea(town, text="Zuerst")
    make_idea(town, text="Danach")

    page = team.post(QUEUE, {"skip": f"ideas:neu-{first.public_id}"}, follow=True).content.decode()
    assert "Eine Sache wartet" in page
    assert "Zuerst" not in page
    page = team.post(QUEUE, follow=True).content.decode()

    assert "2 Sachen warten" in page
    assert "Zuerst" in page


def test_an_offer_to_join_in_waits_for_the_guide_and_can_wait_again(
    team: Client, town: Town
) -> None:
    idea = make_idea(town, text="Reparaturcafé", is_public=True)
    answer_idea(
        idea=idea,
        by=make_actor(Role.LOTSE, town=town),
        at=MORNING,
        status=Idea.Status.IN_TALK,
        text="Wir sprechen darüber.",
        key="answered",
    )
    offer = offer_help(
        idea=idea,
        by=Actor(town=town),
        at=MORNING,
        form_key="offer",
        name="Anna Muster",
        contact="05353 1234",
        text="Ich kann löten.",
    ).offer
    assert "Ich kann löten." in team.get(QUEUE).content.decode()
    address = f"/werkstatt/gespraeche/{idea.public_id}/mitmachen/{offer.public_id}/"

    done = team.post(address, {"zurueck": "durchsehen"}, follow=True).content.decode()
    is_answered = Offer.objects.get().answered_at is not None
    again = team.post(address, {"deed": "again"}, follow=True).content.decode()

    assert ("Alles ist durchgesehen." in done, is_answered) == (True, True)
    assert ("Ich kann löten." in again, Offer.objects.get().answered_at) == (True, None)


def test_offers_wait_for_the_project_guide_only(town: Town) -> None:
    idea = make_idea(town, is_public=True)
    offer_help(
        idea=idea,
        by=Actor(town=town),
        at=MORNING,
        form_key="offer",
        name="Anna Muster",
        contact="05353 1234",
    )

    def kinds(role: Role) -> list[str]:
        part = queue(make_actor(role, town=town), frozenset(), 5)
        assert part is not None
        return [item.key.split("-")[0] for item in part.items]

    assert "ideas:angebot" in kinds(Role.LOTSE)
    assert "ideas:angebot" not in kinds(Role.MODERATION)
