"""What is over stays as it was: no form of the table changes it, whoever sends it; who gets furthest is told why.

Each row names a thing of the world, what makes it over, and the routes that change such a thing as long as it is not.
Every route is asked twice: as it is, where the form does change the thing; and once it is over, where it does not. A
second click on what has made it over may say once more that it is done: that is true.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

import pytest
from django.contrib.messages import SUCCESS, get_messages
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.selectors import decision_state
from tests.permissions.asking import address, ask, outcome
from tests.permissions.table import Outcome, Who
from tests.permissions.test_permissions import ROWS
from tests.permissions.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

OPEN = {Outcome.OK, Outcome.DONE, Outcome.INCOMPLETE, Outcome.CONFLICT}
ORDER = (Who.ADMIN, Who.LOTSE, Who.GUEST)
NOW = timezone.now()
OF_ROUTE = {row.route: row for row in ROWS}
Values = Mapping[str, object] | Callable[[World], Mapping[str, object]]


@dataclass(frozen=True, kw_only=True)
class Over:
    """A thing of ours (its way from the world), the columns that say that it is over, and the routes."""

    name: str
    thing: str
    values: Values
    routes: tuple[str, ...]
    same_again: frozenset[str] = frozenset()
    forms: Mapping[str, Callable[[World], Mapping[str, str]]] = field(default_factory=dict)

    def row(self, world: World) -> models.Model:
        """The thing."""
        found: models.Model = attrgetter(self.thing)(world.ours)
        return found


def _an_answer(world: World) -> Mapping[str, str]:
    """An answer by somebody who has seen the idea as it is."""
    seen = Idea.objects.get(pk=world.ours.internal_idea.pk)
    return {
        "status": "parked",
        "text": "Später.",
        "form_key": "frozen",
        "seen": decision_state(seen),
    }


OVERS = (
    Over(
        name="an idea that was taken back",
        thing="internal_idea",
        values={"status": "withdrawn"},
        routes=("ideas:answer", "ideas:become_project", "ideas:publish"),
        forms={"ideas:answer": _an_answer},
    ),
    Over(
        name="an idea that was joined with another one",
        thing="internal_idea",
        values=lambda world: {
            "status": "joined",
            "reason": "Doppelt.",
            "joined_to": world.ours.public_idea,
        },
        routes=("ideas:answer", "ideas:become_project", "ideas:publish"),
        forms={"ideas:answer": _an_answer},
    ),
    *(
        Over(
            name=f"a talk that {words}",
            thing="booking",
            values=values,
            routes=("meetings:call_off", "meetings:booking_call_off"),
        )
        for words, values in (
            ("its guest called off", {"state": "guest_off"}),
            ("the house called off", {"state": "house_off", "reason": "Krank."}),
            ("took place", {"state": "held"}),
        )
    ),
    *(
        Over(
            name=f"a booking of a room that {words}",
            thing="room_booking",
            values=values,
            routes=(
                "premises:room_guest_call_off",
                "premises:room_booking_call_off",
                "premises:room_booking_deed",
            ),
        )
        for words, values in (
            ("its guest called off", {"state": "guest_off"}),
            ("the house called off", {"state": "house_off", "reason": "Wasser."}),
            ("lapsed", {"state": "lapsed"}),
        )
    ),
    Over(
        name="somebody who was told no",
        thing="asking",
        values={"state": "declined", "reason": "Voll.", "ended_at": NOW},
        routes=("coordination:decide",),
    ),
    Over(
        name="somebody who has left a group",
        thing="member",
        values={
            "state": "left",
            "name": "",
            "contact": "",
            "offer": "",
            "shows_first_name": False,
            "ended_at": NOW,
        },
        routes=("coordination:role", "coordination:remove", "coordination:leave"),
    ),
    *(
        Over(
            name=f"a task that was {state}",
            thing="task",
            values={"state": state, "reason": "Erledigt.", "ended_at": NOW},
            routes=("coordination:task", "coordination:member_task"),
        )
        for state in ("done", "dropped")
    ),
    Over(
        name="a search that found its room",
        thing="searches.inside",
        values={"state": "settled"},
        routes=("premises:demand_change_own", "premises:demand_withdraw"),
        same_again=frozenset({"premises:demand_withdraw"}),
    ),
    Over(
        name="a search that waits for nobody any more",
        thing="searches.waiting",
        values={"state": "settled"},
        routes=("premises:demand_deed", "premises:change_demand"),
    ),
    Over(
        name="a mediation that one side declined",
        thing="paths.suggested",
        values={"stage": "declined", "declined_by": "house", "reason": "Vergeben."},
        routes=("premises:mediation_deed",),
    ),
    Over(
        name="a round that has ended",
        thing="walk",
        values={"ended_at": NOW},
        routes=("premises:walk_end",),
        same_again=frozenset({"premises:walk_end"}),
        forms={"premises:walk_end": lambda _world: {"anyway": "1"}},
    ),
    *(
        Over(
            name=f"an invitation that was {end}",
            thing="team.invitation",
            values={f"{end}_at": NOW},
            routes=("team:again", "team:take_back", "team:join"),
            same_again=frozenset({"team:take_back"} if end == "withdrawn" else ()),
        )
        for end in ("accepted", "withdrawn")
    ),
    Over(
        name="a table that was taken back",
        thing="batch",
        values={"state": "undone", "content": None, "taken_at": NOW, "undone_at": NOW},
        routes=("tables_take", "tables_drop"),
    ),
    Over(
        name="a tablet that is locked out",
        thing="device",
        values={"revoked_at": NOW},
        routes=("access:revoke",),
    ),
)
CELLS = [(over, route) for over in OVERS for route in over.routes]


def _state(thing: models.Model) -> list[object]:
    """What the row holds now, and how many rows hang on it."""
    rows = type(thing)._default_manager.filter(pk=thing.pk)
    hanging = [
        each.related_model._default_manager.filter(**{each.field.name: thing.pk}).count()
        for each in thing._meta.related_objects
        if not isinstance(each.related_model, str)
    ]
    return [list(rows.values_list()), hanging]


def _told(answer: HttpResponse) -> bool:
    """Whether the answer says no, or another sentence than that it is done."""
    if outcome(answer) is not Outcome.DONE:
        return True
    said = list(get_messages(answer.wsgi_request))  # type: ignore[attr-defined] # of the test client
    return bool(said) and all(each.level != SUCCESS for each in said)


def _send(
    client: Client, path: str, form: Mapping[str, str], thing: models.Model
) -> tuple[HttpResponse, object]:
    """One form: the answer, and what became of the thing before it is undone."""
    seen: list[object] = []
    answer = ask(client, "POST", path, form, then=lambda: seen.append(_state(thing)))
    return answer, seen[0]


@pytest.mark.parametrize(
    ("over", "route"), CELLS, ids=[f"{over.name}: {route}" for over, route in CELLS]
)
def test_what_is_over_stays_as_it_was(
    over: Over, route: str, world: World, clients: dict[Who, Client]
) -> None:
    case, thing = OF_ROUTE[route].cases[0], over.row(world)
    form = over.forms.get(route, case.sent)
    strongest = next(who for who in ORDER if case.post[who] in OPEN)
    with transaction.atomic():
        path, before = address(OF_ROUTE[route], case, world), _state(thing)
        _answer, moved = _send(clients[strongest], path, form(world), thing)
        values = over.values(world) if callable(over.values) else over.values
        type(thing)._default_manager.filter(pk=thing.pk).update(**values)
        frozen, wrong = _state(thing), []
        for who, client in clients.items():
            answer, after = _send(client, path, form(world), thing)
            wrong += [(who, "changed")] if after != frozen else []
            if who is strongest and route not in over.same_again and not _told(answer):
                wrong.append((who, "is told that it is done"))
        transaction.set_rollback(True)
    assert moved != before, "the form changes nothing anyway"
    assert wrong == []
