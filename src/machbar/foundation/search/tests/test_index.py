"""The index beside the table: there after every migration, true to the table whatever happens to a row."""

import pytest
from django.core.management import call_command
from django.db import connection

from machbar.foundation.search import index as indexing
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.selectors import find_in
from machbar.foundation.search.services import forget, mend_index
from machbar.foundation.search.tests.builders import index, make_text
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL has no triggers here"
)


def objects(town: Town, text: str) -> tuple[int, ...]:
    return find_in(town, text, kind="dinge", audience=Audience.PUBLIC).objects


def parts() -> set[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE tbl_name = 'search_searchentry' OR name = 'search_index'",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE tablename = 'search_searchentry' UNION "
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'search_searchentry'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def expected() -> set[str]:
    more = set(indexing.TRIGGERS) if connection.vendor == "sqlite" else {"lexemes"}
    return more | {indexing.INDEX}


def drop_triggers() -> None:
    with connection.cursor() as cursor:
        for trigger in indexing.TRIGGERS:
            cursor.execute(f"DROP TRIGGER {trigger}")


def test_after_migrate_every_part_of_the_index_is_there() -> None:
    assert expected() <= parts()


@on_sqlite
def test_triggers_that_an_altered_table_lost_come_back_with_what_they_missed() -> None:
    town = make_town()
    drop_triggers()
    index(make_text(town, 1, "Brunnen"))
    assert objects(town, "Brunnen") == ()

    call_command("migrate", verbosity=0)

    assert expected() <= parts()
    assert objects(town, "Brunnen") == (1,)


def test_creating_the_index_again_changes_nothing() -> None:
    town = make_town()
    index(make_text(town, 1, "Brunnen"))

    indexing.create_index(connection)

    assert objects(town, "Brunnen") == (1,)


def test_the_index_follows_a_row_that_is_changed_and_removed() -> None:
    town = make_town()
    findable = index(make_text(town, 1, "Brunnen"), make_text(town, 2, "Bank"))

    SearchEntry.objects.filter(object_id=1).update(terms=f"s_{town.pk}_0_dinge laden")
    assert (objects(town, "Brunnen"), objects(town, "Laden")) == ((), ())
    SearchEntry.objects.filter(object_id=1).update(terms=f"s_{town.pk}_0_dinge lad")
    assert objects(town, "Laden") == (1,)

    forget(findable, [1])

    assert objects(town, "Laden") == ()
    assert objects(town, "Bank") == (2,)
    assert indexing.is_whole(connection)


@on_sqlite
def test_an_index_that_is_not_whole_is_rebuilt_once() -> None:
    town = make_town()
    index(make_text(town, 1, "Brunnen"))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    assert objects(town, "Brunnen") == ()

    assert (mend_index(), mend_index()) == (True, False)
    assert objects(town, "Brunnen") == (1,)


def test_a_town_that_is_deleted_leaves_nothing_behind() -> None:
    town = make_town()
    index(make_text(town, 1, "Brunnen"))

    town.delete()

    assert not SearchEntry.objects.exists()
    assert indexing.is_whole(connection)
