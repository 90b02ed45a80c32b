"""Rows of bundles, and of what else is akin to an idea."""

from collections.abc import Mapping

from tests.permissions.ideas_shapes import ANSWERING, talk
from tests.permissions.table import (
    NOBODY,
    Case,
    Outcome,
    Row,
    Target,
    everyone,
    team,
)
from tests.permissions.world import World

NUMBERED = {"number": "K-1999-0001", "text": "Zusammen."}


def _bundle(
    route: str,
    yes: Outcome,
    form: Mapping[str, str] | None = None,
    *more: Target,
) -> Row:
    """A page or deed of the team with a bundle of ours, and with one of the other town."""

    def case(relation: str, outcome: Outcome, arguments: Target) -> Case:
        expected = team(*ANSWERING, yes=outcome)
        is_page = form is None
        return Case(
            relation=relation,
            arguments=lambda w: (*arguments(w), *(part for each in more for part in each(w))),
            get=expected if is_page else NOBODY,
            post=NOBODY if is_page else expected,
            form=form or {},
        )

    return Row(
        route=route,
        cases=(
            case("a bundle", yes, lambda w: (w.ours.internal_bundle.public_id,)),
            case(
                "a bundle of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.public_bundle.public_id,),
            ),
        ),
    )


def _page_and_deed(route: str, form: Mapping[str, str], outcome: Outcome, *more: Target) -> Row:
    """A page of one idea whose form is answered on the same address."""

    def case(relation: str, arguments: Target, *, is_ours: bool) -> Case:
        return Case(
            relation=relation,
            arguments=lambda w: (*arguments(w), *(part for each in more for part in each(w))),
            get=team(*ANSWERING, yes=Outcome.OK if is_ours else Outcome.MISSING),
            post=team(*ANSWERING, yes=outcome if is_ours else Outcome.MISSING),
            form=form,
        )

    return Row(
        route=route,
        cases=(
            case("an idea", lambda w: (w.ours.internal_idea.public_id,), is_ours=True),
            case(
                "an idea of the other town",
                lambda w: (w.theirs.public_idea.public_id,),
                is_ours=False,
            ),
        ),
    )


def _a_project(w: World) -> tuple[str, ...]:
    return (w.ours.public_project.public_id,)


KIN = [
    Row(route="ideas:bundles", cases=(Case(relation="the town's", get=everyone(Outcome.OK)),)),
    Row(
        route="ideas:bundle",
        cases=(
            Case(
                relation="a public bundle",
                arguments=lambda w: (w.ours.public_bundle.public_id,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="an internal bundle",
                arguments=lambda w: (w.ours.internal_bundle.public_id,),
                get=everyone(Outcome.MISSING),
            ),
            Case(
                relation="a bundle of the other town",
                arguments=lambda w: (w.theirs.public_bundle.public_id,),
                get=everyone(Outcome.MISSING),
            ),
        ),
    ),
    Row(route="ideas:work_bundles", cases=(Case(relation="the town's", get=team(*ANSWERING)),)),
    _bundle("ideas:work_bundle", Outcome.OK),
    _bundle("ideas:edit_bundle", Outcome.DONE, {"title": "Anders"}),
    _bundle("ideas:show_bundle", Outcome.DONE, {"deed": "hide"}),
    _bundle("ideas:fill_bundle", Outcome.INCOMPLETE, NUMBERED),
    _bundle(
        "ideas:empty_bundle",
        Outcome.DONE,
        {"deed": "out"},
        lambda w: (w.ours.internal_idea.public_id,),
    ),
    _bundle("ideas:bundle_project", Outcome.DONE, {"title": "Bank"}),
    _bundle("ideas:drop_bundle", Outcome.DONE, {"deed": "drop"}),
    talk("ideas:kin", Outcome.OK, by_post=False),
    talk("ideas:bundle_up", Outcome.DONE, {"bundle": "neu", "title": "Bänke"}, by_post=True),
    _page_and_deed("ideas:join", NUMBERED, Outcome.INCOMPLETE),
    _page_and_deed("ideas:apart", {"text": "Getrennt."}, Outcome.INCOMPLETE),
    _page_and_deed(
        "ideas:leave_known_project", {"text": "Doch nicht."}, Outcome.INCOMPLETE, _a_project
    ),
    Row(
        route="ideas:join_known_project",
        cases=(
            Case(
                relation="an idea and a project",
                arguments=lambda w: (w.ours.internal_idea.public_id,),
                post=team(*ANSWERING, yes=Outcome.MISSING),
                form={"project": "gibt-es-nicht"},
            ),
            Case(
                relation="an idea of the other town",
                arguments=lambda w: (w.theirs.public_idea.public_id,),
                post=team(*ANSWERING, yes=Outcome.MISSING),
                form={"project": "gibt-es-nicht"},
            ),
        ),
    ),
]
