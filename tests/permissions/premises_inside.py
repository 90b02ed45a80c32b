"""Rows of the register: who keeps it reads and changes it; owners stand on no page but the guide's."""

from machbar.foundation.people.models import Role
from tests.permissions.table import NOBODY, Case, Expected, Outcome, Row, Target, Who, team
from tests.permissions.world import World

KEEPING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
_NO = Outcome.MISSING
CARD = {"kind": "shop", "state": "empty", "label": "Laden", "form_key": "permission"}
WORDS = {"alt_text": "Ein Laden", "credit": "Wir"}


def _page(route: str, *, post: Expected = NOBODY, form: dict[str, str] | None = None) -> Row:
    case = Case(relation="the town's", get=team(*KEEPING), post=post, form=form or {})
    return Row(route=route, cases=(case,))


def _of(
    route: str,
    thing: Target,
    *,
    get: bool = True,
    post: Outcome | None = None,
    form: dict[str, str] | None = None,
) -> Row:
    """A page or a deed about a thing of ours, and about the same of the other town."""

    def case(relation: str, arguments: Target, shown: Outcome, sent: Outcome | None) -> Case:
        return Case(
            relation=relation,
            arguments=arguments,
            get=team(*KEEPING, yes=shown) if get else NOBODY,
            post=NOBODY if sent is None else team(*KEEPING, yes=sent),
            form=form or {},
        )

    def theirs(world: World) -> tuple[str, ...]:
        return thing(World(ours=world.theirs, theirs=world.ours))

    gone = None if post is None else _NO
    return Row(
        route=route,
        cases=(
            case("ours", thing, Outcome.OK, post),
            case("of the other town", theirs, _NO, gone),
        ),
    )


def _unit(world: World) -> tuple[str, ...]:
    return (world.ours.unit.public_id,)


def _house(world: World) -> tuple[str, ...]:
    assert world.ours.unit.house is not None
    return (world.ours.unit.house.public_id,)


def _spell(world: World) -> tuple[str, ...]:
    return (*_unit(world), world.ours.unit.spells.all()[0].public_id)


def _picture(world: World) -> tuple[str, ...]:
    return (*_unit(world), world.ours.unit_picture.public_id)


ROWS = [
    _page("premises:units"),
    _page("premises:new_unit", post=team(*KEEPING, yes=Outcome.DONE), form=CARD),
    _page("premises:houses", post=team(*KEEPING, yes=Outcome.DONE), form={"text": "Markt 1"}),
    _of("premises:house", _house, post=Outcome.INCOMPLETE),
    _of("premises:house_removed", _house, get=False, post=Outcome.DONE),
    _of("premises:unit", _unit),
    _of("premises:change_unit", _unit, post=Outcome.INCOMPLETE),
    _of("premises:unit_state", _unit, get=False, post=Outcome.INCOMPLETE),
    _of("premises:unit_hint", _unit, get=False, post=Outcome.DONE),
    _of("premises:unit_history", _unit),
    _of("premises:herbarium", _unit, post=Outcome.DONE, form={"use": "Bäckerei"}),
    _of("premises:spell_removed", _spell, get=False, post=Outcome.DONE),
    _of("premises:pictures", _unit, post=Outcome.INCOMPLETE),
    _of(
        "premises:picture_deed",
        lambda w: (*_picture(w), "verbergen"),
        get=False,
        post=Outcome.DONE,
    ),
    _of("premises:picture_words", _picture, get=False, post=Outcome.DONE, form=WORDS),
    _of(
        "premises:picture_file",
        lambda w: (*_picture(w), w.ours.unit_picture.files.all()[0].name),
    ),
]

_KEEPING = {Who(role.value) for role in KEEPING}
MARKS = {
    "unit-street": _KEEPING,
    "unit-label": _KEEPING,
    "unit-use": _KEEPING,
    "unit-description": _KEEPING,
    "unit-note": _KEEPING,
    "unit-spell": _KEEPING,
    "unit-credit": _KEEPING,
    "unit-owner": {Who.LOTSE},
}
