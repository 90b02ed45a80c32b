"""Rows of searches: form and public ones are everybody's, a receipt is its holder's, the rest is for three roles."""

from collections.abc import Callable

from machbar.foundation.people.models import Role
from machbar.modules.premises.models import Demand
from machbar.modules.premises.tests.builders.demand import Searches
from tests.permissions.table import NOBODY, Case, Form, Outcome, Row, Who, everyone, team
from tests.permissions.world import World

WORKING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
SAID = {"kind": "room", "title": "Ein Raum", "contact": "05353 12345", "form_key": "permission"}
_NO = Outcome.MISSING
Pick = Callable[[Searches], str]


def _ours(pick: Pick) -> Callable[[World], tuple[str, ...]]:
    return lambda world: (pick(world.ours.searches),)


def _theirs(pick: Pick) -> Callable[[World], tuple[str, ...]]:
    return lambda world: (pick(world.theirs.searches),)


def _waiting(found: Searches) -> str:
    return found.waiting.public_id


def _link(route: str, *, is_deed: bool = False, form: Form | None = None) -> Row:
    """A page or a deed behind the receipt's link."""

    def case(relation: str, arguments: Callable[[World], tuple[str, ...]], found: bool) -> Case:
        yes = everyone(Outcome.OK if found else _NO)
        done = everyone(Outcome.DONE if found else _NO)
        return Case(
            relation=relation,
            arguments=arguments,
            get=NOBODY if is_deed else yes,
            post=done if is_deed or form is not None else NOBODY,
            form=form or {},
        )

    return Row(
        route=route,
        cases=(
            case("the link's own", _ours(lambda found: found.token), True),
            case("a link of the other town", _theirs(lambda found: found.token), False),
            case("no link", lambda _w: ("A" * 22,), False),
            case("a link for something else", lambda w: (w.ours.booking_token,), False),
        ),
    )


def _work(route: str, *, form: Form | None = None, is_deed: bool = False) -> Row:
    """A page of who works on premises about a search of ours, and about one of the other town."""

    def case(relation: str, arguments: Callable[[World], tuple[str, ...]], found: bool) -> Case:
        yes = Outcome.OK if found else _NO
        done = Outcome.DONE if found else _NO
        has_post = is_deed or form is not None
        return Case(
            relation=relation,
            arguments=arguments,
            get=NOBODY if is_deed else team(*WORKING, yes=yes),
            post=team(*WORKING, yes=done) if has_post else NOBODY,
            form=form or {},
        )

    return Row(
        route=route,
        cases=(case("ours", _ours(_waiting), True), case("theirs", _theirs(_waiting), False)),
    )


def _version(world: World) -> dict[str, str]:
    version = Demand.objects.get(pk=world.ours.searches.waiting.pk).version
    return {"deed": "publish", "seen_version": str(version)}


ROWS = [
    Row(
        route="premises:seek",
        cases=(
            Case(
                relation="an empty form",
                get=everyone(Outcome.OK),
                post=everyone(Outcome.INCOMPLETE),
            ),
            Case(
                relation="a filled form",
                get=everyone(Outcome.OK),
                post=everyone(Outcome.DONE),
                form=SAID,
            ),
        ),
    ),
    Row(route="premises:demands", cases=(Case(relation="the town's", get=everyone(Outcome.OK)),)),
    Row(
        route="premises:demand",
        cases=(
            Case(
                relation="public",
                arguments=_ours(lambda found: found.public.public_id),
                get=everyone(Outcome.OK),
            ),
            Case(relation="waiting", arguments=_ours(_waiting), get=everyone(_NO)),
            Case(
                relation="inside",
                arguments=_ours(lambda found: found.inside.public_id),
                get=everyone(_NO),
            ),
            Case(
                relation="of the other town",
                arguments=_theirs(lambda found: found.public.public_id),
                get=everyone(_NO),
            ),
        ),
    ),
    _link("premises:demand_receipt"),
    _link("premises:demand_renew", is_deed=True),
    _link("premises:demand_withdraw", is_deed=True),
    _link("premises:demand_change_own", form={**SAID, "seen_version": "1"}),
    Row(
        route="premises:demands_work",
        cases=(Case(relation="the list", get=team(*WORKING)),),
    ),
    Row(
        route="premises:new_demand",
        cases=(
            Case(
                relation="a filled form",
                get=team(*WORKING),
                post=team(*WORKING, yes=Outcome.DONE),
                form=SAID,
            ),
        ),
    ),
    _work("premises:demand_work"),
    _work("premises:change_demand", form={**SAID, "seen_version": "1"}),
    _work("premises:demand_deed", form=_version, is_deed=True),
    Row(route="premises:proposal", cases=(Case(relation="the proposal", get=team(*WORKING)),)),
]

_WORKING = {Who(role.value) for role in WORKING}
MARKS = {
    "demand-public": set(Who),
    "demand-public-text": set(Who),
    "demand-waiting": _WORKING,
    "demand-waiting-text": _WORKING,
    "demand-inside": _WORKING,
    "demand-inside-text": _WORKING,
    "demand-name": _WORKING,
    "demand-contact": _WORKING,
    "demand-details": _WORKING,
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """What the holder of the receipt's link may read besides: the own search, never the team's notes."""
    own = {"demand-inside", "demand-inside-text", "demand-name", "demand-contact"}
    return {world.ours.searches.token: own}
