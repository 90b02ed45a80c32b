"""Everything about one person, over all tables; of nobody else, and of no other town."""

import pytest

from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.privacy.access import rows_about
from machbar.foundation.privacy.needles import mail_needle, name_needle, phone_needle
from machbar.foundation.privacy.tests.rows import MAIL, NAME, PHONE, RowMaker
from machbar.foundation.testing import make_town

pytestmark = pytest.mark.django_db
NOT_TOLD_APART = {"sessions.session"}


def test_a_person_who_stands_in_every_table_is_found_in_each_field_and_nobody_else_is() -> None:
    town, other = make_town(key="hier"), make_town(key="dort")
    make_contact(town=town, name="Adam Fiktiv", email="adam@x.example")
    make_contact(town=other, name=NAME, email=MAIL)
    house = RowMaker(town)
    type(town).objects.filter(pk=town.pk).update(
        imprint=NAME, contact_email=MAIL, contact_phone=PHONE
    )
    house.everything()

    rows = rows_about([name_needle(NAME), mail_needle(MAIL), phone_needle(PHONE)], town)

    assert {row.table for row in rows} == set(house.personal) - NOT_TOLD_APART
    assert {(row.table, row.pk) for row in rows} == {
        (label, row.pk)
        for label, row in house.made.items()
        if label in house.personal and label not in NOT_TOLD_APART
    }
    missed = {
        f"{row.table}.{name}"
        for row in rows
        for name in house.marked.get(row.table, set()) - row.found_by
    }
    assert missed == set()
