"""Rows of the counter and of paper forms."""

from machbar.modules.ideas.models import PaperScan
from tests.permissions.ideas_shapes import ANSWERING, AT_THE_COUNTER
from tests.permissions.ideas_world import scan_file_of
from tests.permissions.table import (
    NOBODY,
    Case,
    Expected,
    Outcome,
    Row,
    Target,
    team,
)
from tests.permissions.world import World

WRITTEN_AT_THE_COUNTER = {
    "guest": Outcome.SIGN_IN,  # shown what was typed
    "suspended": Outcome.SIGN_IN,
}


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
