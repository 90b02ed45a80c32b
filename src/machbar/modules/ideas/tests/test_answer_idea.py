"""Answering an idea (F03): nobody is left without a word, and no idea is closed without a reason."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.ideas.exceptions import AlreadyWithdrawn, ReasonMissing
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import unanswered
from machbar.modules.ideas.services import answer_idea, withdraw_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def test_closing_without_a_reason_is_refused_by_service_and_database() -> None:
    idea = make_idea(make_town())
    lotse = make_actor(Role.LOTSE, town=idea.town)

    with pytest.raises(ReasonMissing):
        answer_idea(idea=idea, by=lotse, at=MORNING, status="not_feasible", text="  ", key="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=idea.pk).update(status="not_feasible")

    assert Idea.objects.get().status == Idea.Status.NEW


@pytest.mark.parametrize("status", Idea.CLOSED)
@pytest.mark.parametrize("reason", ["", None])
def test_not_even_plain_sql_closes_an_idea_or_keeps_it_closed_without_a_reason(
    status: str, reason: str | None
) -> None:
    town = make_town()
    idea, other = make_idea(town), make_idea(town, text="Nachbarschaftsfest")
    joined_to = other.pk if status == Idea.Status.JOINED else None
    close = "UPDATE ideas_idea SET status = %s, joined_to_id = %s, reason = %s WHERE id = %s"
    with connection.cursor() as database:
        with pytest.raises(IntegrityError), transaction.atomic():
            database.execute(close, [status, joined_to, reason, idea.pk])
        database.execute(close, [status, joined_to, "Im Frühjahr wieder.", idea.pk])
        with pytest.raises(IntegrityError), transaction.atomic():
            database.execute("UPDATE ideas_idea SET reason = %s WHERE id = %s", [reason, idea.pk])

    idea.refresh_from_db()
    assert (idea.status, idea.reason) == (status, "Im Frühjahr wieder.")


def test_an_answer_sets_status_reason_and_goes_out_once() -> None:
    idea = make_idea(make_town(), contact="nachbarin@example.org")
    lotse = make_actor(Role.LOTSE, town=idea.town)

    for _click in range(2):
        answer_idea(
            idea=idea, by=lotse, at=MORNING, status="parked", text="Im Frühjahr wieder.", key="1"
        )

    idea.refresh_from_db()
    assert (idea.status, idea.reason, idea.answered_at) == (
        "parked",
        "Im Frühjahr wieder.",
        MORNING,
    )
    assert Answer.objects.count() == 1
    assert Letter.objects.filter(key__contains=":answer:").count() == 1


def test_an_idea_that_was_taken_back_is_not_answered() -> None:
    idea = make_idea(make_town())
    lotse = make_actor(Role.LOTSE, town=idea.town)
    withdraw_idea(idea=idea, by=lotse)

    with pytest.raises(AlreadyWithdrawn):
        answer_idea(idea=idea, by=lotse, at=MORNING, status="in_talk", text="Hallo", key="1")

    assert Answer.objects.count() == 0


def test_the_oldest_unanswered_idea_comes_first_and_only_for_those_who_answer() -> None:
    town = make_town()
    older, newer = make_idea(town, text="Zuerst"), make_idea(town, text="Danach")

    assert list(unanswered(make_actor(Role.LOTSE, town=town))) == [older, newer]
    assert list(unanswered(make_actor(Role.ADMINISTRATION, town=town))) == []


def test_the_page_answers_and_keeps_what_was_typed_when_something_is_missing(
    client: Client,
) -> None:
    idea = make_idea(make_town())
    lotse = make_actor(Role.MODERATION, town=idea.town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    address = f"/werkstatt/gespraeche/{idea.public_id}/antworten/"

    refused = client.post(address, {"text": "Wir reden darüber.", "form_key": new_form_key()})
    sent = client.post(
        address, {"text": "Wir reden darüber.", "status": "in_talk", "form_key": new_form_key()}
    )

    assert refused.status_code == 422
    assert "Bitte wählen Sie, wie es mit der Idee weitergeht." in refused.content.decode()
    assert "Wir reden darüber." in refused.content.decode()
    assert sent.status_code == 302
    assert Answer.objects.get().status == "in_talk"
