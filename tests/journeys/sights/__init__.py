"""Every page in every state, as rows: one file for each module, put together here."""

from tests.journeys.sights import (
    coordination,
    funding,
    ideas,
    meetings,
    premises_book,
    premises_demand,
    premises_inside,
    premises_mediation,
    premises_outside,
    projects,
    site,
)
from tests.journeys.sights.rows import Eyes, Sight, Try

__all__ = [
    "ALWAYS",
    "ELSEWHERE",
    "FILLED",
    "REFUSED",
    "TRIED",
    "TRIED_IN_THE_FILLED_TOWN",
    "Eyes",
    "Sight",
    "Try",
]

OWNERS = (
    *(site, ideas, projects, funding, coordination, meetings, premises_inside, premises_outside),
    *(premises_mediation, premises_demand, premises_book),
)


def _all(name: str) -> tuple[Sight, ...]:
    """The rows of this name in every file."""
    return tuple(row for owner in OWNERS for row in getattr(owner, name, ()))


ALWAYS = _all("ALWAYS")
FILLED = _all("FILLED")
TRIED = _all("TRIED")
TRIED_IN_THE_FILLED_TOWN = _all("TRIED_IN_THE_FILLED_TOWN")
REFUSED = _all("REFUSED")
ELSEWHERE = {
    "site/oops_plain.html",  # rendered where no town is known, as is the next one
    "towns/no_town.html",
    "site/towns.html",  # of the operator of several towns: test_several_towns.py, as is the next one
    "towns/not_here.html",
    "site/door.html",  # of a town that is not open yet: test_first_idea.py
    "site/wizard/entrance.html",  # of a server without a town: there, too
    "site/archive/index.html",  # files, opened without any server: test_archive.py, as are the next two
    "site/archive/shelf.html",
    "site/archive/thing.html",
    "site/house_account.html",  # of an operator: test_house_account.py
    "team/codes.html",  # of somebody with a second step: test_passkey.py, as are the next two
    "team/confirm.html",
    "team/second_step.html",
    "team/factor_needed.html",  # rendered when the day of the second step comes between a page and its form
    "access/signed_out.html",  # rendered when a sign-in ends between a page and its form
}
