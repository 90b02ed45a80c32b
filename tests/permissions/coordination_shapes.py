"""What rows of groups have in common: pages behind a member's link, pages of the team about a project."""

from machbar.foundation.people.models import Role
from tests.permissions.shapes import of_the_team
from tests.permissions.table import (
    NOBODY,
    Case,
    Outcome,
    Row,
    Target,
    everyone,
    team,
)

COORDINATING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


def by_link(
    route: str,
    yes: Outcome,
    *,
    lead: Outcome | None = None,
    form: dict[str, str] | None = None,
    more: Target = lambda _w: (),
    get: Outcome | None = None,
) -> Row:
    """A page behind a member's link; ``lead``: what the lead's link gets where that differs. ``get``: by looking."""

    def case(relation: str, token: Target, outcome: Outcome) -> Case:
        looking = Outcome.MISSING if outcome is Outcome.MISSING and get is not None else get
        return Case(
            relation=relation,
            arguments=lambda w: (*token(w), *more(w)),
            get=NOBODY if looking is None else everyone(looking),
            post=everyone(outcome),
            form=form or {},
        )

    return Row(
        route=route,
        cases=(
            case("a member's link", lambda w: (w.ours.member_token,), yes),
            case("the lead's link", lambda w: (w.ours.lead_token,), lead or yes),
            case("a member's link of the other town", lambda w: (w.theirs.member_token,), NO),
            case("no link", lambda _w: ("A" * 22,), NO),
            case("the member's public id", lambda w: (w.ours.member.public_id,), NO),
            case("a link for something else", lambda w: (w.ours.internal_token,), NO),
        ),
    )


NO = Outcome.MISSING


def work(
    route: str,
    yes: Outcome,
    *roles: Role,
    form: dict[str, str] | None = None,
    more: Target = lambda _w: (),
    by_post: bool = True,
) -> Row:
    """A page of the team about a project of ours, and about one of the other town."""
    expected = team(*roles, yes=yes)
    return of_the_team(
        route,
        "our project",
        ours=lambda w: (w.ours.public_project.public_id, *more(w)),
        theirs=lambda w: (w.theirs.public_project.public_id, *more(w)),
        get=None if by_post else expected,
        post=expected if by_post else None,
        form=form,
    )
