"""Fields written from Python are, character by character, those of Django's templates."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.ui.light_fields import Renderer

TEXT = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ['<a href="b">', "&", "'"]
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["class", "data-a", "required", "aria-describedby", "maxlength"]),
    TEXT | st.booleans() | st.integers() | TEXT.map(SafeString),
)
LABEL = TEXT | st.integers() | st.just(gettext_lazy("Search")) | TEXT.map(SafeString)
VALUE = TEXT | st.integers(0, 20_000)
CHOICE = st.tuples(VALUE, LABEL)
CHOICES = st.lists(CHOICE | st.tuples(TEXT, st.lists(CHOICE, max_size=3)), max_size=4)
ONE_LINE = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.HiddenInput,
    forms.DateInput, forms.CheckboxInput, forms.TextInput,
]  # fmt: skip


def both(widget: forms.Widget, value: object) -> tuple[str, str]:
    def written(renderer: Any) -> str:
        return widget.render("name<>", value, {"id": "id_a"}, renderer=renderer)

    return written(Renderer()), written(DjangoTemplates())


@given(CHOICES, VALUE | st.none(), ATTRIBUTES)
def test_a_select_is_what_django_writes(
    choices: list[Any], value: object, attributes: dict[str, Any]
) -> None:
    ours, of_django = both(forms.Select(attrs=attributes, choices=choices), value)

    assert ours == of_django


@given(st.sampled_from(ONE_LINE), VALUE | st.none(), ATTRIBUTES)
def test_a_line_is_what_django_writes(
    kind: type[forms.Widget], value: object, attributes: dict[str, Any]
) -> None:
    ours, of_django = both(kind(attrs=attributes), value)

    assert ours == of_django


@pytest.mark.parametrize("kind", [forms.Textarea, forms.RadioSelect, forms.SelectMultiple])
def test_other_widgets_are_left_to_django(kind: type[forms.Widget]) -> None:
    ours, of_django = both(kind(), "")

    assert ours == of_django


def test_forms_of_the_house_are_rendered_by_it() -> None:
    class Form(forms.Form):
        suche = forms.CharField()

    assert type(Form().renderer) is Renderer
