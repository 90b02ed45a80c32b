"""Two people change one list of words: no name is overwritten unseen."""

import pytest
from django.http import QueryDict

from machbar.foundation.testing import make_town
from machbar.foundation.towns.exceptions import TermChanged
from machbar.foundation.towns.models import Term
from machbar.foundation.towns.services import add_term, rename_term
from machbar.foundation.towns.word_lists import change_entry

pytestmark = pytest.mark.django_db


def _typed(label: str, seen: str = "Vereine", **more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"label": label, "seen_version": seen, "seen": f'{{"label": ["{seen}"]}}', **more})
    return data


def _renamed(to: str = "Vereine und Gruppen") -> Term:
    """An entry that was called `Vereine` when its form was opened."""
    term = add_term(town=make_town(), vocabulary="kind", label="Vereine")
    rename_term(term=Term.objects.get(), label=to, seen_label="Vereine")
    return term


def test_an_entry_with_another_name_meanwhile_is_not_renamed() -> None:
    term = _renamed()

    with pytest.raises(TermChanged):
        rename_term(term=term, label="Klubs", seen_label="Vereine")

    assert Term.objects.get().label == "Vereine und Gruppen"


def test_two_names_for_one_entry_are_both_shown_and_the_chosen_one_is_saved() -> None:
    term = _renamed()

    shown, said = change_entry(_typed("Klubs"), term=term)
    [clash] = shown.conflict.clashes
    stored = Term.objects.get().label
    choice = {"strittig": "label", "wahl-label": "eigene", "eigene-label": "Klubs"}
    chosen = _typed("", "Vereine und Gruppen", **choice)
    saved, done = change_entry(chosen, term=term)

    assert (shown.is_saved, said, stored) == (False, "", "Vereine und Gruppen")
    assert (clash.before, clash.theirs.value(), clash.mine.value()) == (
        "Vereine",
        "Vereine und Gruppen",
        "Klubs",
    )
    assert (saved.is_saved, done) == (True, "Der Eintrag heißt jetzt anders.")
    assert Term.objects.get().label == "Klubs"


def test_who_changed_nothing_keeps_the_name_that_somebody_else_gave() -> None:
    term = _renamed()

    saved, done = change_entry(_typed("Vereine"), term=term)

    assert saved.is_saved
    assert done == "Jemand anderes hat diesen Eintrag inzwischen umbenannt. Der neue Name bleibt."
    assert Term.objects.get().label == "Vereine und Gruppen"


def test_a_chosen_name_that_is_taken_is_said_and_still_there() -> None:
    term = _renamed()
    add_term(town=term.town, vocabulary="kind", label="Klubs")
    choice = {"strittig": "label", "wahl-label": "eigene", "eigene-label": "Klubs"}

    refused, done = change_entry(_typed("", "Vereine und Gruppen", **choice), term=term)

    assert (refused.is_saved, done) == (False, "")
    assert refused.form["label"].value() == "Klubs"
    assert refused.form.errors["label"] == ["„Klubs“ steht schon in dieser Liste."]


def test_both_give_the_same_name_and_nobody_is_asked() -> None:
    term = _renamed("Klubs")

    saved, done = change_entry(_typed("Klubs"), term=term)

    assert (saved.is_saved, done) == (True, "Der Eintrag heißt jetzt anders.")
