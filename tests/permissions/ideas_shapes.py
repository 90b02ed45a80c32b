"""What rows of ideas have in common: who answers, pages behind a link, pages of one idea."""

from machbar.foundation.people.models import Role
from tests.permissions.table import (
    NOBODY,
    Case,
    Outcome,
    Row,
    Target,
    everyone,
    team,
)

ANSWERING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
AT_THE_COUNTER = {
    "guest": Outcome.DONE,  # led to the pairing
    "suspended": Outcome.DONE,
}


def token(relation: str, outcome: Outcome, arguments: Target, *, by_post: bool) -> Case:
    expected = everyone(outcome)
    return Case(
        relation=relation,
        arguments=arguments,
        get=NOBODY if by_post else expected,
        post=expected if by_post else NOBODY,
        form={"text": "Nachtrag"} if by_post else {},
    )


def talk(
    route: str,
    yes: Outcome,
    form: dict[str, str] | None = None,
    *,
    by_post: bool,
    public: Outcome | None = None,
) -> Row:
    def case(relation: str, outcome: Outcome, arguments: Target) -> Case:
        expected = team(*ANSWERING, yes=outcome)
        return Case(
            relation=relation,
            arguments=arguments,
            get=NOBODY if by_post else expected,
            post=expected if by_post else NOBODY,
            form=form or {},
        )

    return Row(
        route=route,
        cases=(
            case("an internal idea", yes, lambda w: (w.ours.internal_idea.public_id,)),
            case("a public idea", public or yes, lambda w: (w.ours.public_idea.public_id,)),
            case(
                "an idea of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.public_idea.public_id,),
            ),
        ),
    )
