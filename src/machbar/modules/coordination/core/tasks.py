"""Small tasks: how long one may take, and what postponing it means."""

from dataclasses import dataclass
from datetime import date

EFFORTS = (30, 60, 120)  # minutes; whatever is bigger is two tasks
LONGEST_EFFORT = max(EFFORTS)


@dataclass(frozen=True, kw_only=True)
class Postponing:
    """A task moves to another day; `counts` says whether that is a carry-over."""

    due_on: date
    counts: bool


def postponing(old: date | None, new: date) -> Postponing:
    """A later day is a carry-over and is counted; a first date or an earlier one is none."""
    return Postponing(due_on=new, counts=old is not None and new > old)
