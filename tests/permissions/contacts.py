"""Rows of the address book."""

from machbar.foundation.people.models import Role
from tests.permissions.table import NOBODY, Case, Outcome, Row, Who, team

KEEPING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
READING = (*KEEPING, Role.EDITOR, Role.TREASURER)
MARKS = {
    "book-contact": {Who(role.value) for role in READING},
    "book-owner": {Who(role.value) for role in KEEPING},
}
# Who reads the book but does not keep it learns nothing of owners, not even that they are there.
HIDDEN = {"editor": Outcome.MISSING, "treasurer": Outcome.MISSING}
WORDS = {"organisation": "Heimatbund", "seen_version": "1"}


def _one(route: str, *, by_post: bool, yes: Outcome, also_get: bool = False) -> Row:
    """A page of one contact: a club's, an owner's, one of the other town."""
    readers = READING if not by_post and not also_get else KEEPING

    def case(relation: str, thing: str, of: str, expected: Outcome, **others: Outcome) -> Case:
        get = team(*readers, yes=Outcome.OK if expected is yes else expected, **others)
        post = team(*readers, yes=expected, **others)
        return Case(
            relation=relation,
            arguments=lambda world: (getattr(getattr(world, of), thing).public_id,),
            form=WORDS,
            get=get if not by_post or also_get else NOBODY,
            post=post if by_post else NOBODY,
        )

    return Row(
        route=route,
        cases=(
            case("a club", "contact", "ours", yes),
            case("an owner", "owner", "ours", yes, **HIDDEN),
            case("of the other town", "contact", "theirs", Outcome.MISSING, **HIDDEN),
        ),
    )


ROWS = [
    Row(
        route="contacts:book",
        cases=(
            Case(relation="the town's", get=team(*READING)),
            Case(relation="searched", query={"suche": "kram"}, get=team(*READING)),
        ),
    ),
    Row(
        route="contacts:new",
        cases=(
            Case(
                relation="empty",
                get=team(*KEEPING),
                post=team(*KEEPING, yes=Outcome.INCOMPLETE),
            ),
            Case(
                relation="filled in",
                get=team(*KEEPING),
                post=team(*KEEPING, yes=Outcome.DONE),
                form=WORDS,
            ),
        ),
    ),
    Row(
        route="contacts:kinds",
        cases=(
            Case(
                relation="a new kind",
                get=team(*KEEPING),
                post=team(*KEEPING, yes=Outcome.DONE),
                form={"label": "Kirche"},
            ),
        ),
    ),
    Row(
        route="contacts:kind",
        cases=(
            Case(
                relation="a kind",
                arguments=lambda _world: ("verein",),
                post=team(*KEEPING, yes=Outcome.DONE),
                form={"offer": "no"},
            ),
            Case(
                relation="no kind",
                arguments=lambda _world: ("kram",),
                post=team(*KEEPING, yes=Outcome.MISSING),
                form={"offer": "no"},
            ),
        ),
    ),
    _one("contacts:contact", by_post=False, yes=Outcome.OK),
    _one("contacts:change", by_post=True, also_get=True, yes=Outcome.DONE),
    _one("contacts:erase", by_post=True, yes=Outcome.DONE),
]
