"""Rows of presence hours, bookings and talks: dates are everybody's, a booking is its guest's, talks are a few's."""

from django.utils import timezone

from machbar.foundation.people.models import Role
from tests.permissions.shapes import of_the_team, open_to_all, single
from tests.permissions.table import (
    NOBODY,
    TEAM,
    Case,
    Expected,
    Form,
    Outcome,
    Row,
    Target,
    Who,
    everyone,
    team,
)
from tests.permissions.world import World

TALKING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
AT_THE_COUNTER = {
    "guest": Outcome.DONE,  # led to the pairing
    "suspended": Outcome.DONE,
}
WRITTEN_AT_THE_COUNTER = {
    "guest": Outcome.SIGN_IN,  # shown what was typed
    "suspended": Outcome.SIGN_IN,
}
TALK = {"quarters": "2", "said": "Guten Tag", "held_on": "2026-11-20", "form_key": "permission"}
_NO = Outcome.MISSING


def _plan(_world: World) -> dict[str, str]:
    """Presence hours from the day of the request on: a day that was written down here would be over tomorrow."""
    return {
        "who": "PL",
        "kind": "weekly",
        "first_day": timezone.localdate().isoformat(),
        "starts": "16:00",
        "ends": "18:00",
        "slot_minutes": "30",
        "places": "1",
        "weeks_ahead": "4",
        "form_key": "permission",
    }


def _by_link(
    route: str, ours: str, theirs: str, *, post: Outcome | None = None, other: str = "stop_token"
) -> Row:
    """A page behind a personal link; by POST where it says what then."""

    def case(relation: str, token: Target, get: Outcome, sent: Outcome | None) -> Case:
        return Case(
            relation=relation,
            arguments=token,
            get=everyone(get),
            post=NOBODY if sent is None else everyone(sent),
        )

    gone = None if post is None else _NO
    return Row(
        route=route,
        cases=(
            case("the link's own", lambda w: (getattr(w.ours, ours),), Outcome.OK, post),
            case("a link of the other town", lambda w: (getattr(w.theirs, theirs),), _NO, gone),
            case("no link", lambda _w: ("A" * 22,), _NO, gone),
            case("a link for something else", lambda w: (getattr(w.ours, other),), _NO, gone),
        ),
    )


def _work(
    route: str,
    thing: str,
    yes: Outcome | None = None,
    *,
    form: Form | None = None,
    more: Target = lambda _w: (),
    get: Outcome | None = None,
) -> Row:
    """A page of who holds talks about a thing of ours, and about the same of the other town."""
    return of_the_team(
        route,
        "ours",
        *TALKING,
        other="of the other town",
        ours=lambda w: (getattr(w.ours, thing).public_id, *more(w)),
        theirs=lambda w: (getattr(w.theirs, thing).public_id, *more(w)),
        get=get and team(*TALKING, yes=get),
        post=yes and team(*TALKING, yes=yes),
        form=form,
    )


def _talk(kind: str, readers: Expected, sent: Expected, relation: str) -> Case:
    return Case(
        relation=relation,
        arguments=lambda w: (getattr(w.ours, kind).public_id,),
        get=readers,
        post=sent,
        form=TALK,
    )


ROWS = [
    open_to_all("meetings:dates"),
    open_to_all("meetings:presence"),
    open_to_all("meetings:public_feed"),
    Row(
        route="meetings:book",
        cases=(
            Case(
                relation="an empty form",
                get=everyone(Outcome.OK),
                post=everyone(Outcome.INCOMPLETE),
            ),
            Case(
                relation="a slot of the other town",
                get=everyone(Outcome.OK),
                post=everyone(Outcome.INCOMPLETE),
                form={"topic": "Hallo", "slot": "abc-20261203T1500Z"},
            ),
        ),
    ),
    _by_link("meetings:booking", "booking_token", "booking_token"),
    _by_link("meetings:booking_calendar", "booking_token", "booking_token"),
    _by_link("meetings:call_off", "booking_token", "booking_token", post=Outcome.DONE),
    _by_link("meetings:own_feed", "feed_token", "feed_token", other="booking_token"),
    Row(
        route="meetings:note",
        cases=(
            Case(
                relation="the counter",
                get=team(*TALKING, device=Outcome.OK, **AT_THE_COUNTER),
                post=team(
                    *TALKING, yes=Outcome.DONE, device=Outcome.DONE, **WRITTEN_AT_THE_COUNTER
                ),
                form=TALK,
            ),
            Case(
                relation="an empty form",
                get=team(*TALKING, device=Outcome.OK, **AT_THE_COUNTER),
                post=team(
                    *TALKING, yes=Outcome.INCOMPLETE, device=Outcome.INCOMPLETE, **AT_THE_COUNTER
                ),
            ),
        ),
    ),
    single("meetings:presence_work", get=team(*TALKING)),
    single(
        "meetings:new_presence",
        "a plan",
        get=team(*TALKING),
        post=team(*TALKING, yes=Outcome.DONE),
        form=_plan,
    ),
    single("meetings:open_feed", "one's own", post=team(*TALKING)),
    single("meetings:end_feed", "one's own", post=team(*TALKING, yes=Outcome.DONE)),
    _work("meetings:booking_work", "booking", get=Outcome.OK),
    _work("meetings:booking_call_off", "booking", Outcome.DONE, form={"reason": "Krank"}),
    _work("meetings:booking_deed", "booking", Outcome.DONE, more=lambda _w: ("angerufen",)),
    _work("meetings:change_presence", "presence", Outcome.DONE, form=_plan, get=Outcome.OK),
    _work("meetings:day_off", "presence", Outcome.INCOMPLETE, form={"on": "2026-01-01"}),
    _work("meetings:day_on", "presence", Outcome.DONE, form={"on": "2026-12-03"}),
    _work("meetings:end", "presence", Outcome.INCOMPLETE, form={"last_day": "2020-01-01"}),
    single("meetings:talks", get=team()),
    Row(
        route="meetings:talk",
        cases=(
            _talk(
                "talk",
                team(),
                team(*TALKING, yes=Outcome.DONE),
                "a talk about a project",
            ),
            _talk(
                "idea_talk",
                team(*TALKING, no=_NO),
                team(*TALKING, yes=Outcome.DONE, no=_NO),
                "a talk about an idea",
            ),
            Case(
                relation="a talk of the other town",
                arguments=lambda w: (w.theirs.talk.public_id,),
                get=team(yes=_NO),
                post=team(yes=_NO),
                form=TALK,
            ),
        ),
    ),
    *(
        Row(
            route=route,
            cases=(
                Case(
                    relation="a talk about a project",
                    arguments=lambda w: (w.ours.talk.public_id,),
                    post=team(*TALKING, yes=Outcome.DONE),
                ),
                Case(
                    relation="a talk about an idea",
                    arguments=lambda w: (w.ours.idea_talk.public_id,),
                    post=team(*TALKING, yes=Outcome.DONE, no=_NO),
                ),
                Case(
                    relation="a talk of the other town",
                    arguments=lambda w: (w.theirs.talk.public_id,),
                    post=team(yes=_NO),
                ),
            ),
        )
        for route in ("meetings:talk_done", "meetings:talk_delete")
    ),
    single("meetings:hours", get=team()),
    single("meetings:hours_csv", get=team()),
]

# Who may read what, on whatever page it stands.
_TALKING = {Who.LOTSE, Who.MODERATION, Who.ADMIN}
MARKS = {
    "booking-name": _TALKING,
    "booking-contact": _TALKING,
    "booking-topic": _TALKING,
    "talk-said": set(TEAM),
    "talk-whom": _TALKING,
    "talk-private": _TALKING,  # neutrality: never the administration
    "idea-talk-said": _TALKING,
    "idea-talk-private": _TALKING,
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """What the holder of each link may read besides, whoever signs in beside it."""
    return {
        world.ours.booking_token: {"booking-topic"},
        world.ours.feed_token: {"booking-name", "booking-contact", "booking-topic"},
    }
