"""What others have decided about an idea since a page was opened: the page says it before anything leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import UNDECIDED, decision_state


@dataclass(frozen=True, kw_only=True)
class Meanwhile:
    """The answers that came since, the status now, and whether the idea was hung on the wall."""

    answers: Sequence[Answer]
    status: str
    is_hung_up: bool


def meanwhile(idea: Idea, seen: str) -> Meanwhile | None:
    """Compare with the `decision_state` that the page showed (empty: undecided); None where nothing is new."""
    seen = seen or UNDECIDED
    if decision_state(idea) == seen:
        return None
    _status, _dot, rest = seen.partition(".")
    last, _dot, wall = rest.partition(".")
    known = int(last) if last.isdecimal() else 0
    answers = idea.answers.filter(pk__gt=known).select_related("given_by")
    return Meanwhile(
        answers=list(answers.order_by("given_at", "id")),
        status=str(idea.get_status_display()),
        is_hung_up=idea.published_at is not None and not wall,
    )
