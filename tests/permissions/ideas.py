"""Rows of ideas."""

from collections.abc import Mapping

from machbar.foundation.people.models import Role
from machbar.modules.ideas.models import PaperScan
from tests.permissions.table import (
    NOBODY,
    Case,
    Expected,
    Outcome,
    Row,
    Target,
    Who,
    everyone,
    team,
)
from tests.permissions.world import World, file_of, scan_file_of

ANSWERING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
AT_THE_COUNTER = {
    "guest": Outcome.DONE,  # led to the pairing
    "suspended": Outcome.DONE,
}
WRITTEN_AT_THE_COUNTER = {
    "guest": Outcome.SIGN_IN,  # shown what was typed
    "suspended": Outcome.SIGN_IN,
}
TEMPLATE = {"status": "parked", "title": "Später", "text": "Im Frühjahr wieder."}
TEXT = {"text": "Eine Bank am Lutterspring", "form_key": "permission-table"}


def _token(relation: str, outcome: Outcome, arguments: Target, *, by_post: bool) -> Case:
    expected = everyone(outcome)
    return Case(
        relation=relation,
        arguments=arguments,
        get=NOBODY if by_post else expected,
        post=expected if by_post else NOBODY,
        form={"text": "Nachtrag"} if by_post else {},
    )


def _receipt(route: str, *, by_post: bool) -> Row:
    yes = Outcome.DONE if by_post else Outcome.OK
    return Row(
        route=route,
        cases=(
            _token("the link's own idea", yes, lambda w: (w.ours.internal_token,), by_post=by_post),
            _token(
                "a link of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.internal_token,),
                by_post=by_post,
            ),
            _token("no link", Outcome.MISSING, lambda _w: ("A" * 22,), by_post=by_post),
            _token(
                "the idea's public id",
                Outcome.MISSING,
                lambda w: (w.ours.public_idea.public_id,),
                by_post=by_post,
            ),
        ),
    )


def _talk(
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


def _file(relation: str, outcome: Outcome, arguments: Target, *, is_team: bool = False) -> Case:
    expected = team(*ANSWERING, yes=outcome) if is_team else everyone(outcome)
    return Case(relation=relation, arguments=arguments, get=expected)


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


PHOTO_FILES = [
    Row(
        route="ideas:idea_photo",
        cases=(
            _file(
                "a released photo of a public idea",
                Outcome.OK,
                lambda w: (w.ours.public_idea.public_id, file_of(w.ours.public_idea)),
            ),
            _file(
                "a photo of an internal idea",
                Outcome.MISSING,
                lambda w: (w.ours.internal_idea.public_id, file_of(w.ours.internal_idea)),
            ),
            _file(
                "a file that the photo does not have",
                Outcome.MISSING,
                lambda w: (w.ours.public_idea.public_id, "480-0000000000000000.webp"),
            ),
            _file(
                "a photo of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.public_idea.public_id, file_of(w.theirs.public_idea)),
            ),
        ),
    ),
    Row(
        route="ideas:receipt_photo",
        cases=(
            _file(
                "the link's own photo",
                Outcome.OK,
                lambda w: (w.ours.internal_token, file_of(w.ours.internal_idea)),
            ),
            _file(
                "a link of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.internal_token, file_of(w.theirs.internal_idea)),
            ),
            _file("no link", Outcome.MISSING, lambda w: ("A" * 22, file_of(w.ours.internal_idea))),
        ),
    ),
    Row(
        route="ideas:talk_photo",
        cases=(
            _file(
                "an internal photo",
                Outcome.OK,
                lambda w: (w.ours.internal_idea.public_id, file_of(w.ours.internal_idea)),
                is_team=True,
            ),
            _file(
                "a file that the photo does not have",
                Outcome.MISSING,
                lambda w: (w.ours.internal_idea.public_id, "..%2f..%2fkeys"),
                is_team=True,
            ),
            _file(
                "a photo of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.public_idea.public_id, file_of(w.theirs.public_idea)),
                is_team=True,
            ),
        ),
    ),
]


def _counter_page(
    route: str,
    form: dict[str, str] | None = None,
    *,
    get: Outcome | None = None,
    post: Outcome | None = None,
) -> Row:
    """A page of the counter that names no object."""

    def expected(yes: Outcome | None, others: dict[str, Outcome]) -> Expected:
        return NOBODY if yes is None else team(*ANSWERING, yes=yes, device=yes, **others)

    written = WRITTEN_AT_THE_COUNTER if form else AT_THE_COUNTER
    case = Case(
        relation="the town's",
        get=expected(get, AT_THE_COUNTER),
        post=expected(post, written),
        form=form or {},
    )
    return Row(route=route, cases=(case,))


def _page_of_paper(route: str, *, get: Outcome | None = None, post: Outcome | None = None) -> Row:
    """A scan: while it waits for the counter, once it is typed for the team only."""

    def arguments(scan: str, town: str = "ours") -> Target:
        def found(world: World) -> tuple[str, ...]:
            page: PaperScan = getattr(getattr(world, town), scan)
            more = (scan_file_of(page),) if route == "ideas:scan_file" else ()
            return (page.public_id, *more)

        return found

    def expected(yes: Outcome | None, device: Outcome | None) -> Expected:
        if yes is None or device is None:
            return NOBODY
        return team(*ANSWERING, yes=yes, device=device, **AT_THE_COUNTER)

    missing = Outcome.MISSING
    typed_get = Outcome.DONE if route == "ideas:scan" else get  # led to the talk
    return Row(
        route=route,
        cases=(
            Case(
                relation="a page that waits",
                arguments=arguments("waiting_scan"),
                get=expected(get, get),
                post=expected(post, post),
            ),
            Case(
                relation="a page that is typed",
                arguments=arguments("typed_scan"),
                get=expected(typed_get, missing if get else None),
                post=expected(post, missing if post else None),
            ),
            Case(
                relation="a page of the other town",
                arguments=arguments("waiting_scan", "theirs"),
                get=expected(missing if get else None, missing),
                post=expected(missing if post else None, missing),
            ),
        ),
    )


def _offer_link(route: str, *, by_post: bool) -> Row:
    yes = Outcome.DONE if by_post else Outcome.OK
    return Row(
        route=route,
        cases=(
            _token("the link's own offer", yes, lambda w: (w.ours.offer_token,), by_post=by_post),
            _token(
                "a link of the other town",
                Outcome.MISSING,
                lambda w: (w.theirs.offer_token,),
                by_post=by_post,
            ),
            _token(
                "the link of an idea",
                Outcome.MISSING,
                lambda w: (w.ours.internal_token,),
                by_post=by_post,
            ),
        ),
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


COUNTER = [
    _counter_page(
        "ideas:postcards",
        {"karte-1-text": "Eine Bank", "karte-1-form_key": "permission-table"},
        get=Outcome.OK,
        post=Outcome.DONE,
    ),
    _counter_page("ideas:counter_receipt", get=Outcome.DONE),  # nothing taken down yet
    _counter_page("ideas:counter_next", post=Outcome.DONE),
    Row(
        route="ideas:receipts",
        cases=(
            Case(
                relation="an idea of the web",
                post=team(
                    *ANSWERING, yes=Outcome.MISSING, device=Outcome.MISSING, **AT_THE_COUNTER
                ),
                form={"idea": "gibt-es-nicht"},
            ),
        ),
    ),
    _counter_page("ideas:scans", get=Outcome.OK, post=Outcome.INCOMPLETE),
    _page_of_paper("ideas:scan", get=Outcome.OK, post=Outcome.INCOMPLETE),
    _page_of_paper("ideas:scan_belongs", post=Outcome.MISSING),  # nothing typed before
    _page_of_paper("ideas:scan_remove", post=Outcome.DONE),
    _page_of_paper("ideas:scan_file", get=Outcome.OK),
]
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
    _talk("ideas:talk", Outcome.OK, by_post=False),
    _talk(
        "ideas:answer",
        Outcome.CONFLICT,  # the ideas of the table are answered, and this page has not seen it
        {"status": "in_talk", "text": "Wir reden.", "form_key": "permission-table"},
        by_post=True,
    ),
    _talk("ideas:become_project", Outcome.DONE, {"title": "Bank"}, by_post=True),
    _talk("ideas:publish", Outcome.DONE, by_post=True),
    _talk("ideas:unpublish", Outcome.DONE, by_post=True),
    _talk("ideas:sort", Outcome.DONE, {"theme": "unterwegs"}, by_post=True),
    _talk("ideas:photo", Outcome.DONE, {"alt_text": "Brunnen", "credit": "Ich"}, by_post=True),
    _talk("ideas:take_back_photo", Outcome.DONE, by_post=True),
    _talk("ideas:remove_photo", Outcome.DONE, by_post=True),
    # The internal idea is answered already, the public one hangs there.
    _talk(
        "ideas:decide",
        Outcome.CONFLICT,
        {"deed": "publish"},
        by_post=True,
        public=Outcome.DONE,
    ),
    # Everybody sees the public one's photo already.
    _talk(
        "ideas:show_photo",
        Outcome.DONE,
        {"deed": "keep"},
        by_post=True,
        public=Outcome.CONFLICT,
    ),
    _talk("ideas:called", Outcome.DONE, {"deed": "reached", "tries": "0"}, by_post=True),
    _talk("ideas:contact", Outcome.DONE, {"contact": "0531 12345"}, by_post=True),
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
]

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
    _talk("ideas:kin", Outcome.OK, by_post=False),
    _talk("ideas:bundle_up", Outcome.DONE, {"bundle": "neu", "title": "Bänke"}, by_post=True),
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
ROWS += KIN

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
