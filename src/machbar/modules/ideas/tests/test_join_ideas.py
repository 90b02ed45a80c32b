"""Two ideas of the same kind are joined: each keeps its number, its giver and its history (F04)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.search.services import differences
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.exceptions import (
    AlreadyJoined,
    AlreadyWithdrawn,
    CannotJoin,
    DecidedMeanwhile,
    IdeaError,
    ReasonMissing,
)
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.models import Answer, Idea, Joining
from machbar.modules.ideas.selectors import unanswered, waiting_for_decision
from machbar.modules.ideas.services import (
    add_to_idea,
    answer_idea,
    join_ideas,
    make_project,
    publish_idea,
    take_apart,
    withdraw_idea,
)
from machbar.modules.ideas.tests.builders import MORNING, make_idea

pytestmark = pytest.mark.django_db
SENTENCE = "Jemand hatte fast dieselbe Idee. Wir gehen beide zusammen an."
LATER = MORNING + timedelta(days=3)


def pair() -> tuple[Idea, Idea, Actor]:
    """A newer idea, an older one, and who may join them; both givers left a mail address."""
    town = make_town()
    older = make_idea(town, text="Reparaturtreff", contact="alt@example.org")
    newer = make_idea(town, text="Repair-Café", contact="neu@example.org")
    return newer, older, make_actor(Role.LOTSE, town=town)


def join(idea: Idea, into: Idea, by: Actor, *, text: str = SENTENCE, key: str = "k") -> Answer:
    return join_ideas(idea=idea, into=into, by=by, at=MORNING, text=text, key=key)


def mails() -> list[tuple[str, str]]:
    """To whom what was written, without the receipts."""
    letters = Letter.objects.exclude(key__endswith=":receipt").order_by("pk")
    return [(letter.recipient, letter.key.split(":")[2]) for letter in letters]


def events(idea: Idea) -> list[str]:
    entries = AuditEntry.objects.filter(object_id=idea.public_id).order_by("sequence")
    return [entry.event for entry in entries]


def test_joining_tells_one_giver_once_and_leaves_both_ideas_with_number_and_history() -> None:
    newer, older, lotse = pair()

    first, second = join(newer, older, lotse), join(newer, older, lotse)

    newer.refresh_from_db()
    older.refresh_from_db()
    assert first == second
    assert (newer.status, newer.reason, newer.joined_to) == ("joined", SENTENCE, older)
    assert (older.status, older.joined_to) == ("new", None)
    assert mails() == [("neu@example.org", "answer")]
    assert events(newer) == ["idea.handed_in", "idea.joined"]
    assert events(older) == ["idea.handed_in", "idea.took_in"]
    assert (newer.answered_at, older.answered_at) == (MORNING, None)


def test_later_answers_reach_all_givers_once_and_earlier_ones_only_their_own() -> None:
    newer, older, lotse = pair()
    third = make_idea(newer.town, text="Werkzeug leihen", contact="05353 123")
    answer_idea(idea=older, by=lotse, at=MORNING, status="in_talk", text="Vorher", key="a")
    join(newer, older, lotse)
    join(third, older, lotse)

    for _click in range(2):
        answer_idea(idea=older, by=lotse, at=LATER, status="parked", text="Nachher", key="b")

    told = {
        each.contact: [answer.text for answer in each.answers.all()]
        for each in (newer, older, third)
    }
    assert told == {
        "neu@example.org": [SENTENCE, "Nachher"],
        "alt@example.org": ["Vorher", "Nachher"],
        "05353 123": [SENTENCE, "Nachher"],
    }
    assert (
        sorted(mails()) == [("alt@example.org", "answer")] * 2 + [("neu@example.org", "answer")] * 2
    )
    assert set(Idea.objects.values_list("status", flat=True)) == {"joined", "parked"}


def test_a_joined_idea_is_answered_through_the_surviving_one() -> None:
    newer, older, lotse = pair()
    join(newer, older, lotse)

    with pytest.raises(AlreadyJoined):
        answer_idea(idea=newer, by=lotse, at=LATER, status="parked", text="Allein", key="x")

    with pytest.raises(DecidedMeanwhile):
        publish_idea(idea=newer, by=lotse, at=LATER)
    newer.refresh_from_db()
    assert (newer.status, newer.published_at, mails()) == (
        "joined",
        None,
        [("neu@example.org", "answer")],
    )


def test_when_the_surviving_idea_becomes_a_project_both_givers_hear_of_it_once() -> None:
    newer, older, lotse = pair()
    join(newer, older, lotse)

    for _click in range(2):
        make_project(idea=older, by=lotse, at=LATER, title="Reparaturtreff")

    assert mails() == [
        ("neu@example.org", "answer"),
        ("alt@example.org", "project"),
        ("neu@example.org", "project"),
    ]
    newer.refresh_from_db()
    assert newer.status == "joined"


@pytest.mark.parametrize(
    ("status", "after"), [("", "new"), ("in_talk", "in_talk"), ("parked", "parked")]
)
def test_taken_apart_an_idea_stands_as_before_and_its_giver_is_told_once(
    status: str, after: str
) -> None:
    newer, older, lotse = pair()
    if status:
        answer_idea(idea=newer, by=lotse, at=MORNING, status=status, text="Vorher", key="v")
    join(newer, older, lotse)

    for _click in range(2):
        take_apart(idea=newer, by=lotse, at=LATER, text="Doch zwei Ideen.", key="apart")
    join(newer, older, lotse)  # a click on an old page

    newer.refresh_from_db()
    assert (newer.status, newer.joined_to) == (after, None)
    assert newer.answered_at == (MORNING if status else None)
    assert newer.reason == ("Vorher" if status == "parked" else "")
    assert [answer.text for answer in newer.answers.all()][-2:] == [SENTENCE, "Doch zwei Ideen."]
    assert events(newer)[-2:] == ["idea.joined", "idea.taken_apart"]
    assert events(older) == ["idea.handed_in", "idea.took_in", "idea.let_go"]
    assert not Joining.objects.exists()
    assert differences(FINDABLE).objects == ()


def test_taken_apart_a_new_idea_waits_for_its_answer_and_its_decision_again() -> None:
    newer, older, lotse = pair()
    join(newer, older, lotse)
    answer_idea(idea=older, by=lotse, at=LATER, status="parked", text="Beide später.", key="both")

    take_apart(idea=newer, by=lotse, at=LATER, text="Doch zwei Ideen.", key="apart")

    assert [idea.pk for idea in unanswered(lotse)] == [newer.pk]
    assert [idea.pk for idea in waiting_for_decision(lotse)] == [newer.pk]


@pytest.mark.parametrize(("said_since", "waits"), [(False, True), (True, False)])
def test_taken_apart_an_idea_waits_for_its_giver_as_before_unless_that_has_written(
    said_since: bool, waits: bool
) -> None:
    newer, older, lotse = pair()
    answer_idea(
        idea=newer,
        by=lotse,
        at=MORNING,
        status="in_talk",
        text="Wo genau?",
        key="q",
        is_question=True,
    )
    join(newer, older, lotse)
    if said_since:
        add_to_idea(idea=newer, by=Actor(town=newer.town), at=LATER, text="Am Brunnen.")

    take_apart(idea=newer, by=lotse, at=LATER, text="Doch zwei Ideen.", key="apart")

    newer.refresh_from_db()
    assert newer.asked_at == (MORNING if waits else None)


def test_who_takes_an_idea_back_takes_back_no_other() -> None:
    newer, older, lotse = pair()
    join(newer, older, lotse)
    withdraw_idea(idea=newer, by=Actor(town=newer.town))

    older.refresh_from_db()
    newer.refresh_from_db()
    assert (newer.status, newer.joined_to, older.status) == ("withdrawn", None, "new")
    assert mails() == [("neu@example.org", "answer")]


def test_when_the_surviving_idea_is_taken_back_the_joined_ones_go_on_and_their_givers_know() -> (
    None
):
    newer, older, lotse = pair()
    join(newer, older, lotse)
    for _click in range(2):
        withdraw_idea(idea=older, by=Actor(town=newer.town))

    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.status, newer.status, newer.joined_to) == ("withdrawn", "new", None)
    assert mails() == [("neu@example.org", "answer")] * 2
    assert differences(FINDABLE).objects == ()


def _same(newer: Idea, older: Idea, lotse: Actor) -> None:
    join(newer, newer, lotse)


def _twice(newer: Idea, older: Idea, lotse: Actor) -> None:
    join(newer, older, lotse)
    join(newer, make_idea(newer.town, text="Dritte"), lotse, key="other")


def _chain(newer: Idea, older: Idea, lotse: Actor) -> None:
    join(older, make_idea(newer.town, text="Dritte"), lotse)
    join(newer, older, lotse)


def _chain_from_behind(newer: Idea, older: Idea, lotse: Actor) -> None:
    join(newer, older, lotse)
    join(older, make_idea(newer.town, text="Dritte"), lotse)


def _circle(newer: Idea, older: Idea, lotse: Actor) -> None:
    join(newer, older, lotse)
    join(older, newer, lotse)


def _withdrawn(newer: Idea, older: Idea, lotse: Actor) -> None:
    withdraw_idea(idea=older, by=lotse)
    join(newer, older, lotse)


def _other_town(newer: Idea, older: Idea, lotse: Actor) -> None:
    join(newer, make_idea(make_town()), lotse)


def _without_words(newer: Idea, older: Idea, lotse: Actor) -> None:
    join(newer, older, lotse, text=" \n")


def _apart_alone(newer: Idea, older: Idea, lotse: Actor) -> None:
    take_apart(idea=newer, by=lotse, at=LATER, text="Getrennt", key="k")


def _apart_without_words(newer: Idea, older: Idea, lotse: Actor) -> None:
    take_apart(idea=newer, by=lotse, at=LATER, text=" ", key="k")


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        (_same, CannotJoin),
        (_twice, AlreadyJoined),
        (_chain, AlreadyJoined),
        (_chain_from_behind, AlreadyJoined),
        (_circle, AlreadyJoined),
        (_withdrawn, AlreadyWithdrawn),
        (_other_town, CannotJoin),
        (_without_words, ReasonMissing),
        (_apart_alone, CannotJoin),
        (_apart_without_words, ReasonMissing),
    ],
)
def test_what_does_not_fit_is_refused(
    deed: Callable[[Idea, Idea, Actor], None], error: type[IdeaError]
) -> None:
    newer, older, lotse = pair()

    with pytest.raises(error):
        deed(newer, older, lotse)


def test_whatever_is_clicked_there_is_no_chain_and_the_pointer_and_the_status_agree() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    for number in range(4):
        make_idea(town, text=f"Idee {number}")
    clicks = st.tuples(
        st.sampled_from(["join", "apart", "back"]), st.integers(0, 3), st.integers(0, 3)
    )

    @given(st.lists(clicks, max_size=8))
    def click_and_look(clicks: list[tuple[str, int, int]]) -> None:
        with transaction.atomic():
            ideas = list(Idea.objects.filter(town=town).order_by("pk"))
            for number, (deed, one, other) in enumerate(clicks):
                _click(deed, ideas[one], ideas[other], lotse, f"k{number}")
            _look(town)
            transaction.set_rollback(True)

    click_and_look()


def _look(town: Town) -> None:
    for each in Idea.objects.filter(town=town).select_related("joined_to", "joining"):
        assert (each.status == "joined") == (each.joined_to is not None)
        assert (each.joined_to is not None) == hasattr(each, "joining")
        assert each.joined_to is None or each.joined_to.status not in ("joined", "withdrawn")


def _click(deed: str, one: Idea, other: Idea, lotse: Actor, key: str) -> None:
    try:
        if deed == "join":
            join(one, other, lotse, key=key)
        elif deed == "apart":
            take_apart(idea=one, by=lotse, at=LATER, text="Getrennt", key=key)
        else:
            withdraw_idea(idea=one, by=lotse)
    except IdeaError:
        return


@pytest.mark.parametrize(
    "values",
    [
        {"status": "joined", "reason": "", "joined_to": "other"},
        {"status": "joined", "reason": "Weil", "joined_to": None},
        {"status": "new", "reason": "", "joined_to": "other"},
        {"status": "joined", "reason": "Weil", "joined_to": "self"},
    ],
)
def test_the_database_refuses_a_joined_idea_without_reason_or_other(
    values: dict[str, str | None],
) -> None:
    newer, older, _lotse = pair()
    to = {"other": older, "self": newer, None: None}[values["joined_to"]]

    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=newer.pk).update(**{**values, "joined_to": to})
