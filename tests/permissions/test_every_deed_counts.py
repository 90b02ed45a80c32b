"""Every form that changes something leaves an entry in the audit trail: kept pages count by it (decision 17).

What a deed writes without an entry would be shown to guests for up to ten seconds more; so only tables of which no
guest sees anything may be written to in silence. Each route of the permission table that takes a form is asked once.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.permissions.asking import address, ask
from tests.permissions.table import Outcome, Who
from tests.permissions.test_permissions import Run
from tests.permissions.world import World
from tests.test_mass_assignment import FIRST, ORDER

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "([a-z_0-9]+)"')
SILENT = {
    "access_signin",  # when somebody was last here
    "django_session",
    "django_tasks_database_dbtaskresult",  # what the worker is asked to do
    "people_person",  # the last sign-in; a new name leaves an entry
    "projects_sketchanswer",  # that a step was saved unchanged
    "tables_batch",  # a file that is looked at before it is taken in
    "towns_term",  # a word of a list: guests may read the old one for ten seconds
}


@contextmanager
def changed_tables() -> Iterator[set[str]]:
    """The tables of which meanwhile at least one row was written or deleted."""
    found: set[str] = set()

    def listen(run: Run, sql: str, params: object, many: object, context: Any) -> object:
        answer = run(sql, params, many, context)
        table = TABLE.match(sql)
        if table is not None and context["cursor"].rowcount != 0:
            found.add(table[1])
        return answer

    with connection.execute_wrapper(listen):
        yield found


@pytest.mark.long
@pytest.mark.crawl
@pytest.mark.parametrize("route", sorted(FIRST))
def test_a_form_that_changes_something_leaves_an_entry(
    route: str, world: World, clients: dict[Who, Client]
) -> None:
    row, case = FIRST[route]
    who = next(each for each in ORDER if case.post[each] is Outcome.DONE)
    path, form = address(row, case, world), dict(case.sent(world))

    with changed_tables() as tables:
        ask(clients[who], "POST", path, form)

    assert "audit_audithead" in tables or tables <= SILENT
