"""Rows of ideas: the wall, handing in, receipts, talks; counter, photos, offers and bundles in files of their own."""

from tests.permissions.ideas_bundles import KIN
from tests.permissions.ideas_counter import COUNTER, WRITTEN_AT_THE_COUNTER
from tests.permissions.ideas_offers import JOINING_IN
from tests.permissions.ideas_photos import PHOTO_FILES
from tests.permissions.ideas_shapes import ANSWERING, AT_THE_COUNTER, talk, token
from tests.permissions.table import (
    Case,
    Outcome,
    Row,
    Who,
    everyone,
    team,
)
from tests.permissions.world import World

TEMPLATE = {"status": "parked", "title": "Später", "text": "Im Frühjahr wieder."}
TEXT = {"text": "Eine Bank am Lutterspring", "form_key": "permission-table"}


def _receipt(route: str, *, by_post: bool) -> Row:
    yes = Outcome.DONE if by_post else Outcome.OK
    return Row(
        route=route,
        cases=(
            token("the link's own idea", yes, lambda w: (w.ours.internal_token,), by_post=by_post),
            token(
                "a link of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.internal_token,),
                by_post=by_post,
            ),
            token("no link", Outcome.MISSING, lambda _w: ("A" * 22,), by_post=by_post),
            token(
                "the idea's public id",
                Outcome.MISSING,
                lambda w: (w.ours.public_idea.public_id,),
                by_post=by_post,
            ),
        ),
    )


def _within(relation: str, outcome: Outcome, idea: str, of: str, thing: str) -> Case:
    """A deed with something that belongs to an idea."""
    return Case(
        relation=relation,
        arguments=lambda w: (
            getattr(w, idea).internal_idea.public_id,
            str(getattr(getattr(w, of), thing).pk),
        ),
        post=team(*ANSWERING, yes=outcome),
    )


def _list_entry(route: str, arguments: tuple[str, ...], form: dict[str, str]) -> Row:
    def case(relation: str, yes: Outcome, arguments: tuple[str, ...]) -> Case:
        return Case(
            relation=relation,
            arguments=lambda _w: arguments,
            post=team(*ANSWERING, yes=yes),
            form=form,
        )

    return Row(
        route=route,
        cases=(
            case("a list of ideas", Outcome.DONE, arguments),
            case("a list of projects", Outcome.MISSING, ("topic", *arguments[1:])),
        ),
    )


ROWS = [
    *COUNTER,
    *JOINING_IN,
    Row(route="ideas:paper", cases=(Case(relation="the town's", get=everyone(Outcome.OK)),)),
    Row(
        route="ideas:blank_form",
        cases=(
            Case(relation="a size", arguments=lambda _w: ("a6",), get=everyone(Outcome.OK)),
            Case(relation="no size", arguments=lambda _w: ("a0",), get=everyone(Outcome.MISSING)),
        ),
    ),
    Row(route="ideas:lists", cases=(Case(relation="the town's", get=team(*ANSWERING)),)),
    _list_entry("ideas:new_term", ("idea-district",), {"idea-district-label": "Markt"}),
    _list_entry("ideas:term", ("idea-theme", "unterwegs"), {"offer": "no"}),
    Row(route="ideas:wall", cases=(Case(relation="the town's", get=everyone(Outcome.OK)),)),
    Row(
        route="ideas:hand_in",
        cases=(
            Case(
                relation="empty form",
                get=everyone(Outcome.OK),
                post=everyone(Outcome.INCOMPLETE),
                form={"text": ""},
            ),
            Case(
                relation="an idea",
                get=everyone(Outcome.OK),
                post=everyone(Outcome.DONE),
                form=TEXT,
            ),
        ),
    ),
    Row(
        route="ideas:idea",
        cases=(
            Case(
                relation="a public idea",
                arguments=lambda w: (w.ours.public_idea.public_id,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="an internal idea",
                arguments=lambda w: (w.ours.internal_idea.public_id,),
                get=everyone(Outcome.MISSING),
            ),
            Case(
                relation="a public idea of the other town",
                arguments=lambda w: (w.theirs.public_idea.public_id,),
                get=everyone(Outcome.MISSING),
            ),
        ),
    ),
    _receipt("ideas:receipt", by_post=False),
    _receipt("ideas:add", by_post=True),
    _receipt("ideas:withdraw", by_post=True),
    _receipt("ideas:remove_own_photo", by_post=True),
    *PHOTO_FILES,
    Row(
        route="ideas:counter",
        cases=(
            Case(
                relation="the town's",
                get=team(*ANSWERING, device=Outcome.OK, **AT_THE_COUNTER),
                post=team(
                    *ANSWERING, yes=Outcome.DONE, device=Outcome.DONE, **WRITTEN_AT_THE_COUNTER
                ),
                form={**TEXT, "channel": "counter", "initials": "MB"},
            ),
        ),
    ),
    Row(
        route="ideas:talks",
        cases=(Case(relation="the town's", get=team(*ANSWERING)),),
    ),
    talk("ideas:talk", Outcome.OK, by_post=False),
    talk(
        "ideas:answer",
        Outcome.CONFLICT,  # the ideas of the table are answered, and this page has not seen it
        {"status": "in_talk", "text": "Wir reden.", "form_key": "permission-table"},
        by_post=True,
    ),
    talk("ideas:become_project", Outcome.DONE, {"title": "Bank"}, by_post=True),
    talk("ideas:publish", Outcome.DONE, by_post=True),
    talk("ideas:unpublish", Outcome.DONE, by_post=True),
    talk("ideas:sort", Outcome.DONE, {"theme": "unterwegs"}, by_post=True),
    talk("ideas:photo", Outcome.DONE, {"alt_text": "Brunnen", "credit": "Ich"}, by_post=True),
    talk("ideas:take_back_photo", Outcome.DONE, by_post=True),
    talk("ideas:remove_photo", Outcome.DONE, by_post=True),
    # The internal idea is answered already, the public one hangs there.
    talk(
        "ideas:decide",
        Outcome.CONFLICT,
        {"deed": "publish"},
        by_post=True,
        public=Outcome.DONE,
    ),
    # Everybody sees the public one's photo already.
    talk(
        "ideas:show_photo",
        Outcome.DONE,
        {"deed": "keep"},
        by_post=True,
        public=Outcome.CONFLICT,
    ),
    talk("ideas:called", Outcome.DONE, {"deed": "reached", "tries": "0"}, by_post=True),
    talk("ideas:contact", Outcome.DONE, {"contact": "0531 12345"}, by_post=True),
    *(
        Row(
            route=route,
            cases=(
                _within("one of an idea", Outcome.DONE, "ours", "ours", thing),
                _within("one of another idea", other, "ours", "theirs", thing),
                _within("one of the other town", Outcome.MISSING, "theirs", "theirs", thing),
            ),
        )
        # An answer that is no longer there was taken back by a click before.
        for route, thing, other in (
            ("ideas:addition", "addition", Outcome.MISSING),
            ("ideas:undo_answer", "answer", Outcome.DONE),
        )
    ),
    *(
        Row(route=route, cases=(Case(relation="the town's", get=team(*ANSWERING)),))
        for route in ("ideas:calls", "ideas:post", "ideas:templates")
    ),
    *(
        Row(
            route=route,
            cases=(
                Case(
                    relation="the town's", post=team(*ANSWERING, yes=Outcome.DONE), form=dict(form)
                ),
            ),
        )
        for route, form in (
            ("ideas:print_letters", {}),
            ("ideas:posted", {"posted_on": "2026-01-01"}),
            ("ideas:new_template", TEMPLATE),
        )
    ),
    Row(
        route="ideas:template",
        cases=tuple(
            Case(
                relation=relation,
                arguments=lambda w, of=of: (getattr(w, of).template.public_id,),  # type: ignore[misc]
                post=team(*ANSWERING, yes=outcome),
                form=TEMPLATE,
            )
            for relation, of, outcome in (
                ("the town's", "ours", Outcome.DONE),
                ("one of the other town", "theirs", Outcome.MISSING),
            )
        ),
    ),
    *KIN,
]
# Who may read what, on whatever page it stands.
MARKS = {
    "internal-idea": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "internal-addition": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "internal-answer": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "internal-contact": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "internal-credit": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "internal-consent": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "public-consent": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "internal-bundle": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
    "offer-name": {Who.LOTSE},
    "offer-contact": {Who.LOTSE},
    "offer-text": {Who.LOTSE},
    "public-contact": {Who.LOTSE, Who.MODERATION, Who.ADMIN},
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """The holder of the link reads the own offer of help."""
    return {world.ours.offer_token: {"offer-name", "offer-contact", "offer-text"}}
