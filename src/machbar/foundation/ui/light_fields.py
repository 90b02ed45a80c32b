"""Selects and one-line inputs written straight from Python, character by character what Django's templates write.

Django renders a template for every option of a select and one more for its attributes: a seventh of the wall of ideas
went there. Every other widget is rendered by Django as ever.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape

Widget = Mapping[str, Any]  # what Django hands to a widget's template
_FOLDER = "django/forms/widgets"
_ONE_LINE = (
    "input",
    "text",
    "number",
    "email",
    "url",
    "search",
    "tel",
    "hidden",
    "date",
    "checkbox",
)


class Renderer(DjangoTemplates):
    """The renderer of all forms (setting FORM_RENDERER)."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """Those widgets at once, any other by its template."""
        write = _WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return "".join(write(context["widget"]))


def _input(widget: Widget) -> Iterator[str]:
    yield f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"'
    if widget["value"] is not None:
        yield f' value="{_text(widget["value"])}"'
    yield from _attributes(widget)
    yield ">"


def _select(widget: Widget) -> Iterator[str]:
    yield f'<select name="{_text(widget["name"])}"'
    yield from _attributes(widget)
    yield ">"
    for group, options, _index in widget["optgroups"]:
        if group:
            yield f'\n  <optgroup label="{_text(localize(group))}">'
        for option in options:
            yield f'\n  <option value="{_text(option["value"])}"'
            yield from _attributes(option)
            yield f">{_text(localize(option['label']))}</option>\n"
        if group:
            yield "\n  </optgroup>"
    yield "\n</select>"


def _attributes(widget: Widget) -> Iterator[str]:
    for name, value in widget["attrs"].items():
        if value is True:
            yield f" {_text(name)}"
        elif value is not False:
            yield f' {_text(name)}="{_text(value)}"'


def _text(value: Any) -> str:  # whatever a widget holds; Django makes text of it
    return conditional_escape(value)


_WRITERS: Mapping[str, Callable[[Widget], Iterator[str]]] = {
    f"{_FOLDER}/select.html": _select,
    **{f"{_FOLDER}/{name}.html": _input for name in _ONE_LINE},
}
