"""Rows of the house's own room and window, and of walk-rounds: programme and free times are everybody's."""

from machbar.foundation.people.models import Role
from tests.permissions.shapes import open_to_all, single
from tests.permissions.table import NOBODY, Case, Outcome, Row, Who, everyone, team
from tests.permissions.world import World

WORKING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
SETTINGS = {
    "name": "Hinterzimmer",
    "rhythm": "hours",
    "weeks_ahead": "26",
    "seen_version": "1",
    "seen": "{}",
}
_NO = Outcome.MISSING


def _of_a_thing(route: str, thing: str, *, post: Outcome | None = None) -> Row:
    """A public page of what can be booked, of ours and of the other town's."""

    def case(relation: str, of: str, get: Outcome) -> Case:
        sent = post if get is Outcome.OK else get
        return Case(
            relation=relation,
            arguments=lambda w: (getattr(getattr(w, of), thing).public_id,),
            get=everyone(get),
            post=NOBODY if post is None else everyone(sent or get),
        )

    return Row(
        route=route,
        cases=(case("ours", "ours", Outcome.OK), case("of the other town", "theirs", _NO)),
    )


def _by_link(
    route: str, token: str, *, get: Outcome | None = Outcome.OK, post: Outcome | None = None
) -> Row:
    """A page behind a personal link; without ``get`` it takes forms only."""

    def case(relation: str, of: str, name: str, found: Outcome) -> Case:
        sent = post if found is Outcome.OK else found
        return Case(
            relation=relation,
            arguments=lambda w: (getattr(getattr(w, of), name),),
            get=NOBODY if get is None else everyone(found),
            post=NOBODY if post is None else everyone(sent or found),
        )

    return Row(
        route=route,
        cases=(
            case("the link's own", "ours", token, Outcome.OK),
            case("a link of the other town", "theirs", token, _NO),
            case("a link for something else", "ours", "stop_token", _NO),
        ),
    )


def _work(
    route: str,
    thing: str,
    *more: str,
    get: bool = True,
    post: Outcome | None = None,
    form: dict[str, str] | None = None,
) -> Row:
    """A page of who keeps the bookings, about a thing of ours and about the same of the other town."""

    def case(relation: str, of: str, *, is_ours: bool) -> Case:
        yes = Outcome.OK if is_ours else _NO
        sent = post if is_ours else _NO
        return Case(
            relation=relation,
            arguments=lambda w: (getattr(getattr(w, of), thing).public_id, *more),
            get=team(*WORKING, yes=yes) if get else NOBODY,
            post=NOBODY if post is None else team(*WORKING, yes=sent or _NO),
            form=form or {},
        )

    return Row(
        route=route,
        cases=(case("ours", "ours", is_ours=True), case("theirs", "theirs", is_ours=False)),
    )


ROWS = [
    open_to_all("premises:room_programme"),
    open_to_all("premises:room_feed"),
    _of_a_thing("premises:room_free", "bookable"),
    _of_a_thing("premises:room_book", "bookable", post=Outcome.INCOMPLETE),
    _by_link("premises:room_guest", "room_token"),
    _by_link("premises:room_guest_calendar", "room_token"),
    _by_link("premises:room_guest_call_off", "room_token", post=Outcome.DONE),
    single("premises:room_work", get=team(*WORKING)),
    single(
        "premises:new_bookable",
        "settings",
        get=team(*WORKING),
        post=team(*WORKING, yes=Outcome.DONE),
        form=SETTINGS,
    ),
    _work("premises:bookable", "bookable", post=Outcome.DONE, form=SETTINGS),
    _work("premises:room_booking_work", "room_booking"),
    _work(
        "premises:room_booking_call_off",
        "room_booking",
        get=False,
        post=Outcome.DONE,
        form={"reason": "Frost"},
    ),
    _work(
        "premises:room_booking_deed", "room_booking", "bestaetigen", get=False, post=Outcome.DONE
    ),
    open_to_all("premises:walk_worker"),
    _by_link("premises:walk_phone", "walk_token", post=Outcome.INCOMPLETE),
    _by_link("premises:walk_sync", "walk_token", get=None, post=Outcome.INCOMPLETE),
    single(
        "premises:walks",
        "an empty form",
        get=team(*WORKING),
        post=team(*WORKING, yes=Outcome.INCOMPLETE),
    ),
    _work("premises:walk", "walk", post=Outcome.DONE),
    _work("premises:walk_sheet", "walk"),
    _work("premises:walk_link", "walk", get=False, post=Outcome.OK),
    _work("premises:walk_end", "walk", get=False, post=Outcome.OK),
    _work("premises:walk_reopen", "walk", get=False, post=Outcome.DONE),
    single("premises:figures", get=team()),
    single("premises:figures_csv", get=team()),
]

_WORKING = {Who.LOTSE, Who.MODERATION, Who.ADMIN}
MARKS = {
    "room-title": _WORKING,
    "room-name": _WORKING,
    "room-contact": _WORKING,
    "walk-title": _WORKING,
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """What the holder of each link may read besides, whoever signs in beside it."""
    return {
        world.ours.room_token: {"room-title"},
        world.ours.walk_token: {"walk-title"},
    }
