"""Two people edit the same thing: fields are put together, clashes are shown, and nothing is lost."""

from typing import Any, cast

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.ui.conflicts import (
    Saving,
    Texts,
    merge,
    save_without_loss,
    seen_before,
    seen_values,
    shown_texts,
    texts_in,
)
from machbar.foundation.ui.fields import AmountField

texts = st.dictionaries(st.sampled_from("abcd"), st.sampled_from([(), ("x",), ("y",), ("z",)]))


class Stale(Exception):
    """Somebody else saved."""


class Form(forms.Form):
    """A form with every kind of field that people type into."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    goals = forms.CharField(required=False, widget=forms.Textarea, label="Ziele")
    title = forms.CharField(label="Name")
    cost = AmountField(required=False, label="Kosten")
    day = forms.DateField(required=False, label="Tag", widget=forms.DateInput(format="%Y-%m-%d"))
    is_free = forms.BooleanField(required=False, label="Frei")
    topics = forms.MultipleChoiceField(
        required=False,
        label="Themen",
        choices=[("1", "Sport"), ("2", "Kultur")],
        widget=forms.CheckboxSelectMultiple,
    )


class Shelf:
    """What is stored, with its version; ``others`` save just before the next saving."""

    def __init__(self, **values: Any) -> None:
        self.values: dict[str, Any] = {"title": "T", **values}
        self.version = 1
        self.others: list[dict[str, Any]] = []

    def make(self, typed: QueryDict | None, prefix: str | None = None) -> Form:
        return Form(typed, initial={**self.values, "seen_version": self.version}, prefix=prefix)

    def change(self, **values: Any) -> None:
        self.values |= values
        self.version += 1

    def save(self, form: forms.BaseForm) -> None:
        if self.others:
            self.change(**self.others.pop())
        if form.cleaned_data["seen_version"] != self.version:
            raise Stale
        self.change(**{k: v for k, v in form.cleaned_data.items() if k != "seen_version"})

    def send(self, data: QueryDict) -> Saving:
        return save_without_loss(data=data, make=self.make, save=self.save, stale=Stale)


def opened(shelf: Shelf, **typed: str | list[str]) -> QueryDict:
    """What a browser sends that opened the form now and typed this."""
    return _sent(shelf.make(None), typed)


def _sent(form: forms.BaseForm, typed: dict[str, str | list[str]]) -> QueryDict:
    page = Template("{% load face %}{% seen form %}").render(Context({"form": form}))
    data = QueryDict(mutable=True)
    for name, found in shown_texts(form).items():
        data.setlist(name, list(found))
        if not found:
            del data[name]
    data["seen_version"], data["seen"] = _hidden(page)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def _hidden(page: str) -> tuple[str, str]:
    import html
    import re

    version, state = re.findall(r'value="([^"]*)"', page)
    return html.unescape(version), html.unescape(state)


@given(before=texts, theirs=texts, mine=texts)
def test_every_difference_is_mine_theirs_or_a_clash(
    before: dict[str, Texts], theirs: dict[str, Texts], mine: dict[str, Texts]
) -> None:
    found = merge(before, theirs, mine)

    assert sorted([*found.mine, *found.theirs, *found.clashes]) == sorted(
        name for name in mine if mine[name] != theirs.get(name, ())
    )
    assert all(before[name] == theirs.get(name, ()) for name in found.mine)
    assert all(before[name] == mine[name] for name in found.theirs)


def test_alone_everything_is_saved_as_typed() -> None:
    shelf = Shelf()

    saving = shelf.send(opened(shelf, goals="Neu", topics=["1", "2"]))

    assert (saving.is_saved, saving.kept) == (True, ())
    assert (shelf.values["goals"], shelf.values["topics"]) == ("Neu", ["1", "2"])


def test_what_only_the_other_changed_is_kept_and_named() -> None:
    shelf = Shelf(goals="Alt", cost=100_00, topics=["1"], is_free=True)
    data = opened(shelf, goals="Neu")
    shelf.change(cost=200_00, topics=["2"], is_free=False)

    saving = shelf.send(data)

    assert (saving.is_saved, saving.kept) == (True, ("Kosten", "Frei", "Themen"))
    assert [shelf.values[name] for name in ("goals", "cost", "topics", "is_free")] == [
        "Neu",
        200_00,
        ["2"],
        False,
    ]


def test_the_same_amount_written_otherwise_is_no_change() -> None:
    shelf = Shelf(cost=1_234_50)
    data = opened(shelf, cost="1234,5", title="Neu")
    shelf.change(cost=2_000_00)

    saving = shelf.send(data)

    assert (saving.is_saved, shelf.values["cost"], shelf.values["title"]) == (True, 2_000_00, "Neu")


def test_what_both_changed_is_shown_with_both_texts_and_what_it_was() -> None:
    shelf = Shelf(goals="Alt", title="T")
    data = opened(shelf, goals="Meine", title="Mein Name")
    shelf.change(goals="Ihre", day=None, topics=["2"])

    saving = shelf.send(data)

    (clash,) = saving.conflict.clashes
    assert not saving.is_saved
    assert shelf.values["goals"] == "Ihre"
    assert (clash.label, clash.before) == ("Ziele", "Alt")
    assert (clash.theirs.html_name, clash.theirs.value()) == ("andere-goals", "Ihre")
    assert (clash.mine.html_name, clash.mine.value()) == ("eigene-goals", "Meine")
    assert (saving.conflict.mine, saving.conflict.theirs) == (("Name",), ("Themen",))
    assert saving.form["title"].value() == "Mein Name"


@pytest.mark.parametrize(("choice", "stored"), [("eigene", "Meine, neu"), ("andere", "Ihre, neu")])
def test_the_chosen_text_is_saved_as_it_was_changed_on_the_page(choice: str, stored: str) -> None:
    shelf = Shelf(goals="Alt")
    data = opened(shelf, goals="Meine", title="Mein Name")
    shelf.change(goals="Ihre")
    shown = shelf.send(data)

    answer = _answer(shown, {"goals": ("Meine, neu", "Ihre, neu", choice)})
    saving = shelf.send(answer)

    assert saving.is_saved
    assert (shelf.values["goals"], shelf.values["title"]) == (stored, "Mein Name")


def test_without_a_choice_or_with_a_wrong_field_both_texts_come_again() -> None:
    shelf = Shelf(goals="Alt")
    data = opened(shelf, goals="Meine")
    shelf.change(goals="Ihre")
    shown = shelf.send(data)

    unchosen = shelf.send(_answer(shown, {"goals": ("M2", "I2", "")}))
    wrong = shelf.send(_answer(shown, {"goals": ("M2", "I2", "andere")}, title=""))

    for saving, chosen, errors in ((unchosen, "", 1), (wrong, "andere", 0)):
        (clash,) = saving.conflict.clashes
        assert (clash.mine.value(), clash.theirs.value()) == ("M2", "I2")
        assert (clash.chosen, len(clash.errors), clash.before) == (chosen, errors, "Ihre")
    assert unchosen.conflict.choices_missing
    assert wrong.form.errors.keys() == {"title"}
    assert shelf.values["goals"] == "Ihre"


def test_a_third_person_in_between_gives_a_new_conflict_and_loses_nothing() -> None:
    shelf = Shelf(goals="Alt")
    data = opened(shelf, goals="Meine")
    shelf.change(goals="Ihre")
    shown = shelf.send(data)
    shelf.change(goals="Dritte")

    saving = shelf.send(_answer(shown, {"goals": ("Meine", "Ihre", "eigene")}))

    (clash,) = saving.conflict.clashes
    assert (clash.before, clash.theirs.value(), clash.mine.value()) == ("Ihre", "Dritte", "Meine")


def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing() -> None:
    shelf = Shelf(goals="Alt", day=None)
    data = opened(shelf, goals="Meine", seen="kein JSON", day="2026-11-26", topics=["1"])
    shelf.change(goals="Ihre")

    saving = shelf.send(data)

    assert {clash.name: clash.before for clash in saving.conflict.clashes} == {
        "goals": None,
        "day": None,
        "topics": None,
    }
    assert seen_before(QueryDict("seen=[1]")) == {}


def test_where_others_save_all_the_time_it_says_so_and_keeps_the_text() -> None:
    shelf = Shelf(goals="Alt")
    shelf.others = [{"cost": number} for number in range(20)]

    saving = shelf.send(opened(shelf, goals="Meine"))

    assert not saving.is_saved
    assert saving.form["goals"].value() == "Meine"
    assert list(saving.form.errors) == ["__all__"]


def test_days_choices_and_ticks_are_read_as_people_write_them() -> None:
    from datetime import date

    shelf = Shelf(day=date(2026, 5, 1), topics=["1", "2"], is_free=True)
    data = opened(shelf, day="2026-06-01", topics=["1"])
    del data["is_free"]
    shelf.change(day=date(2026, 7, 1), topics=["2"], is_free=True)

    found = shelf.send(data).conflict.clashes

    assert {clash.name: clash.before for clash in found} == {
        "day": "01.05.2026",
        "topics": "Sport, Kultur",
    }


def _answer(shown: Saving, choices: dict[str, tuple[str, str, str]], **typed: str) -> QueryDict:
    """What the page of the conflict sends: its usual fields, and for each clash both texts and the choice."""
    data = cast("QueryDict", shown.form.data).copy()
    for name, (mine, theirs, choice) in choices.items():
        data.pop(name, None)
        data.appendlist("strittig", name)
        data[f"eigene-{name}"], data[f"andere-{name}"] = mine, theirs
        if choice:
            data[f"wahl-{name}"] = choice
    for name, value in typed.items():
        data[name] = value
    return data


def test_a_form_for_something_new_brings_no_version_that_nobody_can_send() -> None:
    assert seen_values(Form())[0] == ""
    assert seen_values(Form(initial={"seen_version": 3}))[0] == "3"


def test_a_form_that_nests_without_end_showed_nothing() -> None:
    assert texts_in("[" * 100_000) == {}
