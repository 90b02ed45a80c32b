"""Rows of offers of help."""

from machbar.foundation.people.models import Role
from tests.permissions.ideas_shapes import token
from tests.permissions.table import (
    Case,
    Outcome,
    Row,
    everyone,
    team,
)


def _offer_link(route: str, *, by_post: bool) -> Row:
    yes = Outcome.DONE if by_post else Outcome.OK
    return Row(
        route=route,
        cases=(
            token("the link's own offer", yes, lambda w: (w.ours.offer_token,), by_post=by_post),
            token(
                "a link of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.offer_token,),
                by_post=by_post,
            ),
            token(
                "the link of an idea",
                Outcome.MISSING,
                lambda w: (w.ours.internal_token,),
                by_post=by_post,
            ),
        ),
    )


JOINING_IN = [
    Row(
        route="ideas:offer",
        cases=(
            Case(
                relation="a public idea",
                arguments=lambda w: (w.ours.public_idea.public_id,),
                get=everyone(Outcome.OK),
                post=everyone(Outcome.DONE),
                form={"name": "Nachbarin", "contact": "05353 9120", "form_key": "table"},
            ),
            Case(
                relation="an internal idea",
                arguments=lambda w: (w.ours.internal_idea.public_id,),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
            ),
            Case(
                relation="a public idea of the other town",
                arguments=lambda w: (w.theirs.public_idea.public_id,),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
            ),
        ),
    ),
    _offer_link("ideas:own_offer", by_post=False),
    _offer_link("ideas:withdraw_own_offer", by_post=True),
    Row(
        route="ideas:offer_answered",
        cases=(
            Case(
                relation="an offer",
                arguments=lambda w: (w.ours.public_idea.public_id, w.ours.offer.public_id),
                post=team(Role.LOTSE, yes=Outcome.DONE),
            ),
            Case(
                relation="an offer to another idea",
                arguments=lambda w: (w.ours.internal_idea.public_id, w.ours.offer.public_id),
                post=team(Role.LOTSE, yes=Outcome.MISSING),
            ),
            Case(
                relation="an offer of the other town",
                arguments=lambda w: (w.theirs.public_idea.public_id, w.theirs.offer.public_id),
                post=team(Role.LOTSE, yes=Outcome.MISSING),
            ),
        ),
    ),
]
