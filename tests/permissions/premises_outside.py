"""Rows of owners, consents and the public rooms: owners are the guide's alone, a link is its owner's."""

from machbar.foundation.people.models import Role
from tests.permissions.premises_outside_world import Outside
from tests.permissions.shapes import open_to_all, single
from tests.permissions.table import (
    NOBODY,
    Case,
    Expected,
    Form,
    Outcome,
    Row,
    Who,
    everyone,
    team,
)
from tests.permissions.world import World

_NO = Outcome.MISSING
WORKING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
OWNER = {
    "name": "Neu (fiktiv)",
    "contact": "05353 1",
    "source": "Gespräch am Markt (fiktiv)",
    "form_key": "permission",
    "seen_version": "1",
}


def _room(route: str, *more: str) -> Row:
    """A page of a room of which something is public, of one of which nothing is, and of the other town's."""

    def case(relation: str, of: str, thing: str, outcome: Outcome) -> Case:
        def arguments(world: World) -> tuple[str, ...]:
            outside: Outside = getattr(world, of).outside
            return getattr(outside, thing).public_id, *(getattr(outside, name) for name in more)

        return Case(relation=relation, arguments=arguments, get=everyone(outcome))

    return Row(
        route=route,
        cases=(
            case("let out in part", "ours", "unit", Outcome.OK),
            case("nothing let out", "ours", "lost_unit", _NO),
            case("of the other town", "theirs", "unit", _NO),
        ),
    )


def _guide(
    route: str,
    *,
    thing: str = "owner",
    more: tuple[str, ...] = (),
    get: Outcome | None = Outcome.OK,
    post: Outcome | None = Outcome.DONE,
    form: Form | None = None,
    roles: tuple[Role, ...] = (Role.LOTSE,),
) -> Row:
    """A page of the guide about something of ours, and about the same of the other town."""

    def expected(outcome: Outcome | None, of: str) -> Expected:
        if outcome is None:
            return NOBODY
        return team(*roles, yes=outcome if of == "ours" else _NO)

    def case(relation: str, of: str) -> Case:
        def arguments(world: World) -> tuple[str, ...]:
            outside: Outside = getattr(world, of).outside
            found = [getattr(outside, name).public_id for name in (thing, *more)]
            return tuple(found)

        return Case(
            relation=relation,
            arguments=arguments,
            get=expected(get, of),
            post=expected(post, of),
            form=form or {},
        )

    return Row(route=route, cases=(case("ours", "ours"), case("of the other town", "theirs")))


def _unit_row(
    route: str, *, get: Outcome | None, post: Outcome, guide_only: bool, thing: str = "unit"
) -> Row:
    """Consents of a unit, or whose it is. Whoever keeps no register may not know it; the other town's are not there."""

    def expected(outcome: Outcome | None, of: str) -> Expected:
        if outcome is None:
            return NOBODY
        if of == "theirs":
            return team(*WORKING, yes=_NO)
        return team(*((Role.LOTSE,) if guide_only else WORKING), yes=outcome)

    def case(relation: str, of: str) -> Case:
        return Case(
            relation=relation,
            arguments=lambda w: (getattr(getattr(w, of).outside, thing).public_id,),
            get=expected(get, of),
            post=expected(post, of),
            form={"parts": "area", "was": "area,pictures", "way": "phone"},
        )

    return Row(route=route, cases=(case("ours", "ours"), case("of the other town", "theirs")))


def _by_link(
    route: str,
    *more: str,
    get: Outcome | None = Outcome.OK,
    post: Outcome | None = None,
    form: Form | None = None,
) -> Row:
    """A page behind an owner's link; another link, another town's link and a foreign unit open nothing."""

    def case(relation: str, token: str, unit: str) -> Case:
        own = relation == "the link's own"

        def arguments(world: World) -> tuple[str, ...]:
            outsides = {"ours": world.ours.outside, "theirs": world.theirs.outside}
            tokens = {
                "ours": world.ours.outside.token,
                "theirs": world.theirs.outside.token,
                "none": "A" * 22,
                "other purpose": world.ours.stop_token,
            }
            of = outsides[unit]
            rest = (of.unit.public_id if name == "unit" else getattr(of, name) for name in more)
            return tokens[token], *rest

        return Case(
            relation=relation,
            arguments=arguments,
            get=NOBODY if get is None else everyone(get if own else _NO),
            post=NOBODY if post is None else everyone(post if own else _NO),
            form=form or {},
        )

    cases = [
        case("the link's own", "ours", "ours"),
        case("a link of the other town", "theirs", "theirs"),
        case("no link", "none", "ours"),
        case("a link for something else", "other purpose", "ours"),
    ]
    if {"unit", "request"} & set(more):
        cases.append(case("a unit of somebody else", "ours", "theirs"))
    return Row(route=route, cases=tuple(cases))


ROWS = [
    open_to_all("premises:rooms"),
    open_to_all("premises:rooms_geojson"),
    single("premises:map_picture", get=everyone(_NO)),
    _room("premises:room"),
    _room("premises:expose"),
    _room("premises:poster"),
    _room("premises:room_picture", "picture", "file"),
    single("premises:owners", get=team(Role.LOTSE)),
    single(
        "premises:new_owner",
        "a whole form",
        get=team(Role.LOTSE),
        post=team(Role.LOTSE, yes=Outcome.DONE),
        form=OWNER,
    ),
    _guide("premises:owner", post=None),
    _guide("premises:change_owner", form=OWNER),
    _guide("premises:owner_letter", get=None, post=Outcome.OK),
    _guide("premises:owner_mail", get=None),
    _guide("premises:owner_informed", get=None, form={"way": "phone"}),
    _guide("premises:owner_link", get=None, post=Outcome.OK),
    _guide("premises:owner_link_end", get=None),
    _guide(
        "premises:owner_unit_given",
        get=None,
        form=lambda w: {"unit": w.ours.outside.lost_unit.public_id},
    ),
    _guide("premises:owner_unit_taken", more=("unit",), get=None),
    _guide("premises:erase_owner", get=None),
    _unit_row("premises:consents", get=Outcome.OK, post=Outcome.DONE, guide_only=True),
    _unit_row(
        "premises:unit_of_town", get=None, post=Outcome.DONE, guide_only=True, thing="lost_unit"
    ),
    _unit_row("premises:withdraw_all", get=None, post=Outcome.DONE, guide_only=False),
    _by_link("premises:owner_page"),
    _by_link("premises:owner_code", get=None, post=Outcome.DONE),
    _by_link("premises:owner_withdraw", get=None, post=Outcome.DONE),
    _by_link("premises:owner_request", "request", post=Outcome.DONE, form={"answer": "yes"}),
    _by_link("premises:owner_unit", "unit", post=Outcome.DONE, form={"seen_version": "1"}),
    _by_link(
        "premises:owner_consents",
        "unit",
        post=Outcome.DONE,
        form={"parts": "area", "was": "area,pictures"},
    ),
    _by_link("premises:owner_picture", "unit", "picture", "file"),
]

# Who may read what, on whatever page it stands. Notes and sources: tests/test_premises_markers.py.
_KEEPS = {Who.LOTSE, Who.MODERATION, Who.ADMIN}
MARKS = {
    "owner-name": {Who.LOTSE},
    "owner-contact": {Who.LOTSE},
    "owner-postal": {Who.LOTSE},
    "unit-street": _KEEPS,
    "unit-description": _KEEPS,
    "unit-before": _KEEPS,
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """What the holder of the owner's link may read besides, whoever signs in beside it."""
    return {world.ours.outside.token: set(MARKS)}
