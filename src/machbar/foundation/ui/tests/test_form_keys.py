"""Keys of forms, and programs that fill in every field."""

import pytest
from django.http import QueryDict

from machbar.foundation.ui.form_keys import KeyedForm, looks_like_spam, new_form_key


def answered(key: str) -> KeyedForm:
    form = KeyedForm(QueryDict(f"form_key={key}"))
    assert form.is_valid()
    return form


def test_the_same_form_has_the_same_key_and_another_one_another() -> None:
    key = new_form_key()

    first, again, other = answered(key), answered(key), answered(new_form_key())

    assert first.cleaned_data == again.cleaned_data
    assert first.cleaned_data != other.cleaned_data


@pytest.mark.parametrize("forged", ["", "x:y", "permission-table"])
def test_a_key_that_is_not_ours_is_replaced_and_the_page_carries_the_new_one_on(
    forged: str,
) -> None:
    form = answered(forged)
    shown = form["form_key"].value()

    again = answered(str(shown))

    assert again.cleaned_data == form.cleaned_data


@pytest.mark.parametrize(
    ("trap", "text", "is_spam"),
    [
        ("", "Ich kann löten.", False),
        ("https://spam.invalid", "", True),
        ("", "http://a https://b HTTP://c", True),
        ("", "http://a https://b", False),
    ],
)
def test_spam_is_a_filled_trap_or_many_links(trap: str, text: str, is_spam: bool) -> None:
    assert looks_like_spam(trap=trap, text=text) is is_spam
