"""Every field that could hold something about a person is declared, with purpose, basis and period."""

import inspect

from django.db import models
from django_tasks.base import Task

from machbar.foundation.contacts.models import Contact
from machbar.foundation.post.models import Letter
from machbar.foundation.post.tasks import deliver_due_letters
from machbar.foundation.privacy.labels import BASES, PERIODS
from machbar.foundation.privacy.registry import gaps, personal_fields, telling_fields
from machbar.foundation.surfaces.personal import Basis, Keep, PersonalData, PersonalFields
from machbar.foundation.surfaces.tasks import daily_round


def test_every_field_of_every_table_is_personal_or_harmless() -> None:
    assert list(gaps()) == []


def test_a_field_that_nobody_declared_is_named() -> None:
    group = PersonalFields(
        model="post.letter",
        fields=("recipient", "subject", "subject", "colour"),
        purpose="",
        basis=Basis.INTEREST,
        keep=Keep.POST,
    )

    found = list(gaps([Letter], [PersonalData(personal=(group,), harmless={"post.letter": "key"})]))

    assert found == [
        "post.letter.body: neither personal nor harmless (personal.py)",
        "post.letter.colour: declared, but there is no such field",
        "post.letter.subject: declared twice",
    ]


def test_text_and_keys_tell_and_numbers_days_and_fixed_choices_do_not() -> None:
    assert [field.name for field in telling_fields(Letter)] == [
        *("recipient", "subject", "body", "key"),
    ]
    assert isinstance(Contact._meta.get_field("kind"), models.ForeignKey)
    assert "kind" in [field.name for field in telling_fields(Contact)]


def test_every_code_has_its_words() -> None:
    used = personal_fields()

    assert set(BASES) == set(Basis)
    assert set(PERIODS) == set(Keep) == {group.keep for group in used}
    assert [group for group in used if not str(group.purpose)] == []


def test_the_tasks_of_the_house_take_no_words_of_anybody() -> None:
    for each in (deliver_due_letters, daily_round):
        assert isinstance(each, Task)
        assert list(inspect.signature(each.func).parameters) == []
