"""Rows of the team: its admins' pages, everybody's own access, and joining by an invitation."""

from collections.abc import Mapping

from machbar.foundation.people.models import Role
from tests.permissions.table import NOBODY, Case, Expected, Form, Outcome, Row, Who, everyone, team
from tests.permissions.world import World

MARKS: Mapping[str, set[Who]] = {"invited": {Who.ADMIN}, "colleague": {Who.ADMIN}}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """Whoever holds the link sees the address to which it went."""
    return {world.ours.team.token: {"invited"}}


def _of_admins(
    route: str,
    thing: str,
    *,
    form: Form | None = None,
    is_page: bool = False,
) -> Row:
    """A page or a deed about one invitation or one colleague, of ours and of the other town."""
    missing = team(Role.ADMIN, yes=Outcome.MISSING)
    ours: Expected = team(Role.ADMIN) if is_page else NOBODY
    return Row(
        route=route,
        cases=(
            Case(
                relation="ours",
                arguments=lambda world: (getattr(world.ours.team, thing).public_id,),
                get=ours,
                post=team(Role.ADMIN, yes=Outcome.DONE),
                form=form or {},
            ),
            Case(
                relation="of the other town",
                arguments=lambda world: (getattr(world.theirs.team, thing).public_id,),
                get=missing if is_page else NOBODY,
                post=missing,
                form=form or {},
            ),
        ),
    )


ROWS = [
    Row(
        route="team:team",
        cases=(
            Case(
                relation="the town's",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.DONE),
                form={"email": "neu@elsewhere.invalid", "roles": "lotse"},
            ),
        ),
    ),
    _of_admins("team:again", "invitation"),
    _of_admins("team:take_back", "invitation"),
    _of_admins(
        "team:colleague", "colleague", is_page=True, form={"roles": "editor", "seen": "lotse"}
    ),
    _of_admins("team:end_all", "colleague"),
    _of_admins("team:detach_account", "colleague"),
    Row(
        route="team:link_own",
        cases=(Case(relation="no issuer is trusted", get=team(yes=Outcome.MISSING)),),
    ),
    Row(
        route="team:detach_own",
        cases=(Case(relation="none is linked", post=team(yes=Outcome.MISSING)),),
    ),
    Row(
        route="team:policy",
        cases=(
            Case(
                relation="the town's",
                post=team(Role.ADMIN, yes=Outcome.DONE),
                form={"from_day": "2099-01-01"},
            ),
        ),
    ),
    Row(
        route="team:reset",
        cases=(
            # An admin without a second step resets nobody's.
            Case(
                relation="ours",
                arguments=lambda world: (world.ours.team.colleague.public_id,),
                post=team(Role.ADMIN, yes=Outcome.FORBIDDEN),
            ),
        ),
    ),
    _of_admins("team:goodbye", "colleague", is_page=True),
    Row(route="team:own", cases=(Case(relation="one's own", get=team()),)),
    Row(
        route="team:rename",
        cases=(
            Case(
                relation="one's own",
                form={"name": "Anders (fiktiv)"},
                post=team(yes=Outcome.DONE),
            ),
        ),
    ),
    Row(
        route="team:end_others",
        cases=(Case(relation="one's own", post=team(yes=Outcome.DONE)),),
    ),
    Row(
        route="team:end_one",
        cases=(
            Case(
                relation="of a colleague",
                arguments=lambda world: (world.ours.team.sign_in.public_id,),
                post=team(yes=Outcome.MISSING),
            ),
        ),
    ),
    *(
        Row(route=route, cases=(Case(relation="no second step yet", get=leads, post=leads),))
        for route in ("team:confirm", "team:codes")
        for leads in (team(yes=Outcome.DONE),)
    ),
    *(
        Row(
            route=route,
            cases=(Case(relation="one's own", get=team(), post=team(yes=Outcome.INCOMPLETE)),),
        )
        for route in ("team:add_app", "team:add_key", "team:address")
    ),
    Row(
        route="team:remove",
        cases=(
            Case(
                relation="not one's own",
                arguments=lambda _world: ("4711",),
                post=team(yes=Outcome.MISSING),
            ),
        ),
    ),
    Row(
        route="team:join",
        cases=(
            Case(
                relation="by the link of the mail",
                arguments=lambda world: (world.ours.team.token,),
                get=everyone(Outcome.OK),
                post=everyone(Outcome.DONE),
                form={"name": "Nele Neu"},
            ),
            Case(
                relation="by a link of the other town",
                arguments=lambda world: (world.theirs.team.token,),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
                form={"name": "Nele Neu"},
            ),
        ),
    ),
]
